/**
 * The figures of an indicator as pages show them: one array per column, in the order of the areas.
 * Both the build and the browser read them, so nothing here knows a file or a document.
 */

/** Levels that a map is drawn at, coarsest first. Sectors are tables inside their municipality. */
export const MAP_LEVELS = ['country', 'region', 'province', 'arrondissement', 'municipality'] as const;
export type MapLevel = (typeof MAP_LEVELS)[number];

/** Every area of the map, coarsest level first, then by code. All arrays are of one length. */
export interface AreaIndex {
  /** NIS codes. */
  readonly codes: readonly string[];
  readonly levels: readonly MapLevel[];
  /** Place of the area that each lies in; -1 for the country. */
  readonly parents: readonly number[];
  /** What the areas are called in the language of the page. */
  readonly names: readonly string[];
}

export type Column = readonly (number | null)[];

/**
 * The figures of one year and group, in the order of an `AreaIndex`; null where nothing is shown.
 */
export interface Slice {
  /** Numerator and denominator, exact; left out where the indicator shows none. */
  readonly n?: Column;
  readonly d?: Column;
  readonly v: Column;
  /** 95 % limits. */
  readonly lo?: Column;
  readonly hi?: Column;
  /** The standardised value with its limits. */
  readonly s?: Column;
  readonly slo?: Column;
  readonly shi?: Column;
  /**
   * One letter an area: F shown, A and D suppressed (as `conf_status` says), M a denominator of 0,
   * - where the indicator has no such area.
   */
  readonly status: string;
}

/** What a page says of a cell: A and D read the same. */
export type CellState = 'shown' | 'suppressed' | 'empty' | 'none';

/** The state of an area in a slice. */
export function stateOf({ status }: Pick<Slice, 'status'>, area: number): CellState {
  const letter = status[area];
  if (letter === 'F') return 'shown';
  if (letter === 'A' || letter === 'D') return 'suppressed';
  return letter === 'M' ? 'empty' : 'none';
}

/** The key of the rows that are of no group. */
export const TOTAL = 'total';

/**
 * Members of the dimensions of a cube as one key: `40-49`, `40-49|male`; `total` where all are at
 * their total.
 */
export function groupKey(members: readonly string[]): string {
  return members.every((member) => member === TOTAL) ? TOTAL : members.join('|');
}

/** Which column is coloured and ranked. */
export type Show = 'value' | 'std';

/** A value with its limits, as it is shown. */
export interface Shown {
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

/** The value of an area, crude or standardised, with its limits. */
export function shownOf(slice: Slice, area: number, show: Show = 'value'): Shown {
  const [value, lower, upper] = show === 'std' ? [slice.s, slice.slo, slice.shi] : [slice.v, slice.lo, slice.hi];
  return { value: value?.[area] ?? null, lower: lower?.[area] ?? null, upper: upper?.[area] ?? null };
}

/** Places of the areas of a level. */
export function areasAt({ levels }: Pick<AreaIndex, 'levels'>, level: MapLevel): number[] {
  return levels.flatMap((one, area) => (one === level ? [area] : []));
}

/**
 * What areas are compared with: one of them, by its place, or for each the region or province that
 * it lies in.
 */
export type Reference = number | 'region' | 'province';

/**
 * The place of the area that one is compared with; the country where it lies in none of that level.
 */
export function referenceOf(
  { levels, parents }: Pick<AreaIndex, 'levels' | 'parents'>,
  reference: Reference,
  area: number,
): number {
  if (typeof reference === 'number') return reference;
  let place = area;
  while (place > 0 && levels[place] !== reference) place = parents[place] ?? 0;
  return Math.max(place, 0);
}

/** How many areas of a level are shown, suppressed, and shown above zero. */
export interface LevelCount {
  readonly level: MapLevel;
  readonly areas: number;
  readonly shown: number;
  readonly positive: number;
  readonly suppressed: number;
}

/** Counts the cells of a level; areas that the indicator does not have are left out. */
export function countLevel(index: Pick<AreaIndex, 'levels'>, slice: Slice, level: MapLevel): LevelCount {
  const areas = areasAt(index, level).filter((area) => stateOf(slice, area) !== 'none');
  const shown = areas.filter((area) => stateOf(slice, area) === 'shown');
  const positive = shown.filter((area) => (slice.v[area] ?? 0) > 0);
  const suppressed = areas.filter((area) => stateOf(slice, area) === 'suppressed');
  return {
    level,
    areas: areas.length,
    shown: shown.length,
    positive: positive.length,
    suppressed: suppressed.length,
  };
}

/**
 * The finest level at which at least half of the areas show a figure, and more of them one above
 * zero than are suppressed: a map of zeros between hatches says nothing. The country where there is
 * no such level.
 */
export function defaultLevel(counts: readonly LevelCount[]): MapLevel {
  const fit = counts.filter(
    ({ areas, shown, positive, suppressed }) =>
      areas > 0 && shown * 2 >= areas && (suppressed === 0 || positive > suppressed),
  );
  return fit.at(-1)?.level ?? 'country';
}
