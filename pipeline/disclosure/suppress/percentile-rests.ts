/**
 * What percentiles of areas and groups say together of the members that none of those shown has: a
 * percentile of few of them must not follow.
 */
import { beyondOf, isOfEnough, type PercentileRule } from '../cells/percentile-rule.ts';

/** A cell of a percentile; the value is NaN where there is none. */
export interface PercentileCell {
  readonly area: string;
  /** In the order of the dimensions of the cube, `total` included. */
  readonly members: readonly string[];
  /** How many members it is of. */
  readonly count: number;
  readonly value: number;
  isShown: boolean;
}

export interface PercentileCube {
  readonly percent: number;
  readonly rule: PercentileRule;
  readonly cells: readonly PercentileCell[];
  /** By area, the areas of the cube that lie in it, the nearest alone. */
  readonly parts: ReadonlyMap<string, readonly string[]>;
}

/** A cell with parts of it that say too much of the members that they leave out. */
export interface DisclosingCells {
  readonly whole: PercentileCell;
  /** Shown cells that have no member in common. */
  readonly parts: readonly PercentileCell[];
}

/**
 * Suppresses cells until no rest of too few members is left of which anything follows: of a whole
 * that says too much, the part with fewest members that is enough with the rest, else the part with
 * fewest.
 */
export function suppressRests(cube: PercentileCube): void {
  const { percent, rule } = cube;
  for (let found = disclosingCells(cube); found.length > 0; found = disclosingCells(cube))
    for (const { whole, parts } of found) {
      const rest = restOf(whole, parts);
      const fewestFirst = parts.toSorted((a, b) => a.count - b.count);
      const enough = fewestFirst.find(({ count }) => isOfEnough(rest + count, percent, rule));
      (enough ?? fewestFirst[0] ?? whole).isShown = false;
    }
}

/** Shown cells of which the shown parts leave out too few members, and say something of them. */
export function disclosingCells({ cells, parts, percent, rule }: PercentileCube): DisclosingCells[] {
  const byPlace = new Map(cells.map((cell) => [placeOf(cell.area, cell.members), cell]));
  const find = (area: string, members: readonly string[]) => byPlace.get(placeOf(area, members));
  const shownIn = (area: string, members: readonly string[]): PercentileCell[] =>
    (parts.get(area) ?? []).flatMap((part) => {
      const cell = find(part, members);
      return cell?.isShown ? [cell] : shownIn(part, members);
    });
  const groups = new Map<string, PercentileCell[]>();
  for (const cell of cells)
    cell.members.forEach((member, axis) => {
      if (member === 'total' || !cell.isShown) return;
      const place = `${axis} ${placeOf(cell.area, cell.members.with(axis, 'total'))}`;
      groups.set(place, [...(groups.get(place) ?? []), cell]);
    });
  return cells.flatMap((whole): DisclosingCells[] => {
    if (!whole.isShown || whole.count === 0) return [];
    const place = placeOf(whole.area, whole.members);
    const ways = [
      shownIn(whole.area, whole.members),
      ...whole.members.map((member, axis) => (member === 'total' ? (groups.get(`${axis} ${place}`) ?? []) : [])),
    ];
    return ways
      .filter((shown) => shown.length > 0)
      .filter((shown) => {
        const rest = restOf(whole, shown);
        return rest > 0 && !isOfEnough(rest, percent, rule) && saysOfRest(whole, shown, percent);
      })
      .map((shown) => ({ whole, parts: shown }));
  });
}

/**
 * Whether the percentiles of a whole and of parts of it bound how many of the others have so much
 * or more, for any amount. A percentile of so much says that at least those above it have that, and
 * one below it that no more than those above it do.
 */
export function saysOfRest(whole: PercentileCell, parts: readonly PercentileCell[], percent: number): boolean {
  const rest = restOf(whole, parts);
  const amounts = [...new Set([whole, ...parts].map(({ value }) => value).filter((value) => !Number.isNaN(value)))];
  // The one at the percentile itself has as much as well.
  const least = ({ count, value }: PercentileCell, amount: number) =>
    value >= amount ? Math.min(count, beyondOf(count, percent).above + 1) : 0;
  const most = ({ count, value }: PercentileCell, amount: number) =>
    value < amount ? beyondOf(count, percent).above : count;
  const sum = (of: typeof least, amount: number) => parts.reduce((total, part) => total + of(part, amount), 0);
  const isBounded = (amount: number) =>
    least(whole, amount) > sum(most, amount) || most(whole, amount) - sum(least, amount) < rest;
  return amounts.some((amount) => isBounded(amount) || isBounded(nextAbove(amount)));
}

function restOf({ count }: PercentileCell, parts: readonly PercentileCell[]): number {
  return parts.reduce((left, part) => left - part.count, count);
}

/** Values are multiples of a unit of one or more as they are held: nothing lies between. */
function nextAbove(amount: number): number {
  return amount + Number.EPSILON * Math.max(1, Math.abs(amount)) * 4;
}

function placeOf(area: string, members: readonly string[]): string {
  return [area, ...members].join('|');
}

/** The nearest areas of a cube within each, of the areas above every one, nearest first. */
export function nearestParts(
  areas: ReadonlySet<string>,
  above: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, readonly string[]> {
  const parts = new Map<string, string[]>();
  for (const area of areas) {
    const parent = (above.get(area) ?? []).find((one) => areas.has(one));
    if (parent !== undefined) parts.set(parent, [...(parts.get(parent) ?? []), area]);
  }
  for (const own of parts.values()) own.sort();
  return parts;
}

/** The areas above every area of a map, nearest first. */
export function areasAbove(
  places: readonly (Readonly<Record<'area_level' | 'ref_area', string>> &
    Readonly<Record<'region' | 'province' | 'arrondissement' | 'municipality', string | null>>)[],
): ReadonlyMap<string, readonly string[]> {
  const country = places.find(({ area_level }) => area_level === 'country')?.ref_area;
  return new Map(
    places.map((place) => {
      const { municipality, arrondissement, province, region, ref_area } = place;
      const all = [municipality, arrondissement, province, region, country ?? null];
      return [ref_area, all.flatMap((one) => (one === null || one === ref_area ? [] : [one]))];
    }),
  );
}
