/** Problems of invariants: their codes, what they say, and the way out. */
import { choose, error, type Unknown, unknown } from './message.ts';

export const INVARIANT_MESSAGES = {
  'invariant-kind': error(
    ({ name, found }: { name: string; found: readonly string[]; known: readonly string[] }) =>
      found.length === 0
        ? `the invariant ${name} has no kind.`
        : `the invariant ${name} has ${found.length} kinds: ${found.join(', ')}.`,
    ({ known }) => `give exactly one of: ${known.join(', ')}.`,
  ),
  'unknown-indicator': unknown('indicator'),
  'unknown-operand': error(
    ({ owner, name }: Unknown) => `${owner} names \`${name}\`, which is neither an indicator nor a variable.`,
    choose('indicator or variable'),
  ),
  'not-comparable': error(
    ({ owner, reason }: { owner: string; reason: string }) => `${owner} compares what cannot be compared: ${reason}.`,
    () => 'see CONTRIBUTING.md, "Add an invariant".',
  ),
} as const;
