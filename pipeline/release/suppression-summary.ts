/**
 * What suppression took from a release: how many cells, at which levels, and which margins are
 * withheld. Counted in its files.
 */
import { join } from 'node:path';
import { type Catalogue, LEVELS, METHODS } from '../catalogue/index.ts';
import { countMargins, indicatorOf, isShownIn, type Margin, marginsIn, policyOf } from '../disclosure/index.ts';
import type { Engine } from '../engine/index.ts';
import { parquet } from '../run/index.ts';
import type { LevelSuppression, ReleasedCube, SuppressionSummary } from './manifest.ts';

/**
 * Counts what is suppressed in cubes of a release, by entity and year; `derivableIn`: what
 * suppression found. Entities of which nothing is suppressed by policy are left out.
 */
export async function summariseSuppression(
  engine: Engine,
  catalogue: Catalogue,
  folder: string,
  cubes: readonly ReleasedCube[],
  derivableIn: (entity: string, year: number) => number | null,
): Promise<SuppressionSummary[]> {
  const groups = new Map<string, ReleasedCube[]>();
  for (const cube of cubes) {
    const policy = policyOf(catalogue, cube.code);
    if (policy.kind === 'none' || !METHODS[policy.method].suppresses) continue;
    const key = `${cube.entity} ${cube.year}`;
    groups.set(key, [...(groups.get(key) ?? []), cube]);
  }
  const summaries: SuppressionSummary[] = [];
  for (const group of groups.values()) {
    const sources = group.map(({ code, path }) => ({
      relation: parquet(join(folder, path)),
      dimensions: indicatorOf(catalogue, code).dimensions,
    }));
    const shown = await marginsIn(engine, sources);
    const margins = await countMargins(engine, sources, {
      cells: 'COUNT(*)',
      sensitive: `COUNT(*) FILTER (conf_status = 'A')`,
      secondary: `COUNT(*) FILTER (conf_status = 'D')`,
    });
    const isHidden = (margin: Margin) => !isShownIn(shown, margin);
    const levels = LEVELS.flatMap((level): LevelSuppression[] => {
      const own = margins.filter((margin) => margin.level === level);
      const sum = (name: 'cells' | 'sensitive' | 'secondary', of: readonly (typeof own)[number][]) =>
        of.reduce((total, margin) => total + margin[name], 0);
      const kept = own.filter((margin) => !isHidden(margin));
      const counts = { cells: sum('cells', own), sensitive: sum('sensitive', kept), secondary: sum('secondary', kept) };
      return own.length === 0 ? [] : [{ level, ...counts, withheld: sum('cells', own.filter(isHidden)) }];
    });
    const { entity, year } = group[0] ?? { entity: '', year: 0 };
    const withheld = coarsest(margins.filter(isHidden));
    summaries.push({ entity, year, levels, withheld, derivable: derivableIn(entity, year) });
  }
  return summaries.sort((a, b) => (a.entity < b.entity ? -1 : a.entity > b.entity ? 1 : a.year - b.year));
}

/** Of margins, those that are not finer than another one. */
function coarsest(margins: readonly Margin[]): Margin[] {
  const rank = ({ level }: Margin) => LEVELS.indexOf(level);
  const isFiner = (one: Margin, other: Margin) =>
    one !== other && rank(one) >= rank(other) && other.dimensions.every((name) => one.dimensions.includes(name));
  return margins
    .filter((one) => !margins.some((other) => isFiner(one, other)))
    .map(({ level, dimensions }) => ({ level, dimensions }))
    .sort((a, b) => rank(a) - rank(b));
}

/** A margin in words: `municipality by age_group`, `sector`. */
export function printMargin({ level, dimensions }: Margin): string {
  return dimensions.length === 0 ? level : `${level} by ${dimensions.join(' and ')}`;
}
