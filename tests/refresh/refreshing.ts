/**
 * Refreshes in this process: with a clock that is given, small engines, and what came of it in a
 * form to compare.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Quarter, readQuarter } from '../../pipeline/base/index.ts';
import type { Catalogue } from '../../pipeline/catalogue/index.ts';
import { type RefreshReport, type RefreshRequest, refresh } from '../../pipeline/refresh/index.ts';
import { hashOf } from '../support/read-cube.ts';

/** The middle of a quarter. */
export function middleOf({ year, quarter }: Quarter): Date {
  return new Date(Date.UTC(year, quarter * 3 - 2, 15));
}

export function requestOf(
  catalogue: Catalogue,
  dataRoot: string,
  quarter: string,
  more: Partial<RefreshRequest> = {},
): RefreshRequest {
  const when = readQuarter(quarter);
  return {
    catalogue,
    dataRoot,
    quarter: when,
    only: [],
    catchUp: false,
    changed: false,
    force: false,
    accept: [],
    engine: { threads: 1, memoryLimit: '500MB', tempDirectory: join(dataRoot, 'work', 'tmp') },
    now: middleOf(when),
    ...more,
  };
}

export function refreshOf(...args: Parameters<typeof requestOf>): Promise<RefreshReport> {
  return refresh(requestOf(...args));
}

/** `code year action`, one a line as in the report. */
export function actionsOf({ items }: Pick<RefreshReport, 'items'>): string[] {
  return items.map(({ code, year, action }) => `${code} ${year} ${action}`);
}

/**
 * Path below the root to hash, of every file under `folder` whose name the pattern allows; empty
 * where there is none.
 */
export function hashesOf(root: string, folder: string, pattern = /\.(parquet|json)$/): Record<string, string> {
  const base = join(root, folder);
  if (!existsSync(base)) return {};
  const files = readdirSync(base, { recursive: true, encoding: 'utf8' }).filter(
    (name) => pattern.test(name) && statSync(join(base, name)).isFile(),
  );
  return Object.fromEntries(files.sort().map((name) => [name, hashOf(join(base, name))]));
}

/** Cubes and sheets of the current release: what must come out the same however it came about. */
export function publishedBytes(dataRoot: string): Record<string, string> {
  return {
    ...hashesOf(dataRoot, 'releases/current/cubes'),
    ...hashesOf(dataRoot, 'releases/current/metadata'),
  };
}
