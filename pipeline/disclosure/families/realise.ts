/**
 * Whether there can be members with given figures at one place: what makes a set of figures a complete one. Pairwise relations cannot say so; members who add up to
 * them can (three overlapping pairs of groups of patients: each pair at most so many, but all three together at least twice the patients).
 */
import { at } from '../../base/index.ts';
import { isWhole, openArrange, type Run } from './arrange.ts';
import type { Family } from './family.ts';
import { memberTypes } from './member-types.ts';
import { openPatterns, type Patterns } from './patterns.ts';
import { openSearch, type SearchMembers } from './search-members.ts';

/** Members of one place, as they were found. */
export interface Realised {
  readonly runs: readonly Run[] | null;
}

export interface Realiser {
  readonly family: Family;
  /** Members whose figures are these, in the order of the family's; undefined where none were found, which is no proof that there are none. */
  readonly realise: (values: ArrayLike<number>, near?: Realised) => Realised | undefined;
}

/** How many states of a member are looked at before a family counts as large. */
const SMALL = 2_000;
/** How many types are searched one by one. */
const FEW = 300;
/** How many members more or fewer a share may have than those that were found, to go on from them. */
const FAR = 8;

/** Prepares a family; whether figures have members is asked of what it gives. */
export function openRealiser(family: Family): Realiser {
  const patterns = openPatterns(family);
  const arrange = patterns && openArrange(patterns);
  let search: SearchMembers | null | undefined;
  const searchFew = (): SearchMembers | null => {
    if (search === undefined) {
      const types = memberTypes(family, SMALL);
      search = types && types.length <= FEW ? openSearch(family, types) : null;
    }
    return search;
  };
  return {
    family,
    realise(values, near) {
      for (let figure = 0; figure < values.length; figure += 1) if (at(values, figure) < 0) return undefined;
      if (patterns && near?.runs) {
        const runs = exchange(patterns, values, near.runs);
        if (runs) return { runs };
      }
      const runs = arrange?.(values);
      if (runs) return { runs };
      return searchFew()?.(values) ? { runs: null } : undefined;
    },
  };
}

/** The members that were found, with some of them otherwise: a member for every case that a share has more or fewer. */
function exchange(patterns: Patterns, values: ArrayLike<number>, before: readonly Run[]): Run[] | undefined {
  const { shares, members, has, flip, patternOf } = patterns;
  const people = before.reduce((sum, { count }) => sum + count, 0);
  if (members.some((figure) => at(values, figure) !== people)) return undefined;
  const missing = shares.map(({ figure }, share) => {
    let left = at(values, figure);
    for (const { count, holds } of before) if (has(holds, share)) left -= count;
    return left;
  });
  if (missing.some((one) => Math.abs(one) > FAR)) return undefined;
  const runs = before.slice();
  const change = (index: number, by: number) => {
    const run = at(runs, index);
    runs[index] = { count: run.count + by, holds: run.holds };
  };
  for (const [share, all] of missing.entries())
    for (let left = all; left !== 0; left -= Math.sign(left)) {
      const from = runs.findIndex(
        ({ count, holds }) => count > 0 && has(holds, share) === left < 0 && patternOf(flip(holds, share)),
      );
      if (from < 0) return undefined;
      const holds = flip(at(runs, from).holds, share);
      change(from, -1);
      const to = runs.findIndex((run) => run.holds === holds);
      if (to < 0) runs.push({ count: 1, holds });
      else change(to, 1);
    }
  return isWhole(patterns, values, runs) ? runs : undefined;
}

/** Members that some figure counts and nobody publishes: how many there are, and how many there may be as far as anybody can tell. */
export interface Unpublished {
  readonly count: number;
  readonly low: number;
  readonly high: number;
  /** Where they are counted. */
  readonly table: string;
  readonly cell: number;
}

/** By how many members an unpublished count is tried to be otherwise. */
const OTHERWISE = [0, 1, -1, 2, -2, 3, -3];

/**
 * Members with given figures, of which the last are unpublished: those may be otherwise within their ranges, one at a time or all alike. Gives by how many they are.
 */
export function realiseWithin(
  realiser: Realiser,
  values: readonly number[],
  unpublished: readonly Unpublished[],
  near?: Realised,
): { readonly found: Realised; readonly otherwise: readonly number[] } | undefined {
  const same = unpublished.map(() => 0);
  const choices = OTHERWISE.flatMap((by) =>
    by === 0 || unpublished.length === 0
      ? by === 0
        ? [same]
        : []
      : [
          ...unpublished.map((_, index) => same.with(index, by)),
          ...(unpublished.length > 1 ? [same.map(() => by)] : []),
        ],
  );
  for (const otherwise of choices) {
    const isWithin = unpublished.every(({ count, low, high }, index) => {
      const value = count + at(otherwise, index);
      return at(otherwise, index) === 0 || (value >= low && value <= high);
    });
    if (!isWithin) continue;
    const found = realiser.realise(
      [...values, ...unpublished.map(({ count }, index) => count + at(otherwise, index))],
      near,
    );
    if (found) return { found, otherwise };
  }
  return undefined;
}
