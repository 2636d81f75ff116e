/**
 * An attacker with all the time in the world, who knows definitions, policy and release: tries all
 * microdata that agree with what is published. Persons of one place and group are exchangeable, so
 * that he tries what they may add up to.
 */
import { type Aggregate, aggregatesOf, type Target } from './aggregates.ts';
import { type Effort, possibleValues } from './combine.ts';
import type { Contributions } from './figures.ts';
import type { Release } from './protect.ts';
import { everySum, everyUsualSum, sumsNearTruth, TooMany } from './sums.ts';
import type { World } from './world.ts';

export interface Attack {
  /** How many figures must not be known. */
  readonly sensitive: number;
  /** Sensitive figures that are shown. */
  readonly shown: readonly Target[];
  /**
   * Those whose values in all microdata that agree with the release are closer together than the
   * policy's width: by default, those with the true value alone.
   */
  readonly disclosed: readonly Target[];
  /**
   * Those that have it in all microdata of persons within the range that worlds are drawn from,
   * which no definition says.
   */
  readonly byRange: readonly Target[];
  /** Those of which too many microdata would have to be tried. */
  readonly undecided: readonly Target[];
}

/** Where another value is near the actual value, it is found without trying everything. */
const NEAR: readonly Effort[] = [
  { sumsOf: sumsNearTruth, beam: 30 },
  { sumsOf: sumsNearTruth, beam: 300 },
];
const FURTHER: Effort = { sumsOf: sumsNearTruth, beam: 2_000 };
const WITHIN_RANGE: Effort = { sumsOf: everyUsualSum, beam: null };
const EVERYTHING: Effort = { sumsOf: everySum, beam: null };

/** How many figures are searched for one by one, where all of them together are too many. */
const MOST_APART = 6;

/** Which sensitive figures have one value alone in all microdata that agree with a release. */
export function attack(world: World, contributions: Contributions, release: NonNullable<Release>): Attack {
  const aggregates = aggregatesOf(world, contributions, release);
  const targets = aggregates.flatMap((aggregate) => aggregate.targets.map(({ target }) => target));
  const shown = aggregates.flatMap((aggregate) => aggregate.shown);
  const searchFor = (asked: readonly Target[], effort: Effort) =>
    search(world, contributions, aggregates, asked, effort);
  const leftBy = (effort: Effort, asked: readonly Target[]) => {
    const left = searchFor(asked, effort);
    if (left !== null || effort.beam !== null || asked.length > MOST_APART) return left;
    // One by one there is less to keep apart.
    const each = asked.map((target) => searchFor([target], effort));
    return each.includes(null) ? null : each.flatMap((one) => one ?? []);
  };
  let open: readonly Target[] = targets;
  for (const effort of NEAR) open = leftBy(effort, open) ?? open;
  const inRange = leftBy(WITHIN_RANGE, open);
  open = inRange ?? leftBy(FURTHER, open) ?? open;
  const disclosed = leftBy(EVERYTHING, open);
  const attacked = { sensitive: targets.length + shown.length, shown, disclosed: disclosed ?? [] };
  const others = open.filter((target) => !attacked.disclosed.includes(target));
  if (inRange !== null) return { ...attacked, byRange: others, undecided: disclosed === null ? open : [] };
  return { ...attacked, byRange: [], undecided: disclosed === null ? open : [] };
}

/**
 * Targets of which only values closer together than the policy's width are found; null: too many
 * microdata. Throws where the actual value itself is not found: then the search is wrong.
 */
function search(
  world: World,
  contributions: Contributions,
  aggregates: readonly Aggregate[],
  targets: readonly Target[],
  effort: Effort,
): readonly Target[] | null {
  if (targets.length === 0) return targets;
  try {
    const values = possibleValues(world, contributions, aggregates, new Set(targets), effort);
    return targets.filter((target) => {
      const seen = values.get(target) ?? new Set();
      if (!seen.has(target.actual)) throw new Error(`the actual figure is excluded: ${JSON.stringify(target)}`);
      return Math.max(...seen) - Math.min(...seen) < (world.policy.width ?? 1);
    });
  } catch (error) {
    if (error instanceof TooMany) return null;
    throw error;
  }
}
