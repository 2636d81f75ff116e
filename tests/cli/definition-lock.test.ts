/**
 * The lock of definitions, from the command line: a change under an old date is reported until it
 * is recorded.
 */
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeDataRoot } from '../support/data-root.ts';
import { REPOSITORY } from '../support/shipped-catalogue.ts';
import { spawned } from './command.ts';

const LOCK = 'data/reference/definitions.lock.json';

/** A copy of the catalogue with a lock of its own. */
function copy(): string {
  const folder = makeDataRoot();
  mkdirSync(join(folder, 'data', 'reference'), { recursive: true });
  for (const part of ['codes', 'geo', 'parameters'])
    symlinkSync(join(REPOSITORY, 'data', 'reference', part), join(folder, 'data', 'reference', part));
  for (const file of ['indicators.yaml', LOCK]) cpSync(join(REPOSITORY, file), join(folder, file));
  return folder;
}

const check = async (folder: string, ...args: readonly string[]) => {
  const { stdout } = await spawned(['--catalogue', join(folder, 'indicators.yaml'), 'check', '--json', ...args]);
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: readonly { code: string; message: string }[] };
  return diagnostics.filter(({ code }) => code.startsWith('definition')).map(({ message }) => message);
};

it('is up to date in the repository, and reported and recorded where a definition changes', async () => {
  const folder = copy();
  expect(await check(folder)).toEqual([]);
  const file = join(folder, 'indicators.yaml');
  const yaml = readFileSync(file, 'utf8');
  writeFileSync(file, yaml.replace('FF_MH: { at_least: 6 }', 'FF_MH: { at_least: 7 }'));
  expect(await check(folder)).toEqual([
    'the definition of stat_003_007 has changed since 2025-09-05, but its metadata are dated 2025-09-05.',
  ]);
  expect(await check(folder, '--update-lock')).toEqual([]);
  expect(readFileSync(join(folder, LOCK), 'utf8')).not.toBe(readFileSync(join(REPOSITORY, LOCK), 'utf8'));
  writeFileSync(file, yaml);
  expect(await check(folder, '--update-lock')).toEqual([]);
  expect(readFileSync(join(folder, LOCK), 'utf8')).toBe(readFileSync(join(REPOSITORY, LOCK), 'utf8'));
});
