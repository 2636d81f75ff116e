/** Where a delivery lies, and how it gets there whole or not at all. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure, SYNTHETIC_FILE, SYNTHETIC_TEXT } from '../base/index.ts';

export const TABLES = ['health_care', 'population', 'practitioner', 'pharmacy', 'hospital_stay'] as const;
export type Table = (typeof TABLES)[number];

/** Folder of a table and year, relative to the data root. */
export function partitionPath(table: Table, year: number): string {
  return join('claims', table, `year=${year}`);
}

/** Refuses, with a usage failure, to write over years that already hold files. */
export function refuseExisting(dataRoot: string, years: readonly number[]): void {
  const taken = years.filter((year) =>
    TABLES.some((table) => {
      const path = join(dataRoot, partitionPath(table, year));
      return existsSync(path) && readdirSync(path).length > 0;
    }),
  );
  if (taken.length > 0) {
    throw new Failure('usage', `there are claims already for ${taken.join(', ')} under ${join(dataRoot, 'claims')}.`, {
      help: 'give --force to replace these years, or another --data.',
    });
  }
}

/** A folder beside `claims/`, on the same disk, so that what is in it can be renamed into place. */
export function makeStaging(dataRoot: string): string {
  mkdirSync(dataRoot, { recursive: true });
  return mkdtempSync(join(dataRoot, '.synth-'));
}

/**
 * Marks the folder of every table as synthetic, beside the mark in the footer of every file: a file
 * that is written anew keeps the one, a copied file the other.
 * @param dataRoot folder that gets `claims/`
 */
export function markTables(dataRoot: string): void {
  for (const table of TABLES) {
    const folder = join(dataRoot, 'claims', table);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, SYNTHETIC_FILE), SYNTHETIC_TEXT);
  }
}

/**
 * Moves every staged partition into place and the ones it replaces out; undoes all of it when one
 * move fails.
 */
export function moveIntoPlace(staging: string, dataRoot: string, years: readonly number[]): void {
  const undo: (() => void)[] = [];
  try {
    for (const year of years) {
      for (const table of TABLES) {
        const path = partitionPath(table, year);
        const [staged, final, replaced] = [join(staging, path), join(dataRoot, path), join(staging, 'replaced', path)];
        mkdirSync(dirname(final), { recursive: true });
        mkdirSync(dirname(replaced), { recursive: true });
        if (existsSync(final)) {
          renameSync(final, replaced);
          undo.push(() => renameSync(replaced, final));
        }
        renameSync(staged, final);
        undo.push(() => rmSync(final, { recursive: true }));
      }
    }
  } catch (error) {
    for (const step of undo.reverse()) step();
    throw error;
  }
}

/** Removes what was being written. */
export function removeStaging(staging: string): void {
  rmSync(staging, { recursive: true, force: true });
}
