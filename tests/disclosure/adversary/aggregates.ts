/**
 * The cells of a world by area and group: what is published of them, and what of them must not be
 * known.
 */
import {
  addUp,
  areasOf,
  type Columns,
  type Contributions,
  groupsOf,
  hasCell,
  type Node,
  percentileOf,
  type Ranked,
} from './figures.ts';
import type { Release, ReleasedRow } from './protect.ts';
import type { World, WorldPolicy } from './world.ts';

/** A figure that must not be known: actually sensitive. */
export interface Target {
  readonly code: string;
  readonly figure: 'numerator' | 'denominator' | 'difference';
  readonly area: string;
  readonly group: string;
  readonly actual: number;
}

/** Everybody in an area and a group, who are counted in a row of each cube. */
export interface Aggregate {
  readonly area: Node;
  readonly group: Node;
  readonly rows: readonly { readonly at: Columns; readonly row: ReleasedRow }[];
  /** Sensitive figures that are not shown, with their column. */
  readonly targets: readonly { readonly target: Target; readonly column: number }[];
  /** Sensitive figures that are shown. */
  readonly shown: readonly Target[];
}

export type SumOf = (column: number) => number;

/** All aggregates of a world, hidden ones included. */
export function aggregatesOf(world: World, contributions: Contributions, release: NonNullable<Release>): Aggregate[] {
  return areasOf(world).flatMap((area) =>
    groupsOf(world).map((group): Aggregate => {
      const actual = addUp(world, contributions, area, group);
      const sums: SumOf = (column) => actual[column] ?? 0;
      const rows: { at: Columns; row: ReleasedRow }[] = [];
      const shown: Target[] = [];
      const targets = new Map<number, { target: Target; column: number }>();
      for (const cube of world.cubes) {
        if (!hasCell(world, cube, area, group)) continue;
        const { code } = cube;
        const at = contributions.columns[code];
        if (at === undefined) throw new Error(`no columns of ${code}`);
        const row = release[code]?.find((one) => one.area === area.code && (one.members[0] ?? 'total') === group.code);
        if (row !== undefined) rows.push({ at, row });
        const asked = {
          numerator: at.ranked === undefined && isFew(world.policy, sums(at.behind)),
          denominator: isOfFew(world.policy, sums, at),
        };
        for (const figure of ['numerator', 'denominator'] as const) {
          if (!asked[figure]) continue;
          const column = at[figure];
          const target = { code, figure, area: area.code, group: group.code, actual: sums(column) };
          if (row?.status === 'F') shown.push(target);
          else targets.set(column, { target, column });
        }
      }
      for (const { inner, outer, column } of contributions.differences ?? []) {
        const both = [inner, outer].map((code) => rows.find(({ at }) => at === contributions.columns[code]));
        if (both.includes(undefined) || !isFew(world.policy, sums(column))) continue;
        const code = `${outer} - ${inner}`;
        const target: Target = { code, figure: 'difference', area: area.code, group: group.code, actual: sums(column) };
        if (both.every((found) => found?.row.status === 'F')) shown.push(target);
        else targets.set(column, { target, column });
      }
      return { area, group, rows, targets: [...targets.values()], shown };
    }),
  );
}

function isFew({ threshold }: WorldPolicy, count: number): boolean {
  return count >= 1 && count < threshold;
}

/**
 * The policy's rule: few members behind the numerator, or in the denominator where the policy says
 * so.
 */
function isSensitive(policy: WorldPolicy, sums: SumOf, at: Columns): boolean {
  const isOfFewer = isOfFew(policy, sums, at);
  // A percentile is marked for the number of its members alone.
  if (at.ranked !== undefined) return isFew(policy, sums(at.denominator));
  return isFew(policy, sums(at.behind)) || isOfFewer;
}

/** Of a ratio, few members behind the denominator; else in it, where the policy says so. */
function isOfFew(policy: WorldPolicy, sums: SumOf, { denominator, below }: Columns): boolean {
  if (below !== undefined) return isFew(policy, sums(below));
  return policy.denominators && isFew(policy, sums(denominator));
}

/**
 * Whether sums agree with what is published of an aggregate: what is shown is so and is not
 * sensitive; what is marked as sensitive is.
 */
export function agrees(policy: WorldPolicy, { rows }: Aggregate, sums: SumOf): boolean {
  return rows.every(({ at, row }) => {
    if (row.status === 'F')
      return (
        (at.ranked ? isRanked(row, at.ranked, sums) : sums(at.numerator) === row.numerator) &&
        sums(at.denominator) === row.denominator &&
        !isSensitive(policy, sums, at)
      );
    // A row of two volumes is marked where both are sensitive.
    const isBoth = at.below === undefined || (isFew(policy, sums(at.behind)) && isFew(policy, sums(at.below)));
    return !isMarked(policy, row) || (isSensitive(policy, sums, at) && isBoth);
  });
}

/** Whether members have the percentile that a row shows. */
function isRanked({ denominator, value }: ReleasedRow, ranked: Ranked, sums: SumOf): boolean {
  const all = ranked.columns.map(sums);
  const own = { ...ranked, columns: all.map((_, index) => index) };
  return (percentileOf(denominator, own, all) ?? null) === value;
}

/** Whether the attacker reads that a row is sensitive. */
function isMarked({ distinguishPrimary }: WorldPolicy, { status }: ReleasedRow): boolean {
  return status === 'A' && distinguishPrimary;
}

/** The columns of an aggregate that anything is published of. */
export function publishedColumns(policy: WorldPolicy, { rows }: Aggregate): Set<number> {
  return new Set(
    rows.flatMap(({ at, row }) => {
      const below = at.below === undefined ? [] : [at.below];
      if (at.ranked !== undefined) {
        if (row.status === 'F') return [at.denominator, ...at.ranked.columns];
        return isMarked(policy, row) ? [at.denominator] : [];
      }
      if (row.status === 'F') return [at.numerator, at.denominator, at.behind, ...below];
      return isMarked(policy, row) ? [at.behind, ...below, ...(policy.denominators ? [at.denominator] : [])] : [];
    }),
  );
}

/** By column, the sums of an aggregate that are shown. */
export function shownSums({ rows }: Aggregate): Map<number, number> {
  return new Map(
    rows.flatMap(({ at, row }): [number, number][] =>
      row.status === 'F'
        ? [
            ...(at.ranked === undefined ? [[at.numerator, row.numerator] as [number, number]] : []),
            [at.denominator, row.denominator],
          ]
        : [],
    ),
  );
}
