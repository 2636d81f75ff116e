/**
 * Inspects the files of a delivery before anything is computed from them: as declared, and none of
 * them twice.
 */
import { Failure } from '../base/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { Engine } from '../engine/index.ts';
import type { InputCache } from '../store/index.ts';
import { checkSchemas, type Reach } from './check-schemas.ts';
import type { DeliveredFiles } from './delivered-file.ts';
import { findDuplicates } from './duplicates.ts';
import type { OnEvent } from './event.ts';
import type { PlannedInputs, SourceFiles } from './inputs.ts';
import { printList } from './print-list.ts';

export interface Inspection {
  readonly dataRoot: string;
  readonly reach: Reach;
  readonly onEvent?: OnEvent;
  readonly signal?: AbortSignal | undefined;
  /** Where files that were compared with each other before are remembered. */
  readonly cache?: InputCache | undefined;
}

/**
 * Gives what files are like. Refuses (data) files that are not as declared, then files whose rows
 * are delivered twice; warns of small files that may be.
 */
export async function inspectFiles(
  engine: Engine,
  catalogue: Catalogue,
  plan: PlannedInputs,
  inputs: readonly SourceFiles[],
  { dataRoot, reach, onEvent = () => {}, signal, cache }: Inspection,
): Promise<DeliveredFiles> {
  const rowsOf = await checkSchemas(engine, catalogue, plan, inputs, dataRoot, reach);
  const found = await findDuplicates(engine, catalogue, inputs, { dataRoot, rowsOf, signal, cache });
  for (const { kind, severity, message } of found)
    if (severity === 'warning') onEvent({ kind: 'warning', message: `${kind}: ${message}.` });
  const errors = found.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return rowsOf;
  const lines = errors.map(({ kind, message }) => `${kind}: ${message}`);
  throw new Failure('data', `rows of the delivery would count twice:\n${printList(lines)}`, {
    help: 'remove one of the files, or hide it: names that begin with `.` or `_` are never read.',
  });
}
