/**
 * How many cases a test generates: few by default, so that all tests end in minutes.
 * CUBES_TEST_DEPTH multiplies them (`npm run test:deep`: 100), CUBES_TEST_SEED draws others.
 */
import fc from 'fast-check';

const DEPTH = readNumber('CUBES_TEST_DEPTH') ?? 1;
const SEED = readNumber('CUBES_TEST_SEED');

/** Milliseconds that a test may take, so that none at depth 1 hangs for long. */
export const TIME_LIMIT = 240_000 * Math.max(1, DEPTH);

/**
 * Number of cases at the depth that is asked for.
 *
 * @param usual how many at depth 1
 * @param most where there are no more than so many, or no more say anything new
 */
export function casesOf(usual: number, most = Number.POSITIVE_INFINITY): number {
  return Math.max(1, Math.min(Math.round(usual * DEPTH), Math.max(most, usual)));
}

/**
 * Numbers from `first` to `last`, evenly spread, both included.
 *
 * @param count how many; 1 is `first` alone
 */
export function spread(count: number, first: number, last: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => first + Math.round((i / Math.max(1, count - 1)) * (last - first)));
}

/** CUBES_TEST_SEED, or the seed that a test takes without it. */
export function seedOf(usual: number): number {
  return SEED ?? usual;
}

/**
 * Properties draw the same cases in every ordinary run, so that a commit has one result; with
 * CUBES_TEST_DEPTH they draw others each time.
 */
export function seedProperties(): void {
  const seed = SEED ?? (DEPTH === 1 ? 1 : undefined);
  if (seed !== undefined) fc.configureGlobal({ seed });
}

function readNumber(name: string): number | undefined {
  const text = process.env[name];
  if (text === undefined || text === '') return undefined;
  const number = Number(text);
  if (!(number > 0)) throw new Error(`${name} is "${text}": give a number above 0, or leave it out.`);
  return number;
}
