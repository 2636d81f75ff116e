/** Which indicators run in which years, from what a person asked for. */
import { Failure, suggest } from '../base/index.ts';
import type { Catalogue } from '../catalogue/index.ts';

export interface Selection {
  /** Codes by year, both ascending. */
  readonly years: ReadonlyMap<number, readonly string[]>;
  readonly skipped: readonly { readonly code: string; readonly year: number; readonly reason: string }[];
}

/**
 * Resolves codes and globs (`cube_013_*`; none means all) over inclusive years. A code that is
 * named must be available in every year; one met through a glob is skipped where it is not. Refuses
 * unknown codes and codes outside their years with a usage failure.
 */
export function selectIndicators(catalogue: Catalogue, wanted: readonly string[], years: readonly number[]): Selection {
  const named = new Set(wanted.filter((code) => !code.includes('*')));
  const codes = selectCodes(catalogue, wanted);
  const selected = new Map<number, string[]>();
  const skipped: { code: string; year: number; reason: string }[] = [];
  for (const year of [...new Set(years)].sort((a, b) => a - b)) {
    for (const code of codes) {
      const from = catalogue.indicators[code]?.availableFrom ?? Number.POSITIVE_INFINITY;
      if (year >= from) {
        selected.set(year, [...(selected.get(year) ?? []), code]);
      } else if (named.has(code)) {
        throw new Failure('usage', `${code} is available from ${from}, not in ${year}.`, {
          help: `choose --years ${from} or later.`,
        });
      } else {
        skipped.push({ code, year, reason: `available from ${from}` });
      }
    }
  }
  return { years: selected, skipped };
}

/**
 * The codes that codes and globs stand for, ascending; none means all. Refuses what stands for
 * nothing with a usage failure.
 */
export function selectCodes(catalogue: Catalogue, wanted: readonly string[]): string[] {
  const known = Object.keys(catalogue.indicators).sort();
  const named = new Set(wanted.filter((code) => !code.includes('*')));
  for (const code of named) {
    if (known.includes(code)) continue;
    const nearest = suggest(code, known);
    throw new Failure('usage', `\`${code}\` is not an indicator of the catalogue.`, {
      help: nearest === undefined ? 'list them with `cubes list`.' : `did you mean \`${nearest}\`?`,
    });
  }
  const globs = wanted.filter((code) => code.includes('*'));
  for (const glob of globs) {
    if (known.some((code) => matches(glob, code))) continue;
    throw new Failure('usage', `no indicator matches \`${glob}\`.`, { help: 'list them with `cubes list`.' });
  }
  return wanted.length === 0
    ? known
    : known.filter((code) => named.has(code) || globs.some((glob) => matches(glob, code)));
}

function matches(glob: string, code: string): boolean {
  const pattern = glob.split('*').map((part) => part.replace(/[^A-Za-z0-9_]/g, '\\$&'));
  return new RegExp(`^${pattern.join('.*')}$`).test(code);
}
