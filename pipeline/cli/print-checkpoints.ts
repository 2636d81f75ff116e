/** What a run would read from checkpoints, and why or why not, as a table. */
import type { CheckpointOutlook } from '../run/index.ts';
import { printTable } from './print-table.ts';

/** A line for all variables of a pass that are read from the same place for the same reason. */
export function printCheckpoints(checkpoints: readonly CheckpointOutlook[]): string {
  if (checkpoints.length === 0) return '';
  const rows = checkpoints.map(({ year, entity, source, variables, checkpoint, why }) => [
    String(year),
    entity,
    checkpoint === null ? source : `checkpoint ${checkpoint}`,
    variables.length,
    why,
    variables.join(', ').slice(0, 80),
  ]);
  return `${printTable(['year', 'of every', 'collected from', 'variables', 'why', 'which'], rows)}\n`;
}
