/** Reference years and ranges of them, as people write them on a command line. */
import { Failure } from './failure.ts';

export const FIRST_YEAR = 1990;
export const LAST_YEAR = 2100;

/** Reads `2023` or the inclusive range `2015..2024`; refuses anything else with a usage failure. */
export function readYears(text: string): number[] {
  const match = /^(\d{4})(?:\.\.(\d{4}))?$/.exec(text.trim());
  if (match === null) {
    throw new Failure('usage', `\`${text}\` is not a year or a range of years.`, {
      help: 'write 2023 or 2015..2024 (both ends included).',
    });
  }
  const first = Number(match[1]);
  const last = Number(match[2] ?? match[1]);
  if (first > last) {
    throw new Failure('usage', `the range \`${text}\` ends before it begins.`, {
      help: `did you mean ${last}..${first}?`,
    });
  }
  if (first < FIRST_YEAR || last > LAST_YEAR) {
    throw new Failure('usage', `the years \`${text}\` are outside ${FIRST_YEAR}..${LAST_YEAR}.`);
  }
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
