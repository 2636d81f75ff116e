/** The years that a delivery has files for, seen from the names of its folders and files alone. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../base/index.ts';
import type { Catalogue } from '../catalogue/index.ts';

/** Ascending years that every event source has a folder or file for; refuses with a usage failure when there is none. */
export function yearsWithInput(catalogue: Catalogue, dataRoot: string): number[] {
  const events = Object.values(catalogue.sources).filter((source) => source.date !== undefined);
  const found = events.map(({ files }) => yearsOf(dataRoot, files.split('/')));
  const years = (found[0] ?? []).filter((year) => found.every((other) => other.includes(year)));
  if (years.length > 0) return years.sort((a, b) => a - b);
  throw new Failure('usage', `there are no claims below ${dataRoot}.`, {
    help: 'name the years with --years, another folder with --data, or make synthetic claims with `cubes synth`.',
  });
}

function yearsOf(root: string, path: readonly string[]): number[] {
  const at = path.findIndex((part) => part.includes('{year}'));
  const folder = join(root, ...path.slice(0, at));
  if (at < 0 || !existsSync(folder)) return [];
  const [before = '', after = ''] = (path[at] ?? '').split('{year}');
  const tail = after.split('*')[0] ?? '';
  return readdirSync(folder).flatMap((name) => {
    const year = name.startsWith(before) ? name.slice(before.length, before.length + 4) : '';
    return /^\d{4}$/.test(year) && name.slice(before.length + 4).startsWith(tail) ? [Number(year)] : [];
  });
}
