/**
 * What data checks have found in a delivery, by year and check: counts, under a hash of all that
 * they depend on (`work/checks.json`).
 */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Rows that offend of rows examined, under the hash of what both depend on. */
export interface KeptCheck {
  readonly key: string;
  readonly offending: number;
  readonly examined: number;
}

type Years = Readonly<Record<string, Readonly<Record<string, KeptCheck>>>>;

const fileIn = (dataRoot: string) => join(dataRoot, 'work', 'checks.json');

/** Gives what is kept of a year, by check; nothing where it cannot be read. */
export function readKeptChecks(dataRoot: string, year: number): Readonly<Record<string, KeptCheck>> {
  return readYears(dataRoot)[year] ?? {};
}

/** Keeps what checks of a year have found, each in the place of what it found before. */
export function keepChecks(dataRoot: string, year: number, found: Readonly<Record<string, KeptCheck>>): void {
  const before = readYears(dataRoot);
  const years: Years = { ...before, [year]: { ...before[year], ...found } };
  const file = fileIn(dataRoot);
  mkdirSync(join(dataRoot, 'work'), { recursive: true });
  writeFileSync(`${file}.draft`, `${JSON.stringify({ version: 1, years }, null, 1)}\n`, { mode: 0o600 });
  renameSync(`${file}.draft`, file);
}

/** Removes all of it. */
export function removeKeptChecks(dataRoot: string): void {
  rmSync(fileIn(dataRoot), { force: true });
}

function readYears(dataRoot: string): Years {
  try {
    const read = JSON.parse(readFileSync(fileIn(dataRoot), 'utf8')) as { version: number; years: Years };
    return read.version === 1 ? read.years : {};
  } catch {
    return {};
  }
}
