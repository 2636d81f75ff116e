# The command `cubes` as an image. Built with: docker build -t atlas-cubes .
# The data root is the volume /data; the catalogue is the shipped one unless CUBES_CATALOGUE names another.

FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json tsconfig.json ./
COPY pipeline ./pipeline
RUN npm ci
RUN npm prune --omit=dev --ignore-scripts

FROM node:20-bookworm-slim
WORKDIR /app
COPY package.json LICENSE indicators.yaml ./
COPY sql ./sql
COPY data/reference ./data/reference
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
RUN mkdir /data && chown node:node /data
ENV NODE_ENV=production CUBES_DATA=/data CUBES_CATALOGUE=/app/indicators.yaml XDG_CACHE_HOME=/tmp
USER node
VOLUME /data
ENTRYPOINT ["node", "/app/dist/cli/main.cjs"]
CMD ["--help"]
