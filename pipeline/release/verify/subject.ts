/** What a verification looks at, and what it finds. */
import { join } from 'node:path';
import { isDivisorPart, partsOf } from '../../disclosure/index.ts';
import type { Engine } from '../../engine/index.ts';
import { FIGURE_COLUMNS, keyColumns } from '../../plan/index.ts';
import { printText } from '../../query/index.ts';
import type { ReleasedCube, ReleaseManifest } from '../manifest.ts';

export interface Subject {
  readonly folder: string;
  readonly manifest: ReleaseManifest;
  /** What the sheets say of dimensions and levels, by code. */
  readonly sheets: Readonly<Record<string, SheetFacts>>;
  readonly engine: Engine;
}

export interface SheetFacts {
  readonly dimensions: readonly { readonly name: string; readonly members: readonly string[] }[];
  readonly levels: readonly { readonly level: string; readonly from: number }[];
}

/**
 * What a check looked at, and what is wrong, each in a sentence. Counts and places, never a
 * suppressed figure.
 */
export interface Finding {
  /** How many things were looked at. */
  readonly examined: number;
  readonly problems: readonly string[];
}

/** One indicator of the release: its cubes of all years, those that can be read. */
export interface ReleasedIndicator {
  readonly code: string;
  readonly facts: SheetFacts;
  readonly cubes: readonly ReleasedCube[];
  readonly keys: readonly string[];
}

/** The columns of a cube: those that identify a row, and all. */
export function columnsOf(facts: SheetFacts): { readonly keys: readonly string[]; readonly all: readonly string[] } {
  const keys = keyColumns(facts.dimensions.map(({ name }) => name));
  return { keys, all: [...keys, ...FIGURE_COLUMNS] };
}

/**
 * The files of cubes as rows `(file, year, vintage, threshold, is_signed, is_ratio)`: whether what
 * is counted, or what it is divided by, adds up nets that may be below zero.
 */
export function cubeRows(
  { folder, manifest }: Pick<Subject, 'folder' | 'manifest'>,
  cubes: readonly ReleasedCube[],
): string {
  const isRatio = (code: string) => {
    const parts = partsOf(manifest.figureRelations, code);
    return parts.some(isDivisorPart) && !parts.every(isDivisorPart);
  };
  const rows = cubes.map(
    ({ code, path, year, vintage, protection, numerator }) =>
      `(${printText(join(folder, path))}, ${year}, ${vintage}, ${protection.threshold ?? 1}, ${numerator === 'total'}, ${isRatio(code)})`,
  );
  return `(VALUES ${rows.join(', ')}) AS cube (file, year, vintage, threshold, is_signed, is_ratio)`;
}

/** Sentences for the columns of counted rows that are not 0, with the place that a row is of. */
export function sentences(
  rows: readonly Readonly<Record<string, unknown>>[],
  words: Readonly<Record<string, string>>,
  place: (row: Readonly<Record<string, unknown>>) => string,
): string[] {
  return rows.flatMap((row) =>
    Object.entries(words)
      .filter(([column]) => Number(row[column]) > 0)
      .map(([column, finding]) => `${place(row)}: ${finding}: ${Number(row[column]).toLocaleString('en-GB')}.`),
  );
}
