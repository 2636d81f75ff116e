/**
 * Invariants: counted after the cubes of a year are computed and before they are put in place, and
 * reported without a cell.
 */
import { Failure } from '../base/index.ts';
import type { Engine } from '../engine/index.ts';
import type { Statement } from '../plan/index.ts';
import type { InvariantResult } from './manifest.ts';

/** Runs one statement of invariants: how many cells violate each, of how many. */
export async function runInvariants(engine: Engine, statement: Statement): Promise<InvariantResult[]> {
  const [row] = await engine.query(statement.sql);
  return (statement.invariants ?? []).map(({ invariant, subject, purpose, column }) => {
    // Without an answer nothing is known to hold.
    const offending = Number(row?.[column] ?? 1);
    const examined = Number(row?.examined ?? 0);
    return { invariant, subject, purpose, offending, examined, outcome: offending === 0 ? 'pass' : 'fail' };
  });
}

/** Refuses with a data failure that reports every invariant of the year that does not hold. */
export function refuseViolations(year: number, results: readonly InvariantResult[]): void {
  const broken = results.filter(({ outcome }) => outcome === 'fail');
  if (broken.length === 0) return;
  const lines = broken.map(
    ({ invariant, subject, offending, examined, purpose }) =>
      `  ${year} ${invariant} (${subject}): ${offending} of ${examined} cells. ${purpose}`,
  );
  throw new Failure('data', `the figures of ${year} contradict each other; nothing was written:\n${lines.join('\n')}`, {
    help: 'no delivery can do this: a definition is wrong, a code stands on two lists, or the map counts an area twice.',
  });
}
