/**
 * What counts as a sensitive cell, and what an attacker who knows that can derive of a suppressed
 * one.
 */
import { at, Failure } from '../../base/index.ts';
import type { Attacker, Knowledge } from './structure/system.ts';

/**
 * How small figures of one statistical unit are protected. Recorded in the manifest of a release.
 */
export interface Policy {
  /** Cells of 1 to `largestSensitive` persons are primary; 0: none are (public professionals). */
  readonly largestSensitive: number;
  /** `protected`: cells of nobody are primary as well. */
  readonly zeros: 'published' | 'protected';
  /** Cells are primary too where denominator - numerator is sensitive: nearly everybody. */
  readonly complements: boolean;
  /** Cells are primary too where the denominator is sensitive. */
  readonly denominators: boolean;
  /**
   * Events: primary too where the `contributors` largest persons make more than `share` (0 to 1) of
   * them.
   */
  readonly dominance?: { readonly contributors: number; readonly share: number };
  /**
   * Whether what nobody publishes (people of unknown domicile) is protected like a cell where it is
   * sensitive.
   */
  readonly gaps: 'protected' | 'open';
  /**
   * Two published counts of which one contains the other are protected where they differ by a small
   * count; absent: they are not.
   */
  readonly nested?: 'protected' | 'open';
  /** An attacker sees which suppressed cells are primary, and so knows that they are sensitive. */
  readonly distinguishPrimary: boolean;
  /**
   * How far apart the least and the greatest value that an attacker cannot exclude must be, at
   * least; 1: not exactly disclosed.
   */
  readonly width: number;
}

/** What there is to judge of each cell; all arrays in the same order. */
export interface Figures {
  readonly numerator: ArrayLike<number>;
  /** Persons, where the numerator counts some of them. */
  readonly denominator?: ArrayLike<number>;
  /** Persons behind a numerator that counts events. */
  readonly persons?: ArrayLike<number>;
  /** Share of the events that the largest contributors make (`dominantShare`). */
  readonly dominant?: ArrayLike<number>;
}

export interface Judgement {
  /** 1: primary. */
  readonly primary: Uint8Array;
  /** 0: never suppressed unless primary: nobody, or everybody, which says as much as nobody. */
  readonly suppressible: Uint8Array;
  readonly known: Knowledge;
}

/**
 * Fewer than five persons are a sensitive cell (IMA, tables from the exhaustive databases); zeros
 * are shown.
 */
export const DEFAULT_POLICY: Policy = {
  largestSensitive: 4,
  zeros: 'published',
  complements: false,
  denominators: true,
  gaps: 'protected',
  distinguishPrimary: true,
  width: 1,
};

/** Whom a release under this policy must withstand. */
export function attackerOf({ distinguishPrimary }: Policy): Attacker {
  return distinguishPrimary ? 'status' : 'rule';
}

/**
 * Refuses a policy that cannot be kept: a width that the statuses themselves disclose, numbers
 * outside their range.
 */
export function checkPolicy(policy: Policy): void {
  const { largestSensitive, width, dominance, distinguishPrimary, zeros } = policy;
  const refuse = (message: string, help: string) => {
    throw new Failure('disclosure', message, { help });
  };
  if (!Number.isInteger(largestSensitive) || largestSensitive < 0)
    refuse(`${largestSensitive} is not a number of persons.`, 'Use a whole number, 0 for none.');
  if (!Number.isInteger(width) || width < 1)
    refuse(`A width of ${width} protects nothing.`, 'Use a whole number of at least 1.');
  const widest = zeros === 'protected' ? largestSensitive : largestSensitive - 1;
  if (distinguishPrimary && largestSensitive > 0 && width > widest)
    refuse(
      `The statuses disclose that a primary cell lies in an interval of width ${widest}, so a width of ${width} cannot be guaranteed.`,
      'Set `distinguish_primary: false`, or choose a smaller width.',
    );
  if (dominance && !(dominance.contributors >= 1 && dominance.share > 0 && dominance.share < 1))
    refuse(
      'A rule of dominance needs at least 1 contributor and a share between 0 and 1.',
      'For example contributors: 1, share: 0.8.',
    );
}

/**
 * Share of a total that its largest contributors make, of [contribution, persons who contribute as
 * much]; 1 where there is nothing to share.
 */
export function dominantShare(contributions: Iterable<readonly [number, number]>, contributors: number): number {
  const largestFirst = [...contributions].toSorted(([a], [b]) => b - a);
  if (largestFirst.some(([contribution]) => contribution < 0))
    throw new Failure('disclosure', 'Dominance is not defined where somebody contributes less than nothing.');
  let left = contributors;
  let top = 0;
  let total = 0;
  for (const [contribution, persons] of largestFirst) {
    const taken = Math.min(left, persons);
    left -= taken;
    top += contribution * taken;
    total += contribution * persons;
  }
  return total === 0 ? 1 : top / total;
}

/**
 * Which cells are primary under a policy, which may be suppressed, and what the policy itself
 * discloses.
 */
export function judge(policy: Policy, figures: Figures): Judgement {
  checkPolicy(policy);
  const count = figures.numerator.length;
  const array = () => new Float64Array(count);
  const known = {
    low: array(),
    high: array().fill(Number.POSITIVE_INFINITY),
    primaryLow: array(),
    primaryHigh: array(),
    holeLow: array().fill(1),
    holeHigh: array(),
    suppressedLow: array(),
    suppressedHigh: array(),
  };
  const primary = new Uint8Array(count);
  const suppressible = new Uint8Array(count);
  for (let cell = 0; cell < count; cell += 1) judgeCell(policy, figures, cell, { primary, suppressible, known });
  return { primary, suppressible, known };
}

function judgeCell(policy: Policy, figures: Figures, cell: number, { primary, suppressible, known }: Judgement): void {
  const { largestSensitive, zeros, complements, denominators, dominance } = policy;
  const value = at(figures.numerator, cell);
  const events = figures.persons !== undefined;
  const persons = figures.persons ? at(figures.persons, cell) : value;
  const whole = figures.denominator ? at(figures.denominator, cell) : Number.POSITIVE_INFINITY;
  const least = zeros === 'protected' ? 0 : 1;
  const small = (count: number) => largestSensitive > 0 && count >= least && count <= largestSensitive;
  const ofFew = denominators && largestSensitive > 0 && whole >= 1 && whole <= largestSensitive;
  const bothEnds = complements && !events && Number.isFinite(whole);
  // Fewer events than persons behind them: of some they were taken back, and of how many can be
  // worked out.
  const fewEvents = events && small(Math.abs(value));
  const dominated =
    dominance !== undefined &&
    figures.dominant !== undefined &&
    persons > 0 &&
    at(figures.dominant, cell) > dominance.share;
  primary[cell] = small(persons) || fewEvents || ofFew || (bothEnds && small(whole - value)) || dominated ? 1 : 0;
  suppressible[cell] = (zeros === 'published' && persons === 0) || (bothEnds && value === whole) ? 0 : 1;

  // A small denominator is suppressed with its cell, so its value bounds nothing that is published.
  const high = events || ofFew ? Number.POSITIVE_INFINITY : whole;
  // Of few people, nobody and everybody are sensitive at the other end.
  const bounded = bothEnds && !ofFew && whole > largestSensitive;
  known.low[cell] = Math.min(0, value);
  known.high[cell] = high;
  known.suppressedLow[cell] = ofFew || (bothEnds && whole <= largestSensitive) ? 0 : least;
  known.suppressedHigh[cell] = bounded ? whole - least : high;
  known.primaryLow[cell] = at(known.suppressedLow, cell);
  if (events || (dominance && figures.dominant)) known.primaryHigh[cell] = ofFew && !events ? largestSensitive : high;
  else if (bounded) {
    known.primaryHigh[cell] = whole - least;
    known.holeLow[cell] = largestSensitive + 1;
    known.holeHigh[cell] = whole - largestSensitive - 1;
  } else known.primaryHigh[cell] = Math.min(largestSensitive, high);

  // Nets below zero may put events where the rule does not expect them: then the rule discloses
  // nothing of the cell.
  if (suppressible[cell] === 0 && primary[cell] === 0) return;
  for (const low of [known.suppressedLow, known.primaryLow]) low[cell] = Math.min(at(low, cell), value);
}
