/**
 * The package as it would be published: packed, unpacked in another project, type-checked against
 * and run.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { released, releasedCells } from '../export/exported.ts';
import { primary, releaseOf } from '../release/computed.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { REPOSITORY } from '../support/shipped-catalogue.ts';

const CODES = ['cube_013_001', 'cube_013_021'] as const;
const { version: VERSION } = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8'));
const COMPILER = join(REPOSITORY, 'node_modules', 'typescript', 'bin', 'tsc');

/** The programs that stand under `@example` in the public entry point. */
const EXAMPLES = readdirSync(join(REPOSITORY, 'pipeline', 'api')).flatMap((file) =>
  [...readFileSync(join(REPOSITORY, 'pipeline', 'api', file), 'utf8').matchAll(/@example\n[ *]*```ts\n(.*?)```/gs)].map(
    ([, program = '']) => program.replace(/^ *\* ?/gm, ''),
  ),
);
const exampleName = (index: number) => `example-${index + 1}`;

let project: string;
const run = (command: string, ...args: string[]) =>
  execFileSync(command, args, { cwd: project, encoding: 'utf8', stdio: 'pipe' });

beforeAll(() => {
  project = makeDataRoot();
  run('npm', 'pack', REPOSITORY, '--ignore-scripts', '--silent', '--pack-destination', project);
  const modules = join(project, 'node_modules');
  mkdirSync(join(modules, 'atlas-cubes'), { recursive: true });
  run('tar', 'xzf', `atlas-cubes-${VERSION}.tgz`, '-C', join(modules, 'atlas-cubes'), '--strip-components', '1');
  // What it depends on, as an installation would put beside it.
  symlinkSync(join(REPOSITORY, 'node_modules'), join(modules, 'atlas-cubes', 'node_modules'));
  symlinkSync(join(REPOSITORY, 'node_modules', '@types'), join(modules, '@types'));
  writeFileSync(join(project, 'package.json'), '{ "name": "consumer", "private": true, "type": "module" }');
  const compilerOptions = {
    target: 'ES2023',
    module: 'NodeNext',
    strict: true,
    types: ['node'],
    exactOptionalPropertyTypes: true,
  };
  for (const [i, program] of EXAMPLES.entries()) writeFileSync(join(project, `${exampleName(i)}.ts`), program);
  const files = ['consumer.ts', 'sample.ts', ...EXAMPLES.map((_, i) => `${exampleName(i)}.ts`)];
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
  const page = readFileSync(join(REPOSITORY, 'docs', 'reference', 'api.md'), 'utf8');
  const [, sample = ''] = /```ts\n(.*?)```/s.exec(page) ?? [];
  writeFileSync(join(project, 'sample.ts'), sample);
  copyFileSync(join(import.meta.dirname, 'consumer.ts.txt'), join(project, 'consumer.ts'));
  run(process.execPath, COMPILER, '-p', '.');
});

it('a strict TypeScript program compiles against it and reads the figures of a release', async () => {
  const dataRoot = await released(CODES, [2023], { catalogue: primary });
  const printed = JSON.parse(run(process.execPath, 'consumer.js', releaseOf(dataRoot, 'current')));
  const regions = await releasedCells(dataRoot, CODES[0], [2023], ['region']);
  const value = regions.find(({ ref_area, age_group }) => ref_area === '03000' && age_group === 'total')?.obs_value;
  expect(value).toBeGreaterThan(0);
  expect(printed.shown[`${CODES[0]} Région wallonne`]).toBe(value);
  expect(printed).toMatchObject({
    same: true,
    refused: 'did you mean `cube_013_021`?',
    title: 'Interventionele diagnostische beeldvorming',
  });
});

it('the program in the documentation compiles and runs', async () => {
  const dataRoot = await released(CODES, [2023]);
  // It is run where `data/releases/current` is the release.
  mkdirSync(join(project, 'data'));
  symlinkSync(releaseOf(dataRoot), join(project, 'data', 'releases'));
  const printed = run(process.execPath, 'sample.js').split('\n');
  expect(printed).toContainEqual(expect.stringMatching(/^cube_013_021 Interventional diagnostic imaging \[ 2023 \]$/));
  expect(printed).toContainEqual(expect.stringMatching(/^Provincie Antwerpen [\d.Q]+$/));
});

it('every example in the documentation of the entry point compiles and runs', () => {
  expect(EXAMPLES.length).toBeGreaterThanOrEqual(6);
  const printed = EXAMPLES.map((_, i) => run(process.execPath, `${exampleName(i)}.js`));
  for (const text of printed) expect(text).not.toBe('');
  expect(printed.join('')).toContain('did you mean `cube_013_021`?');
});

it('its command runs where there is neither a catalogue nor a data root, and says its version', () => {
  const command = join(project, 'node_modules', 'atlas-cubes', 'dist', 'cli', 'main.cjs');
  const bin = join(project, 'cubes');
  symlinkSync(command, bin);
  chmodSync(command, 0o755);
  expect(run(bin, '--version').trim()).toBe(VERSION);
  expect(run(bin, 'check')).toMatch(/^\d+ indicators, /m);
  expect(run(bin, 'show', 'cube_013_021', '--lang', 'nl')).toContain('Interventionele diagnostische beeldvorming');
});

it('nothing but its public entry point can be imported', () => {
  writeFileSync(join(project, 'internal.js'), "await import('atlas-cubes/dist/release/index.js');");
  expect(() => run(process.execPath, 'internal.js')).toThrow('ERR_PACKAGE_PATH_NOT_EXPORTED');
});
