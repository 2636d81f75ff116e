/**
 * Members whose events are too many for the totals, arranged otherwise: a share is passed on from a
 * member who needs an event for it to one who does not, until totals leave enough.
 */
import { at } from '../../../base/index.ts';
import { type Arrange, addsOf, type Finish, isReached, openArrange, type Run } from './arrange.ts';
import type { Family } from './family.ts';
import { openPatterns, type Patterns } from './patterns.ts';
import { settle } from './settle.ts';

/** In how many ways parts are placed around their whole. */
const WAYS = 12;

/** How often shares are passed on, at most, by as many members at a time as helps. */
const ROUNDS = 200;

interface Pass {
  readonly from: number;
  readonly to: number;
  readonly share: number;
  /** What totals count more, by total, for every member. */
  readonly change: readonly number[];
}

/** Prepares a family to be arranged with fewest events; undefined for families of another kind. */
export function openLightArrange(
  family: Family,
): { readonly patterns: Patterns; readonly arrange: Arrange } | undefined {
  const patterns = openPatterns(family, 'serves most');
  if (patterns === undefined) return undefined;
  const lightest: Finish = (of, values, runs) => (hasShares(of, values, runs) ? lighten(of, values, runs) : undefined);
  const ways = Array.from({ length: WAYS }, (_, shift) => openArrange(patterns, lightest, shift));
  let last = 0;
  const arrange: Arrange = (values, isThorough = false) => {
    const order = ways.map((_, way) => (last + way) % WAYS);
    const light = order.map((way) => ({ way, runs: at(ways, way)(values) }));
    for (const { way, runs } of light) {
      if (runs === undefined || !isReached(patterns, values, runs, addsOf(patterns, runs) ?? [])) continue;
      // Figures that are nearly the same are mostly found in the same way.
      last = way;
      return runs;
    }
    // To settle what is left takes long.
    for (const { way, runs } of isThorough ? light : light.slice(0, 1)) {
      const settled = runs && settle(patterns, values, runs);
      if (settled === undefined) continue;
      last = way;
      return settled;
    }
    return undefined;
  };
  return { patterns, arrange };
}

/** Whether every share holds for as many members as it counts: its whole may come after it. */
function hasShares({ shares, has }: Patterns, values: ArrayLike<number>, runs: readonly Run[]): boolean {
  return shares.every(({ figure }, share) => {
    const members = runs.reduce((sum, { count, holds }) => sum + (has(holds, share) ? count : 0), 0);
    return members === at(values, figure);
  });
}

/**
 * The same members of every share with fewer events; undefined where no passing on is enough, or
 * some member is not possible.
 */
function lighten(patterns: Patterns, values: ArrayLike<number>, arranged: readonly Run[]): Run[] | undefined {
  const limits = patterns.totals.map((figure) => at(values, figure));
  const runs = arranged.filter(({ count }) => count > 0).map((run) => ({ ...run }));
  const adds = addsOf(patterns, runs);
  if (adds === undefined) return undefined;
  for (let round = 0; round < ROUNDS; round += 1) {
    const over = adds.findIndex((sum, total) => sum > at(limits, total));
    if (over < 0) return runs;
    const best = bestPass(patterns, runs, adds, limits, over);
    if (best === undefined) return undefined;
    const { from, to, share, change } = best;
    const [giver, taker] = [at(runs, from), at(runs, to)];
    const needed = Math.ceil((at(adds, over) - at(limits, over)) / -at(change, over));
    const members = Math.min(giver.count, taker.count, needed);
    giver.count -= members;
    taker.count -= members;
    put(runs, patterns.flip(giver.holds, share), members);
    put(runs, patterns.flip(taker.holds, share), members);
    change.forEach((more, total) => {
      adds[total] = at(adds, total) + members * more;
    });
  }
  return undefined;
}

function bestPass(
  patterns: Patterns,
  runs: readonly Run[],
  adds: readonly number[],
  limits: readonly number[],
  over: number,
): Pass | undefined {
  const { shares, has, flip, patternOf } = patterns;
  // What a total counts more where a share is flipped in a run.
  const changeOf = ({ count, holds }: Run, share: number): readonly number[] | undefined => {
    if (count === 0) return undefined;
    const [before, after] = [patternOf(holds), patternOf(flip(holds, share))];
    return before && after?.adds.map((sum, total) => sum - at(before.adds, total));
  };
  const isBorne = (change: readonly number[]) =>
    change.every((more, total) => more <= 0 || at(adds, total) + more <= at(limits, total));
  let best: Pass | undefined;
  for (const share of shares.keys()) {
    const changes = runs.map((run) => changeOf(run, share));
    changes.forEach((given, from) => {
      if (given === undefined || !has(at(runs, from).holds, share) || at(given, over) >= 0) return;
      changes.forEach((taken, to) => {
        if (taken === undefined || has(at(runs, to).holds, share)) return;
        const change = given.map((less, total) => less + at(taken, total));
        const isLess = at(change, over) < (best ? at(best.change, over) : 0);
        if (isLess && isBorne(change)) best = { from, to, share, change };
      });
    });
  }
  return best;
}

function put(runs: Run[], holds: number, members: number): void {
  const known = runs.find((run) => run.holds === holds);
  if (known) known.count += members;
  else runs.push({ count: members, holds });
}
