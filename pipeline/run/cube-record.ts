/**
 * What a cube was made from, held beside it: put in place with it, so that the two never disagree.
 */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckResult, CubeFile, InputFile } from './manifest.ts';
import type { Fingerprint } from './recipe.ts';
import { cubeFolder } from './write-cube.ts';

/** Bytes and hashes of a cube, and what it was made from. Counts only. */
export interface CubeRecord {
  readonly version: 2;
  /** The run that computed it (`work/runs/<run>.json`). */
  readonly run: string;
  readonly fingerprint: Fingerprint;
  readonly inputs: readonly InputFile[];
  /** Whether it was computed from synthetic data. */
  readonly synthetic: boolean;
  /** What the data checks found in the year's delivery. */
  readonly checks: readonly CheckResult[];
  readonly cube: CubeFile;
}

/** Writes the record beside a staged cube. */
export function writeRecord(staging: string, record: CubeRecord): void {
  const { code, year } = record.cube;
  writeFileSync(join(staging, recordFile(code, year)), `${JSON.stringify(record, null, 2)}\n`);
}

/**
 * The record of a cube in `work/cubes`; undefined where there is no cube, or one of which nobody
 * wrote down what it was made from.
 */
export function readRecord(dataRoot: string, code: string, year: number): CubeRecord | undefined {
  try {
    const record = JSON.parse(readFileSync(join(dataRoot, recordFile(code, year)), 'utf8')) as CubeRecord;
    const isThere = ({ path, bytes }: { readonly path: string; readonly bytes: number }) =>
      statSync(join(dataRoot, path), { throwIfNoEntry: false })?.size === bytes;
    return record.version === 2 && isThere(record.cube) && isThere(record.cube.support) ? record : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Years of which there are folders `<root>/<code>/year=YYYY`, ascending: cubes that were computed,
 * or released.
 */
export function yearsBelow(root: string, code: string): number[] {
  const folder = join(root, code);
  if (!existsSync(folder)) return [];
  const years = readdirSync(folder).map((name) => /^year=(\d{4})$/.exec(name)?.[1]);
  return years.flatMap((year) => (year === undefined ? [] : [Number(year)])).sort((a, b) => a - b);
}

function recordFile(code: string, year: number): string {
  return join(cubeFolder(code, year), `${code}.record.json`);
}
