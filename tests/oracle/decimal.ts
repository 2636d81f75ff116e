/** Exact decimals: a whole number of units of the last place. */

export interface Decimal {
  readonly units: bigint;
  /** Decimal places: the value is `units` divided by ten to this power. */
  readonly places: number;
}

/** Reads `-12.30`, `7` or a number; refuses anything else. */
export function readDecimal(value: string | number | bigint): Decimal {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(value));
  if (match === null) throw new Error(`not a decimal: ${value}`);
  const [, sign = '', whole = '', fraction = ''] = match;
  return { units: BigInt(`${sign}${whole}${fraction}`), places: fraction.length };
}

/** The units of `value` at so many places; refuses a value that needs more. */
export function unitsAt(value: string | number | bigint, places: number): bigint {
  const decimal = readDecimal(value);
  const missing = places - decimal.places;
  if (missing >= 0) return decimal.units * 10n ** BigInt(missing);
  const divisor = 10n ** BigInt(-missing);
  if (decimal.units % divisor !== 0n) throw new Error(`${value} has more than ${places} decimals`);
  return decimal.units / divisor;
}

/** Negative, zero or positive as `a` is below, equal to or above `b`. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const left = a.units * 10n ** BigInt(b.places);
  const right = b.units * 10n ** BigInt(a.places);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The exact product. */
export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  return { units: a.units * b.units, places: a.places + b.places };
}
