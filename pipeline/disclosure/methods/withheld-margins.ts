/**
 * Margins that a year does not show. A margin is a level with the set of dimensions that are not at
 * their total: municipalities by age, municipalities as a whole. Where most cells of one are
 * sensitive, nearly all of it would have to be suppressed cell by cell; it is withheld instead,
 * from every cube of an entity, and with it all finer ones. What is shown at a level are the
 * margins of one set of dimensions, and a finer level shows no dimension that a coarser one does
 * not show: so two people counted alike, of different parts and of different groups, may be
 * exchanged, and every figure that is shown is the same (docs/explanation/disclosure.md).
 */
import { LEVELS, type Level, type ThresholdPolicy } from '../../catalogue/index.ts';
import type { Engine } from '../../engine/index.ts';
import { printName, printText } from '../../query/index.ts';

/** Dimensions that a year shows, by level; a level that is not in it is withheld as a whole. */
export type ShownMargins = ReadonlyMap<Level, ReadonlySet<string>>;

/**
 * Whether all cells of a level stay unknown that shows some dimensions alone, below margins that
 * are shown.
 */
export type IsProved = (level: Level, kept: ReadonlySet<string>, above: ShownMargins) => Promise<boolean>;

/** A relation with the columns of a cube. */
export interface MarginSource {
  readonly relation: string;
  readonly dimensions: readonly string[];
}

/** A level with the dimensions that are not at their total. */
export interface Margin {
  readonly level: Level;
  /** Sorted. */
  readonly dimensions: readonly string[];
}

type Counted<Name extends string> = Margin & Readonly<Record<Name, number>>;

/**
 * The margins of which no larger share of the cells of anybody is sensitive than the policy bears,
 * and beside which those that are withheld stay unknown. What an earlier release of the year showed
 * is not withheld, and what it withheld is, as are those of `besides`; the country is always shown.
 */
export async function shownMargins(
  engine: Engine,
  cubes: readonly MarginSource[],
  earlier: readonly MarginSource[],
  { threshold, sparse }: ThresholdPolicy,
  isProved: IsProved,
  besides: readonly Margin[] = [],
): Promise<ShownMargins> {
  const few = (column: string) => `${column} BETWEEN 1 AND ${threshold - 1}`;
  const counts = await countMargins(engine, cubes, {
    anybody: 'COUNT(*) FILTER (numerator_members <> 0 OR denominator <> 0)',
    sensitive: `COUNT(*) FILTER (${few('numerator_members')} OR ${few('denominator')})`,
  });
  const before = await countMargins(engine, earlier, SHOWN);
  const known = gatherShown(before);
  const isWithheld = (margin: (typeof counts)[number]) =>
    margin.sensitive > sparse * margin.anybody ||
    besides.some((one) => isSame(one, margin)) ||
    before.some((one) => isSame(one, margin) && one.shown === 0);
  const shown = new Map<Level, ReadonlySet<string>>();
  let above: ReadonlySet<string> = new Set(cubes.flatMap(({ dimensions }) => dimensions));
  for (const level of LEVELS) {
    const own = counts.filter((margin) => margin.level === level);
    const must = known.get(level);
    const isAllowed = (kept: ReadonlySet<string>) =>
      own.every(
        (margin) =>
          !isWithin(margin.dimensions, kept) || (must && isWithin(margin.dimensions, must)) || !isWithheld(margin),
      );
    const weightOf = (kept: ReadonlySet<string>) =>
      own.filter(({ dimensions }) => isWithin(dimensions, kept)).reduce((sum, { anybody }) => sum + anybody, 0);
    const free = subsetsOf([...above]).filter((one) => isWithin([...(must ?? [])], one) && isAllowed(one));
    let kept = level === 'country' ? above : undefined;
    for (const one of free.sort(mostFirst(weightOf))) kept ??= (await isProved(level, one, shown)) ? one : undefined;
    kept ??= must;
    if (kept === undefined) break;
    shown.set(level, kept);
    above = kept;
  }
  return shown;
}

/**
 * The margins of which some cell of some cube is shown, or marked as sensitive, with all coarser
 * ones.
 */
export async function marginsIn(engine: Engine, cubes: readonly MarginSource[]): Promise<ShownMargins> {
  const shown = new Map(gatherShown(await countMargins(engine, cubes, SHOWN)));
  return shown.size === 0 ? new Map([['country', new Set<string>()]]) : shown;
}

const SHOWN = { shown: `COUNT(*) FILTER (obs_status <> 'Q' OR conf_status = 'A')` };

/** By level, the dimensions of what is shown there or at a finer one. */
function gatherShown(counts: readonly Counted<'shown'>[]): ShownMargins {
  const shown = new Map<Level, ReadonlySet<string>>();
  const below = new Set<string>();
  for (const level of LEVELS.toReversed()) {
    const own = counts.filter((margin) => margin.level === level && margin.shown > 0);
    for (const name of own.flatMap(({ dimensions }) => dimensions)) below.add(name);
    if (own.length > 0 || shown.size > 0) shown.set(level, new Set(below));
  }
  return shown;
}

function isSame(one: Margin, other: Margin): boolean {
  return one.level === other.level && one.dimensions.join(' ') === other.dimensions.join(' ');
}

/** The dimensions of a relation with the columns of a cube, which may be of an older catalogue. */
export async function dimensionsIn(engine: Engine, relation: string, known: readonly string[]): Promise<string[]> {
  const rows = await engine.query(`DESCRIBE SELECT * FROM ${relation}`);
  const columns = new Set(rows.map(({ column_name }) => column_name));
  return known.filter((name) => columns.has(name));
}

/** Whether a margin is shown. */
export function isShownIn(margins: ShownMargins, { level, dimensions }: Margin): boolean {
  const shown = margins.get(level);
  return shown !== undefined && isWithin(dimensions, shown);
}

/** Every margin of some cubes with aggregates over its rows. */
export async function countMargins<Name extends string>(
  engine: Engine,
  cubes: readonly MarginSource[],
  aggregates: Readonly<Record<Name, string>>,
): Promise<Counted<Name>[]> {
  if (cubes.length === 0) return [];
  const names = Object.keys(aggregates) as Name[];
  const parts = cubes.map(({ relation, dimensions }) => {
    const shown = dimensions
      .toSorted()
      .map((name) => `CASE WHEN ${printName(name)} <> 'total' THEN ${printText(name)} END`);
    return `SELECT area_level, CONCAT_WS(' ', ${["''", ...shown].join(', ')}) AS margin, ${names.map((name) => `${aggregates[name]} AS ${name}`).join(', ')}
FROM ${relation}
GROUP BY ALL`;
  });
  const rows = await engine.query(
    `SELECT area_level, margin, ${names.map((name) => `SUM(${name})::DOUBLE AS ${name}`).join(', ')}
FROM (${parts.join(' UNION ALL ')}) AS cube
GROUP BY ALL
ORDER BY ALL`,
  );
  return rows.map((row) => {
    const margin = { level: row.area_level as Level, dimensions: String(row.margin).split(' ').filter(Boolean) };
    const figures = Object.fromEntries(names.map((name) => [name, Number(row[name])])) as Record<Name, number>;
    return { ...figures, ...margin };
  });
}

function isWithin(dimensions: readonly string[], kept: ReadonlySet<string>): boolean {
  return dimensions.every((name) => kept.has(name));
}

/** Every set of some names, the empty one first. */
export function subsetsOf(names: readonly string[]): ReadonlySet<string>[] {
  const sets = [new Set<string>()];
  for (const name of names) sets.push(...sets.map((set) => new Set([...set, name])));
  return sets;
}

/** Most cells first, then most dimensions, then by name. */
function mostFirst(weightOf: (kept: ReadonlySet<string>) => number) {
  const nameOf = (kept: ReadonlySet<string>) => [...kept].sort().join(' ');
  return (a: ReadonlySet<string>, b: ReadonlySet<string>): number =>
    weightOf(b) - weightOf(a) || b.size - a.size || (nameOf(a) < nameOf(b) ? -1 : 1);
}
