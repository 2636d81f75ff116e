/** Computes limits on the real engine, from rows of numbers. */
import { expect } from 'vitest';
import type { Limits } from '../../pipeline/plan/interval/limits.ts';
import { printExpression } from '../../pipeline/query/index.ts';
import { query } from '../support/read-cube.ts';

export type Pair = readonly [lower: number | null, upper: number | null];

/** Columns of one row with their types: `{ numerator: [3, 'BIGINT'] }`. */
export type Row = Readonly<Record<string, readonly [value: number | null, type: 'BIGINT' | 'DOUBLE']>>;

/** The limits of one row; a lower one below 0 is none, as in a cube. */
export async function limitsOf(row: Row, { lower, upper }: Limits): Promise<Pair> {
  const columns = Object.entries(row).map(([name, [value, type]]) => `CAST(${value ?? 'NULL'} AS ${type}) AS ${name}`);
  const [found] = await query(
    `SELECT CASE WHEN lower >= 0 THEN lower END AS lower, upper
     FROM (SELECT ${printExpression(lower)} AS lower, ${printExpression(upper)} AS upper FROM (SELECT ${columns.join(', ')}))`,
  );
  return [found?.lower as number | null, found?.upper as number | null];
}

/** Compares a number with a published one, relative 1e-8. */
export function expectClose(actual: unknown, expected: number | null, what: string): void {
  if (expected === null) expect(actual, what).toBeNull();
  else {
    expect(actual, what).toBeTypeOf('number');
    expect(Math.abs(Number(actual) - expected), what).toBeLessThanOrEqual(1e-8 * Math.abs(expected));
  }
}
