/** What a cluster has done of the statements of a run, for whoever runs the others. */
import { join } from 'node:path';
import type { Catalogue } from '../catalogue/index.ts';
import type { Cluster, ClusterResult, ClusterRun, Engine } from '../engine/index.ts';
import { cutScript, estimateReturned, type FileGroup, type Places, type Sizes, type Statement } from '../plan/index.ts';
import { printName, printText } from '../query/index.ts';
import { type PlannedYear, ship, taskOf } from './cluster-task.ts';
import { refuseExchangedElsewhere } from './elsewhere.ts';
import type { OnEvent } from './event.ts';
import { literalPath, type SourceFiles } from './inputs.ts';
import { countAreas, refuseReturned } from './returned.ts';

/** A statement that has been run elsewhere. */
export interface RemoteResult extends Pick<ClusterResult, 'seconds' | 'offending' | 'examined'> {
  /** Takes in what came back of it; undefined where nothing did. */
  readonly load?: string;
}

export interface Remote {
  readonly cluster: Pick<Cluster, 'name' | 'master'> & Pick<ClusterRun, 'version'>;
  /** What came of a statement; undefined where it is to be run here. */
  readonly resultOf: (year: number, statement: Statement) => RemoteResult | undefined;
}

export interface Submission {
  readonly catalogue: Catalogue;
  readonly cluster: Cluster;
  readonly engine: Engine;
  readonly years: readonly PlannedYear[];
  readonly places: Places;
  readonly inputs: readonly SourceFiles[];
  readonly filesOf: (source: string, year: number) => readonly FileGroup[] | undefined;
  readonly accepted: readonly string[];
  readonly packing: boolean;
  readonly sizes: ReadonlyMap<number, Sizes>;
  /** A folder of this machine that nobody else reads and that is cleared on every exit. */
  readonly folder: string;
  /** Of the staging folder: the same for every run of a data root. */
  readonly name: string;
  readonly onEvent: OnEvent;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Ships what the cluster reads, runs the statements over claims of all years there as one
 * application, and gives what came of them.
 */
export async function submitYears(submission: Submission): Promise<Remote> {
  const { catalogue, cluster, engine, years, sizes, folder, name, onEvent, signal } = submission;
  const cuts = new Map(years.map(({ plan: { year }, script }) => [year, cutScript(script)]));
  const tasks = years.map((year) => taskOf(year, join(folder, String(year.plan.year)), submission));
  for (const [i, year] of years.entries()) {
    const { plan } = year;
    const task = tasks[i];
    if (task === undefined) continue;
    await ship(engine, year, task);
    const returned = estimateReturned(catalogue, plan, sizes.get(plan.year) ?? {}, await countAreas(engine));
    refuseReturned(plan.year, returned, engine.options.memoryLimit);
  }
  const total = tasks.reduce((sum, task) => sum + task.inspection.length + task.computation.length, 0);
  const application = engine.options.elsewhere?.application ?? cluster.open({ folder, signal });
  const run = await application
    .submit(tasks, {
      name,
      onStatement: (done, task, id) =>
        onEvent({ kind: 'step', year: Number(task), done, total, label: `${id} (${cluster.name})`, share: 0 }),
    })
    .then(async (found) => {
      await refuseExchangedElsewhere(engine.options, submission.inputs);
      return found;
    })
    // Nothing is asked of the cluster while the rest is computed here.
    .finally(() => application.close());
  // Without packing a statement has the same id, and takes the place of what did not hold.
  const results = new Map(run.results.map((result) => [`${result.task} ${result.id}`, result]));
  return {
    cluster: { name: cluster.name, master: cluster.master, version: run.version },
    resultOf: (year, { id, role, step, reads, writes }) => {
      if (!cuts.get(year)?.cluster.has(id)) return undefined;
      const found = results.get(`${year} ${id}`);
      if (found === undefined) throw new Error(`the cluster has no result of ${id} in ${year}`);
      const { seconds, offending, examined } = found;
      const came = step === 'tally' && role === 'table' && !reads.includes(writes);
      const files = `${literalPath(join(folder, String(year), 'returned', writes))}/*/*.parquet`;
      return {
        seconds,
        ...(offending !== undefined && { offending }),
        ...(examined !== undefined && { examined }),
        ...(came && {
          load: `CREATE OR REPLACE TABLE ${printName(writes)} AS FROM read_parquet(${printText(files)}, hive_partitioning = false)`,
        }),
      };
    },
  };
}
