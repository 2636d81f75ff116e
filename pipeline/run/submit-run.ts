/** The stage that a cluster adds to a run: what reads claims is done there, before all else. */
import { basename, resolve } from 'node:path';
import { type Stage, stagesFrom } from '../base/index.ts';
import { uriOf } from '../store/index.ts';
import { submitYears } from './remote.ts';
import { COMPUTE_RUN, groupsOf, PREPARE_RUN, type PreparedRun } from './run-stages.ts';

/** With a cluster: it runs between what is prepared and what is computed. */
export const SUBMIT_RUN = stagesFrom<PreparedRun>().add(
  {
    name: 'submit',
    purpose: 'run the statements that read claims on the cluster: the data checks of every year, then the tallies',
  },
  submit,
);

/** The stages of a run with a cluster. */
export const CLUSTER_RUN_STAGES: readonly Stage[] = [...PREPARE_RUN.list, ...SUBMIT_RUN.list, ...COMPUTE_RUN.list];

async function submit({ years, places, engine, sizes, request, onEvent, ...inspected }: PreparedRun) {
  const { catalogue, cluster, accepted = [], packing = true, signal } = request;
  if (cluster === undefined) throw new Error('there is no cluster to submit to');
  // Spark runs in a folder of its own, where a relative path would mean another.
  const folder = resolve(engine.options.tempDirectory, 'cluster');
  const name = basename(engine.options.tempDirectory);
  const { inputs } = inspected;
  const filesOf = (source: string, year: number) => groupsOf(inspected, source, year, (path) => uriOf(path) ?? path);
  const context = { catalogue, inputs, places, filesOf, accepted, packing, sizes };
  return { remote: await submitYears({ ...context, cluster, engine, years, folder, name, onEvent, signal }) };
}
