/**
 * Margins that a year does not show. A margin is a level with the set of dimensions that are not at their total: municipalities by age, municipalities as a
 * whole. Where most cells of one are sensitive, nearly all of it would have to be suppressed cell by cell; it is withheld instead, from every cube of an entity, and
 * with it all finer ones. What is shown at a level are the margins of one set of dimensions, and a finer level shows no dimension that a coarser one does not
 * show: so two people counted alike, of different parts and of different groups, may be exchanged, and every figure that is shown is the same (docs/disclosure.md).
 */
import { LEVELS, type Level, type ThresholdPolicy } from '../../catalogue/index.ts';
import type { Engine } from '../../engine/index.ts';
import { printName, printText } from '../../query/index.ts';

/** Dimensions that a year shows, by level; a level that is not in it is withheld as a whole. */
export type ShownMargins = ReadonlyMap<Level, ReadonlySet<string>>;

/** A relation with the columns of a cube. */
export interface MarginSource {
  readonly relation: string;
  readonly dimensions: readonly string[];
}

interface MarginCount {
  readonly level: Level;
  readonly dimensions: readonly string[];
  /** Cells of anybody, and those of them that are sensitive. */
  readonly cells: number;
  readonly sensitive: number;
  /** Cells that are shown, or marked as sensitive. */
  readonly shown: number;
}

/**
 * The margins of which no larger share of the cells of anybody is sensitive than the policy bears. What an earlier release of the year showed is not withheld, and
 * what it withheld is; the country is always shown.
 */
export async function shownMargins(
  engine: Engine,
  cubes: readonly MarginSource[],
  earlier: readonly MarginSource[],
  { threshold, sparse }: ThresholdPolicy,
): Promise<ShownMargins> {
  const few = (column: string) => `${column} BETWEEN 1 AND ${threshold - 1}`;
  const counts = await countMargins(engine, cubes, {
    cells: 'COUNT(*) FILTER (numerator_members <> 0 OR denominator <> 0)',
    sensitive: `COUNT(*) FILTER (${few('numerator_members')} OR ${few('denominator')})`,
    shown: '0',
  });
  const before = await countMargins(engine, earlier, SHOWN);
  const known = gatherShown(before);
  const isWithheld = (margin: MarginCount) =>
    margin.sensitive > sparse * margin.cells || before.some((one) => isSame(one, margin) && one.shown === 0);
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
      own.filter(({ dimensions }) => isWithin(dimensions, kept)).reduce((sum, { cells }) => sum + cells, 0);
    const free = subsetsOf([...above]).filter((kept) => isWithin([...(must ?? [])], kept) && isAllowed(kept));
    const kept = level === 'country' ? above : (free.sort(mostFirst(weightOf))[0] ?? must);
    if (kept === undefined) break;
    shown.set(level, kept);
    above = kept;
  }
  return shown;
}

/** The margins of which some cell of some cube is shown, or marked as sensitive, with all coarser ones. */
export async function marginsIn(engine: Engine, cubes: readonly MarginSource[]): Promise<ShownMargins> {
  const shown = new Map(gatherShown(await countMargins(engine, cubes, SHOWN)));
  return shown.size === 0 ? new Map([['country', new Set<string>()]]) : shown;
}

const SHOWN = { cells: '0', sensitive: '0', shown: `COUNT(*) FILTER (obs_status <> 'Q' OR conf_status = 'A')` };

/** By level, the dimensions of what is shown there or at a finer one. */
function gatherShown(counts: readonly MarginCount[]): ShownMargins {
  const shown = new Map<Level, ReadonlySet<string>>();
  const below = new Set<string>();
  for (const level of LEVELS.toReversed()) {
    const own = counts.filter((margin) => margin.level === level && margin.shown > 0);
    for (const name of own.flatMap(({ dimensions }) => dimensions)) below.add(name);
    if (own.length > 0 || shown.size > 0) shown.set(level, new Set(below));
  }
  return shown;
}

function isSame(one: MarginCount, other: MarginCount): boolean {
  return one.level === other.level && one.dimensions.join(' ') === other.dimensions.join(' ');
}

/** The dimensions of a relation with the columns of a cube, which may be of an older catalogue. */
export async function dimensionsIn(engine: Engine, relation: string, known: readonly string[]): Promise<string[]> {
  const rows = await engine.query(`DESCRIBE SELECT * FROM ${relation}`);
  const columns = new Set(rows.map(({ column_name }) => column_name));
  return known.filter((name) => columns.has(name));
}

async function countMargins(
  engine: Engine,
  cubes: readonly MarginSource[],
  of: Readonly<Record<'cells' | 'sensitive' | 'shown', string>>,
): Promise<MarginCount[]> {
  if (cubes.length === 0) return [];
  const figures = (['cells', 'sensitive', 'shown'] as const).map((name) => `${of[name]} AS ${name}`);
  const parts = cubes.map(({ relation, dimensions }) => {
    const names = dimensions
      .toSorted()
      .map((name) => `CASE WHEN ${printName(name)} <> 'total' THEN ${printText(name)} END`);
    return `SELECT area_level, CONCAT_WS(' ', ${["''", ...names].join(', ')}) AS margin, ${figures.join(', ')}
FROM ${relation}
GROUP BY ALL`;
  });
  const rows = await engine.query(
    `SELECT area_level, margin, SUM(cells)::DOUBLE AS cells, SUM(sensitive)::DOUBLE AS sensitive, SUM(shown)::DOUBLE AS shown
FROM (${parts.join(' UNION ALL ')}) AS cube
GROUP BY ALL`,
  );
  return rows.map(({ area_level, margin, cells, sensitive, shown }) => ({
    level: area_level as Level,
    dimensions: String(margin).split(' ').filter(Boolean),
    cells: Number(cells),
    sensitive: Number(sensitive),
    shown: Number(shown),
  }));
}

function isWithin(dimensions: readonly string[], kept: ReadonlySet<string>): boolean {
  return dimensions.every((name) => kept.has(name));
}

function subsetsOf(names: readonly string[]): ReadonlySet<string>[] {
  const lists = names.reduce<string[][]>((sets, name) => [...sets, ...sets.map((set) => [...set, name])], [[]]);
  return lists.map((list) => new Set(list));
}

/** Most cells first, then most dimensions, then by name. */
function mostFirst(weightOf: (kept: ReadonlySet<string>) => number) {
  const nameOf = (kept: ReadonlySet<string>) => [...kept].sort().join(' ');
  return (a: ReadonlySet<string>, b: ReadonlySet<string>): number =>
    weightOf(b) - weightOf(a) || b.size - a.size || (nameOf(a) < nameOf(b) ? -1 : 1);
}
