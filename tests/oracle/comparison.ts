/**
 * What makes areas comparable, from the published formulas alone: limits of shares and rates, and
 * standardised values.
 */
import type { Catalogue, Indicator } from '../../pipeline/catalogue/index.ts';

/** What is known of a cell, or of one stratum of it. */
export interface Counted {
  readonly numerator: bigint;
  readonly denominator: bigint;
  readonly byEvents: ReadonlyMap<number, number>;
}

export interface Comparison {
  readonly ci_lower: number | null;
  readonly ci_upper: number | null;
  readonly std_value: number | null;
  readonly std_ci_lower: number | null;
  readonly std_ci_upper: number | null;
}

type Limits = readonly [lower: number, upper: number];

const Z = 1.959963984540054;
const TAIL = 0.025;

/**
 * The columns of a cell between its value and its statuses; NULL where not declared or where a
 * method gives none.
 */
export function compareCell(
  catalogue: Catalogue,
  indicator: Indicator,
  cell: Counted,
  strata: ReadonlyMap<string, Counted> | undefined,
): Comparison {
  const { measure, interval, standard } = indicator;
  const crude = interval === null ? undefined : interval === 'wilson' ? wilson(cell) : rateLimits(cell);
  const weights = strata === undefined ? undefined : catalogue.standardPopulations[standard ?? '']?.weights;
  const adjusted =
    weights &&
    standardise(
      weights.map((w) => ({ weight: w.weight, cell: strata?.get(w.member) })),
      measure.events,
    );
  const scaled = (value: number | undefined) => (value === undefined ? null : value * measure.per);
  const lower = (limits: Limits | undefined) => (limits === undefined || limits[0] < 0 ? null : scaled(limits[0]));
  return {
    ci_lower: lower(crude),
    ci_upper: scaled(crude?.[1]),
    std_value: scaled(adjusted?.value),
    std_ci_lower: lower(adjusted?.limits),
    std_ci_upper: scaled(adjusted?.limits[1]),
  };
}

/** The two shares p at which the score test just does not refuse: (p̂ - p)² = z² p (1 - p) / n. */
function wilson({ numerator, denominator }: Counted): Limits | undefined {
  const [x, n] = [Number(numerator), Number(denominator)];
  if (n === 0) return undefined;
  const [a, b, c] = [1 + Z ** 2 / n, -(2 * (x / n) + Z ** 2 / n), (x / n) ** 2];
  const apart = Math.sqrt(Math.max(0, b ** 2 - 4 * a * c));
  const upper = (-b + apart) / (2 * a);
  // The product of the two is c / a: no digits are lost where both are near.
  return [c / a / upper, Math.min(1, upper)];
}

function rateLimits({ numerator, denominator, byEvents }: Counted): Limits | undefined {
  const [x, n] = [Number(numerator), Number(denominator)];
  const squares = squaresOf(byEvents);
  if (n === 0 || x < 0 || (x === 0 && squares > 0)) return undefined;
  const [lower, upper] = x < 10 ? exact(x) : byar(x);
  const spread = x === 0 ? 1 : Math.sqrt(squares / x);
  return [(x - spread * (x - lower)) / n, (x + spread * (upper - x)) / n];
}

function standardise(
  strata: readonly { readonly weight: number; readonly cell: Counted | undefined }[],
  events: boolean,
): { readonly value: number; readonly limits: Limits } | undefined {
  let [count, value, variance, whole] = [0, 0, 0, 0];
  for (const { weight, cell } of strata) {
    if (cell === undefined || cell.denominator === 0n || cell.numerator < 0n) return undefined;
    const [x, n] = [Number(cell.numerator), Number(cell.denominator)];
    count += x;
    whole += weight;
    value += weight * (x / n);
    variance += (weight / n) ** 2 * (events ? squaresOf(cell.byEvents) : x);
  }
  if (count < 10) return undefined;
  const rate = value / whole;
  const spread = Math.sqrt(variance / whole ** 2 / count);
  const [lower, upper] = byar(count);
  return { value: rate, limits: [rate - spread * (count - lower), rate + spread * (upper - count)] };
}

function squaresOf(byEvents: ReadonlyMap<number, number>): number {
  return [...byEvents].reduce((sum, [events, persons]) => sum + events ** 2 * persons, 0);
}

function byar(x: number): Limits {
  const cube = (count: number, z: number) => count * (1 - 1 / (9 * count) + z / (3 * Math.sqrt(count))) ** 3;
  return [cube(x, -Z), cube(x + 1, Z)];
}

const known = new Map<number, Limits>();

/**
 * The means at which so many events or more, or so many or fewer, have a probability of 2.5 %:
 * found by halving.
 */
function exact(x: number): Limits {
  const found = known.get(x) ?? [
    x === 0 ? 0 : halve((mean) => 1 - atMost(x - 1, mean) < TAIL),
    halve((mean) => atMost(x, mean) > TAIL),
  ];
  known.set(x, found);
  return found;
}

function halve(isBelow: (mean: number) => boolean): number {
  let [low, high] = [0, 100];
  for (let i = 0; i < 100; i += 1) {
    const middle = (low + high) / 2;
    if (isBelow(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** Probability that a Poisson count of this mean is `count` or less. */
function atMost(count: number, mean: number): number {
  let term = Math.exp(-mean);
  let sum = term;
  for (let k = 1; k <= count; k += 1) {
    term *= mean / k;
    sum += term;
  }
  return sum;
}
