/** The years that a delivery has files for, seen from the names of its folders and files alone. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, isUri } from '../base/index.ts';
import type { Catalogue } from '../catalogue/index.ts';

/**
 * Ascending years that every event source below the data root that is not optional has a file for;
 * refuses with a usage failure when there is none.
 */
export function yearsWithInput(catalogue: Catalogue, dataRoot: string): number[] {
  const events = Object.values(catalogue.sources).filter(
    ({ date, optional, files }) => date !== undefined && !optional && !isUri(files),
  );
  const found = events.map(({ files }) => new Set(yearsBelow(dataRoot, files.split('/'))));
  const years = [...(found[0] ?? [])].filter((year) => found.every((other) => other.has(year)));
  if (years.length > 0) return years.sort((a, b) => a - b);
  throw new Failure('usage', `there are no claims below ${dataRoot}.`, {
    help: 'name the years with --years, another folder with --data, or make synthetic claims with `cubes synth`.',
  });
}

/** Walks the parts of a path as folders; `known` is the year that an earlier part has shown. */
function yearsBelow(folder: string, [part = '', ...deeper]: readonly string[], known?: number): number[] {
  const pattern = patternOf(part, known);
  return namesIn(folder).flatMap((name) => {
    const match = pattern.exec(name);
    if (match === null) return [];
    const year = known ?? (match[1] === undefined ? undefined : Number(match[1]));
    if (deeper.length > 0) return yearsBelow(join(folder, name), deeper, year);
    return year === undefined ? [] : [year];
  });
}

/**
 * `hc_{year}*.csv` as an expression: the first `{year}` of a path is captured, a later one is that
 * year again.
 */
function patternOf(part: string, known: number | undefined): RegExp {
  let captured = known !== undefined;
  const printed = part.replace(/\{year\}|[*?]|[^\w]/g, (found) => {
    if (found === '*') return '.*';
    if (found === '?') return '.';
    if (found !== '{year}') return `\\${found}`;
    if (captured) return known === undefined ? '\\1' : String(known);
    captured = true;
    return '(\\d{4})';
  });
  return new RegExp(`^${printed}$`);
}

function namesIn(folder: string): string[] {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(folder) : [];
}
