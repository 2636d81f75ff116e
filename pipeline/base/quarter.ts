/** Quarters of a calendar year, in which the agency publishes. */
import { Failure } from './failure.ts';
import { FIRST_YEAR, LAST_YEAR } from './period.ts';

export interface Quarter {
  readonly year: number;
  /** 1 to 4. */
  readonly quarter: number;
}

/** Reads `2026Q4`; refuses anything else with a usage failure. */
export function readQuarter(text: string): Quarter {
  const match = /^(\d{4})-?Q([1-4])$/i.exec(text.trim());
  if (match === null)
    throw new Failure('usage', `\`${text}\` is not a quarter.`, {
      help: 'write the year and Q1, Q2, Q3 or Q4: 2026Q4.',
    });
  const year = Number(match[1]);
  if (year < FIRST_YEAR || year > LAST_YEAR)
    throw new Failure('usage', `the quarter \`${text}\` is outside ${FIRST_YEAR}..${LAST_YEAR}.`);
  return { year, quarter: Number(match[2]) };
}

/**
 * Reads the day `2026-11-23`, as its midnight in UTC; refuses anything else with a usage failure.
 */
export function readDay(text: string): Date {
  const day = new Date(`${text.trim()}T00:00:00Z`);
  if (
    !/^\d{4}-\d{2}-\d{2}$/.test(text.trim()) ||
    Number.isNaN(day.getTime()) ||
    !day.toISOString().startsWith(text.trim())
  )
    throw new Failure('usage', `\`${text}\` is not a day.`, { help: 'write it as 2026-11-23.' });
  return day;
}

/** The quarter that a day is in. */
export function quarterOf(day: Date): Quarter {
  return { year: day.getUTCFullYear(), quarter: Math.floor(day.getUTCMonth() / 3) + 1 };
}

/** A quarter as it is written: `2026Q4`. */
export function printQuarter({ year, quarter }: Quarter): string {
  return `${year}Q${quarter}`;
}

/** Below 0 where `a` comes before `b`, 0 where they are the same. */
export function compareQuarters(a: Quarter, b: Quarter): number {
  return a.year - b.year || a.quarter - b.quarter;
}
