/** Choices that random deliveries are made of. */
import fc from 'fast-check';

/** One of the values; a value that is listed twice is twice as likely. */
export const oneOf = <T>(values: readonly T[]) => fc.constantFrom(...values);

/** NULL once for so many times that there is a value. */
export const orNull = <T>(arbitrary: fc.Arbitrary<T>, often: number) =>
  fc.oneof({ weight: often, arbitrary }, { weight: 1, arbitrary: fc.constant(null) });

/**
 * The first and last days of the year, both sides of the successions of codes and of 586, and any
 * other day.
 */
export function dateArbitrary(year: number): fc.Arbitrary<string> {
  const days = ['01-01', '12-31', '03-31', '03-31', '04-01', '04-01', '06-30', '07-01', '07-31', '08-01'];
  const any = fc.integer({ min: 0, max: 364 }).map((day) => new Date(Date.UTC(year, 0, 1 + day)));
  return fc.oneof(
    oneOf(days.map((day) => `${year}-${day}`)),
    any.map((date) => date.toISOString().slice(0, 10)),
  );
}
