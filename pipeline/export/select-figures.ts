/** Which indicators, years and levels of a release somebody asks for. */
import { Failure, suggest } from '../base/index.ts';
import { LEVELS, type Level } from '../catalogue/index.ts';
import type { Sheet } from '../sheet/index.ts';
import type { OpenRelease } from './open-release.ts';

export interface FigureRequest {
  /** Codes and globs; none means all. */
  readonly codes: readonly string[];
  /** None means all that are published. */
  readonly years?: readonly number[];
  readonly levels?: readonly Level[];
}

export interface SelectedIndicator {
  readonly sheet: Sheet;
  /** Ascending. */
  readonly years: readonly number[];
  /** Coarsest first. */
  readonly levels: readonly Level[];
  /** Leaves out rows of groups. */
  readonly onlyTotals?: boolean;
}

export interface FigureSelection {
  readonly indicators: readonly SelectedIndicator[];
  /** What was met through a glob and has nothing of what is asked for, each in a sentence. */
  readonly skipped: readonly string[];
}

/**
 * Resolves a request against what a release holds. A code that is named must have every year and
 * level that is asked for; one met through a glob is skipped where it has none. Refuses what is
 * unknown or leaves nothing with a usage failure.
 */
export function selectFigures({ sheets, manifest }: OpenRelease, request: FigureRequest): FigureSelection {
  const named = new Set(request.codes.filter((code) => !code.includes('*')));
  const skipped: string[] = [];
  const indicators = findCodes([...sheets.keys()], request.codes, manifest.release).flatMap((code) => {
    const sheet = sheets.get(code) as Sheet;
    const years = manifest.cubes.filter((cube) => cube.code === code).map(({ year }) => year);
    const firstYear = new Map(sheet.levels.map(({ level, from }) => [level, from]));
    const wanted = {
      years: years.filter((year) => request.years?.includes(year) ?? true).sort((a, b) => a - b),
      levels: LEVELS.filter((level) => firstYear.has(level) && (request.levels?.includes(level) ?? true)),
    };
    const missing = [
      ...(request.years ?? []).filter((year) => !years.includes(year)).map((year) => `no year ${year}`),
      ...(request.levels ?? []).filter((level) => !firstYear.has(level)).map((level) => `no level ${level}`),
    ];
    if (named.has(code) && missing.length > 0)
      throw new Failure('usage', `${code} has ${missing.slice(0, 3).join(', ')} in ${manifest.release}.`, {
        help: `there are the years ${[...years].sort((a, b) => a - b).join(', ')} and the levels ${[...firstYear.keys()].join(', ')}.`,
      });
    const last = wanted.years.at(-1) ?? Number.NEGATIVE_INFINITY;
    const isEmpty = wanted.levels.every((level) => (firstYear.get(level) ?? Number.POSITIVE_INFINITY) > last);
    if (!isEmpty) return [{ sheet, ...wanted }];
    const what = missing.length > 0 ? missing.slice(0, 3).join(', ') : 'nothing at that level in those years';
    if (named.has(code)) throw new Failure('usage', `${code} has ${what} in ${manifest.release}.`);
    skipped.push(`${code} has ${what}`);
    return [];
  });
  if (indicators.length === 0)
    throw new Failure('usage', `nothing of ${manifest.release} is selected: no indicator has those years and levels.`, {
      help: 'widen --years or --level; `cubes list` shows what is published.',
    });
  return { indicators, skipped };
}

/** Reads a list such as `municipality,region`; refuses an unknown level with a usage failure. */
export function readLevels(text: string): Level[] {
  const wanted = text.split(',').map((one) => one.trim());
  for (const one of wanted) {
    if ((LEVELS as readonly string[]).includes(one)) continue;
    const nearest = suggest(one, LEVELS);
    throw new Failure('usage', `\`${one}\` is not a level.`, {
      help: nearest === undefined ? `one of: ${LEVELS.join(', ')}.` : `did you mean \`${nearest}\`?`,
    });
  }
  return LEVELS.filter((level) => wanted.includes(level));
}

function findCodes(known: readonly string[], wanted: readonly string[], release: string): readonly string[] {
  const found = new Set<string>();
  for (const one of wanted) {
    const pattern = new RegExp(
      `^${one
        .split('*')
        .map((part) => part.replace(/\W/g, '\\$&'))
        .join('.*')}$`,
    );
    const codes = known.filter((code) => pattern.test(code));
    if (codes.length === 0) {
      const nearest = suggest(one, known);
      const message = one.includes('*')
        ? `no indicator of ${release} matches \`${one}\`.`
        : `\`${one}\` is not an indicator of ${release}.`;
      throw new Failure('usage', message, {
        help: nearest === undefined ? `there are: ${known.join(', ')}.` : `did you mean \`${nearest}\`?`,
      });
    }
    for (const code of codes) found.add(code);
  }
  return wanted.length === 0 ? known : known.filter((code) => found.has(code));
}
