/**
 * Part of the build (`npm run prepare`): makes the command one file, and keeps what the engine of
 * JavaScript compiles of it when it checks the catalogue. The driver that Spark runs is copied.
 */
import { copyFileSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { type BuildOptions, buildSync } from 'esbuild';
import { compiledOf, loadBundle } from './load-bundle.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const file = join(folder, 'bundle.cjs');
const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: ['@duckdb/node-bindings', 'highs'],
  minifyWhitespace: true,
  minifySyntax: true,
  logLevel: 'error',
} satisfies BuildOptions;

rmSync(compiledOf(file), { force: true });
buildSync({
  ...shared,
  entryPoints: [join(folder, 'main.js')],
  outfile: file,
  define: { 'import.meta.url': 'moduleUrl' },
  banner: { js: 'const moduleUrl=require("node:url").pathToFileURL(__filename).href;' },
});
buildSync({ ...shared, entryPoints: [join(folder, 'start.js')], outfile: join(folder, 'main.cjs') });
const spark = join('engine', 'spark');
const written = join(folder, '..', '..', 'pipeline', spark);
for (const name of readdirSync(written).filter((one) => one.endsWith('.py')))
  copyFileSync(join(written, name), join(folder, '..', spark, name));

const cache = mkdtempSync(join(tmpdir(), 'cubes-bundle-'));
process.env.XDG_CACHE_HOME = cache;
process.argv = [...process.argv.slice(0, 2), 'check'];
process.stdout.write = () => true;
const { script, run, hash } = loadBundle(file);
process.on('exit', () => {
  rmSync(cache, { recursive: true, force: true });
  // The engine takes code alone that was compiled under the flags that it has when it starts.
  setFlagsFromString('--opt');
  const draft = `${compiledOf(file)}.draft`;
  writeFileSync(draft, Buffer.concat([Buffer.from(hash, 'latin1'), script.createCachedData()]));
  renameSync(draft, compiledOf(file));
});
run();
