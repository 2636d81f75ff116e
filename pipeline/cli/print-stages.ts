/**
 * The stages of a command, as `--dry-run` prints them: what would be done in which order, with the
 * stages of a stage below it.
 */
import type { Stage } from '../base/index.ts';
import { printTable } from './print-table.ts';

/** A stage, and where it is known how many indicators and years it is about. */
type Foreseen = Stage & { readonly items?: number };

/** As a table; `items` stands where it is known. */
export function printStages(stages: readonly Foreseen[]): string {
  const rows = stages.flatMap(({ name, items, purpose, stages: own = [] }) => [
    [name, items ?? '', purpose],
    ...own.map((stage) => [`  ${stage.name}`, '', stage.purpose]),
  ]);
  return printTable(['stage', 'cubes', 'what it does'], rows);
}

/** As JSON. */
export function describeStage({ name, purpose, items, stages = [] }: Foreseen) {
  const own = stages.map((stage) => ({ stage: stage.name, purpose: stage.purpose }));
  return { stage: name, purpose, ...(items !== undefined && { items }), stages: own };
}
