/**
 * Spark for tests: where it is installed (PYSPARK_PYTHON, else python3, has pyspark, and there is a
 * Java), and several runs as one application, as it takes longest to start. With CUBES_NEEDS_SPARK
 * (.ci/run installs it) nothing is left out.
 */
import { spawnSync } from 'node:child_process';
import type { Catalogue } from '../../pipeline/catalogue/index.ts';
import { clusterOf } from '../../pipeline/cli/cluster-options.ts';
import type {
  Application,
  Cluster,
  ClusterRun,
  ClusterTask,
  Elsewhere,
  SubmitOptions,
} from '../../pipeline/engine/index.ts';
import { makeDataRoot } from '../support/data-root.ts';

const PYTHON = process.env.PYSPARK_PYTHON ?? 'python3';
const NEEDED = process.env.CUBES_NEEDS_SPARK !== undefined;

/** Whether tests on Spark are run; what is left out is said, so that nobody takes it for passed. */
export const isSparkInstalled =
  NEEDED || (spawnSync(PYTHON, ['-c', 'import pyspark']).status === 0 && spawnSync('java', ['-version']).status === 0);

if (!isSparkInstalled)
  process.stderr.write('pyspark or Java is not installed: tests on Spark are skipped. .ci/run installs them.\n');

/** Compiling a plan well takes longer than running it where there are so few rows. */
const SMALL = [
  'spark.driver.extraJavaOptions=-XX:TieredStopAtLevel=1',
  'spark.sql.codegen.wholeStage=false',
  'spark.sql.codegen.factoryMode=NO_CODEGEN',
  'spark.sql.adaptive.enabled=false',
  'spark.sql.shuffle.partitions=2',
];

/** Spark on this machine. */
export function localSpark(conf: readonly string[] = SMALL): Cluster {
  const { cluster } = clusterOf({ engine: 'spark', master: 'local[2]', sparkConf: conf });
  if (cluster === undefined) throw new Error('there is no cluster');
  return cluster;
}

/** A catalogue whose sources are delivered at URIs, below a folder of this machine. */
export function atUris(catalogue: Catalogue, folder: string): Catalogue {
  const sources = Object.entries(catalogue.sources).map(([name, source]) => [
    name,
    { ...source, files: `file://${folder}/${source.files}` },
  ]);
  return { ...catalogue, sources: Object.fromEntries(sources) };
}

/** What lets an engine reach them. */
export function elsewhere(application: Application): Elsewhere {
  return { application, folder: makeDataRoot(), listings: new Map(), footers: new Set() };
}

interface Waiting {
  readonly tasks: readonly ClusterTask[];
  readonly options: SubmitOptions;
  readonly resolve: (run: ClusterRun) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A cluster that waits until so many runs have submitted, and runs all of them in one application,
 * which answers what each of them asks before. It ends with `close`.
 */
export function asOneApplication(cluster: Cluster, runs: number, folder: string) {
  const application = cluster.open({ folder });
  const waiting: Waiting[] = [];
  const submitAll = async (all: readonly Waiting[]) => {
    const [first] = all;
    if (first === undefined) return;
    const tasks = all.flatMap((one, i) => one.tasks.map((task) => ({ ...task, id: `${i}-${task.id}` })));
    try {
      const { results, ...run } = await application.submit(tasks, first.options);
      for (const [i, { resolve }] of all.entries()) {
        const own = results.filter(({ task }) => task.startsWith(`${i}-`));
        resolve({ ...run, results: own.map((result) => ({ ...result, task: result.task.slice(`${i}-`.length) })) });
      }
    } catch (error) {
      for (const { reject } of all) reject(error);
    }
  };
  const shared: Application = {
    list: (of) => application.list(of),
    copyFooters: (files) => application.copyFooters(files),
    ask: (asked) => application.ask(asked),
    submit: (tasks, options) =>
      new Promise((resolve, reject) => {
        waiting.push({ tasks, options, resolve, reject });
        if (waiting.length === runs) void submitAll(waiting);
      }),
    close: async () => {},
  };
  const opened: Cluster = { ...cluster, open: () => shared };
  return { cluster: opened, application: shared, close: () => application.close() };
}
