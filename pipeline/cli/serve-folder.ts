/** Serves the files of a folder to browsers of this machine, until it is interrupted. */
import { createReadStream, realpathSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { Failure } from '../base/index.ts';

const LOOPBACK = '127.0.0.1';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json; charset=utf-8',
  '.jsonld': 'application/ld+json; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
};

/**
 * Serves a folder at an address that only this machine reaches.
 *
 * @param folder with an index.html
 * @param port 0 for any that is free
 * @throws Failure (usage) where no site is there, or the port is taken
 */
export async function serveFolder(folder: string, port: number): Promise<void> {
  if (statSync(join(folder, 'index.html'), { throwIfNoEntry: false })?.isFile() !== true)
    throw new Failure('usage', `there is no site in ${folder}.`, { help: 'draw one with `cubes site --out DIR`.' });
  const root = realpathSync(folder);
  const server = createServer((request, response) => {
    const file = fileOf(root, request.url ?? '/');
    if (file === null || !['GET', 'HEAD'].includes(request.method ?? '')) {
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('not found\n');
      return;
    }
    response.writeHead(200, {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
    });
    if (request.method === 'HEAD') response.end();
    else createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Failure('usage', `port ${port} is taken.`, { help: 'name another with --port.' })
          : error,
      ),
    );
    server.listen(port, LOOPBACK, resolve);
  });
  const address = server.address();
  const at = typeof address === 'object' && address !== null ? address.port : port;
  process.stdout.write(`http://${LOOPBACK}:${at}/ until it is interrupted\n`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  server.closeAllConnections();
  server.close();
}

/** The file of an address; null for what is not below the root. */
function fileOf(root: string, url: string): string | null {
  let path: string;
  try {
    path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
  } catch {
    return null;
  }
  const named = join(root, normalize(path));
  if (named !== root && !named.startsWith(root + sep)) return null;
  const found = statSync(named, { throwIfNoEntry: false });
  const file = found?.isDirectory() ? join(named, 'index.html') : named;
  try {
    return statSync(file).isFile() && realpathSync(file).startsWith(root + sep) ? file : null;
  } catch {
    return null;
  }
}
