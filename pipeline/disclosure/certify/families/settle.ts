/**
 * Members whose events leave something of a total that nobody can have: a share is passed on from
 * one member to another, one at a time, until nothing is left.
 */
import { type Run, unspent } from './arrange.ts';
import type { Patterns } from './patterns.ts';

/** What is left is looked at where it is so little. */
const LITTLE = 8;

/** The same members of every share, of whom nothing is left; undefined where none were found. */
export function settle(patterns: Patterns, values: ArrayLike<number>, arranged: readonly Run[]): Run[] | undefined {
  let runs = arranged.filter(({ count }) => count > 0);
  let left = unspent(patterns, values, runs);
  while (left !== undefined && left > 0 && left <= LITTLE) {
    let best: { readonly left: number; readonly runs: Run[] } | undefined;
    for (const next of passes(patterns, runs)) {
      const rest = unspent(patterns, values, next);
      if (rest !== undefined && rest < (best?.left ?? left)) best = { left: rest, runs: next };
      if (rest === 0) break;
    }
    if (best === undefined) return undefined;
    ({ left, runs } = best);
  }
  return left === 0 ? runs : undefined;
}

/** The members once somebody passes a share on to somebody else, in every way. */
function* passes({ shares, has, flip, patternOf }: Patterns, runs: readonly Run[]): Generator<Run[]> {
  for (const share of shares.keys())
    for (const from of runs) {
      if (!has(from.holds, share) || patternOf(flip(from.holds, share)) === undefined) continue;
      for (const to of runs) {
        if (has(to.holds, share) || patternOf(flip(to.holds, share)) === undefined) continue;
        yield merged([
          ...runs.map((run) => (run === from || run === to ? { ...run, count: run.count - 1 } : run)),
          { count: 1, holds: flip(from.holds, share) },
          { count: 1, holds: flip(to.holds, share) },
        ]);
      }
    }
}

function merged(runs: readonly Run[]): Run[] {
  const counts = new Map<number, number>();
  for (const { count, holds } of runs) counts.set(holds, (counts.get(holds) ?? 0) + count);
  return [...counts].filter(([, count]) => count > 0).map(([holds, count]) => ({ count, holds }));
}
