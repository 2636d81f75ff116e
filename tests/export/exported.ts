/**
 * A release of a small synthetic Belgium, what is exported of it, and the figures that every format
 * must hold.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalogue, Level } from '../../pipeline/catalogue/index.ts';
import { type ExportReport, type ExportRequest, exportRelease } from '../../pipeline/export/index.ts';
import type { Cell } from '../oracle/index.ts';
import { computed, engineOf, pathOf, publish, releaseOf } from '../release/computed.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { readParquet } from '../support/read-cube.ts';
import { copyTree, sceneOf } from '../support/scene.ts';

export const RELEASE = '2026Q4';

/** Computes and publishes codes; gives the data root. */
export async function released(
  codes: readonly string[],
  years: readonly number[],
  rest: { readonly catalogue?: Catalogue } = {},
): Promise<string> {
  const build = async (dataRoot: string) => {
    copyTree(await computed(codes, years), dataRoot);
    await publish(dataRoot, RELEASE, codes, years, rest);
  };
  return sceneOf('released', { codes, years, rest }, build);
}

export interface Exported {
  readonly out: string;
  readonly report: ExportReport;
}

export async function exportTo(dataRoot: string, rest: Partial<ExportRequest> & { format: string }): Promise<Exported> {
  const out = rest.out ?? join(makeDataRoot(), 'out');
  const report = await exportRelease({
    dataRoot,
    release: 'current',
    codes: [],
    language: 'en',
    engine: engineOf(dataRoot),
    ...rest,
    out,
  });
  return { out, report };
}

/** The cells of the release itself, read by an engine that exports nothing. */
export async function releasedCells(
  dataRoot: string,
  code: string,
  years: readonly number[],
  levels?: readonly Level[],
): Promise<Cell[]> {
  const cells = await Promise.all(years.map((year) => readParquet(releaseOf(dataRoot, RELEASE, pathOf(code, year)))));
  return cells.flat().filter(({ area_level }) => levels?.some((level) => level === area_level) ?? true);
}

/**
 * Cells in one order, each with the columns of the release alone, so that two interpretations can
 * be compared.
 */
export function inOrder(cells: readonly Cell[], like: readonly Cell[]): Cell[] {
  const names = Object.keys(like[0] ?? {});
  const picked = cells.map((cell) => Object.fromEntries(names.map((name) => [name, cell[name] ?? null])));
  const keyOf = (cell: Cell) =>
    names
      .filter((name) => !isFigure(name))
      .map((name) => cell[name])
      .join(' ');
  return picked.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

export function isFigure(name: string): boolean {
  return /^(numerator|denominator|obs_|ci_|std_|conf_)/.test(name);
}

export function isSuppressed(cell: Cell): boolean {
  return cell.obs_status === 'Q';
}

export function readJson(...path: readonly string[]) {
  return JSON.parse(readFileSync(join(...path), 'utf8'));
}
