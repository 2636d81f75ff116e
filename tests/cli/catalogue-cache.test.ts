/**
 * What was read of a catalogue is kept, and is never shown once anything that it depends on has
 * changed.
 */
import { appendFileSync, chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { makeCatalogue } from '../refresh/small-country.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { spawned } from './command.ts';

let file: string;
let cache: string;
beforeEach(() => {
  file = makeCatalogue();
  cache = makeDataRoot();
});
const run = (...args: readonly string[]) =>
  spawned(['--catalogue', file, ...args], { env: { XDG_CACHE_HOME: cache, CUBES_DATA: join(cache, 'none') } });

it.each([
  [['list', '--json'], 1],
  [['show', 'cube_013_001'], 1],
  // Besides the catalogue, what its SQL files read.
  [['check', '--json'], 2],
])('%j shows the same when it is read from what was kept', async (args, files) => {
  const first = await run(...args);
  expect(readdirSync(join(cache, 'cubes'))).toHaveLength(files);
  expect(first.code).toBe(0);
  expect(await run(...args)).toEqual(first);
});

it('a change of the catalogue, of a code list, or of SQL beside it is seen at once', async () => {
  expect((await run('check')).code).toBe(0);
  const codes = join(dirname(file), 'data', 'reference', 'codes', 'qualification_lists.csv');
  const before = readFileSync(codes, 'utf8');
  appendFileSync(codes, 'a,b\n');
  expect(await run('check')).toMatchObject({ code: 3, stderr: expect.stringContaining('qualification_lists.csv') });
  writeFileSync(codes, before);
  expect((await run('check')).code).toBe(0);
  mkdirSync(join(dirname(file), 'sql', 'checks'), { recursive: true });
  writeFileSync(join(dirname(file), 'sql', 'checks', 'no_header.sql'), 'SELECT 1');
  expect(await run('check')).toMatchObject({ code: 3, stderr: expect.stringContaining('no_header.sql') });
});

it('a mistake is reported from what was kept as well, and never becomes a catalogue', async () => {
  appendFileSync(file, '\nunknown_key: 1\n');
  const first = await run('check');
  expect(first).toMatchObject({ code: 3, stderr: expect.stringContaining('unknown_key') });
  expect(await run('check')).toEqual(first);
});

it('status, a plan and a dry run are the same when they read what was kept', async () => {
  for (const args of [
    ['status', '--json', '--as-of', '2026-11-23'],
    ['plan', '--json', '--years', '2023'],
    ['run', '--dry-run', '--json', '--years', '2023'],
  ]) {
    const first = await run(...args);
    expect(first.code, args.join(' ')).toBe(0);
    expect(await run(...args), args.join(' ')).toEqual(first);
  }
});

it('how cubes are made is kept for status, and made anew once a code list is another', async () => {
  const kept = () => {
    const name = readdirSync(join(cache, 'cubes')).find((one) => one.includes('.recipes')) ?? '';
    const [key, , text = '[]'] = readFileSync(join(cache, 'cubes', name), 'utf8').split('\n');
    const recipes = JSON.parse(text) as readonly [string, { readonly definition: string }][];
    return { key, definitions: new Map(recipes.map(([item, { definition }]) => [item, definition])) };
  };
  const args = ['status', '--json', '--as-of', '2026-11-23'] as const;
  await run(...args);
  const before = kept();
  expect(before.definitions.size).toBeGreaterThan(0);
  await run(...args);
  expect(kept()).toEqual(before);
  const codes = join(dirname(file), 'data', 'reference', 'codes', 'qualification_lists.csv');
  writeFileSync(codes, readFileSync(codes, 'utf8').split('\n').slice(0, -2).join('\n'));
  await run(...args);
  const after = kept();
  expect(after.key).not.toBe(before.key);
  expect([...after.definitions.keys()]).toEqual([...before.definitions.keys()]);
});

it('what was kept is not believed once a figure in it is another', async () => {
  const first = await run('show', 'cube_013_001', '--json');
  const [name = ''] = readdirSync(join(cache, 'cubes'));
  const kept = join(cache, 'cubes', name);
  const text = readFileSync(kept, 'utf8');
  writeFileSync(kept, text.replaceAll('"per":100', '"per":101'));
  expect(readFileSync(kept, 'utf8')).not.toBe(text);
  expect(await run('show', 'cube_013_001', '--json')).toEqual(first);
});

it('what was kept by half, or cannot be kept, is read again', async () => {
  const first = await run('list', '--json');
  const [name = ''] = readdirSync(join(cache, 'cubes'));
  writeFileSync(join(cache, 'cubes', name), '{"key":');
  expect(await run('list', '--json')).toEqual(first);
  writeFileSync(join(cache, 'a-file'), '');
  chmodSync(join(cache, 'a-file'), 0o400);
  const env = { XDG_CACHE_HOME: join(cache, 'a-file'), CUBES_DATA: join(cache, 'none') };
  expect(await spawned(['--catalogue', file, 'list', '--json'], { env })).toEqual(first);
});
