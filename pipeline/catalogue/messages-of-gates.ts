/** Problems of gates: their codes, what they say, and the way out. */
import { choose, error, type Unknown } from './message.ts';

export const GATE_MESSAGES = {
  'gate-kind': error(
    ({ name, found }: { name: string; found: readonly string[]; known: readonly string[] }) =>
      found.length === 0
        ? `the gate ${name} has no kind.`
        : `the gate ${name} has ${found.length} kinds: ${found.join(', ')}.`,
    ({ known }) => `give exactly one of: ${known.join(', ')}.`,
  ),
  'unknown-subject': error(
    ({ owner, name }: Unknown) =>
      `${owner} accepts a failure of \`${name}\`, which is neither a source nor an indicator.`,
    choose('source or indicator'),
  ),
  'no-months': error(
    ({ owner, source }: { owner: string; source: string }) =>
      `${owner} counts ${source} by month, but its rows have no date of service.`,
    ({ source }) => `name a column of ${source}, or leave \`by\` out.`,
  ),
} as const;
