/**
 * Spark for tests: where it is installed (PYSPARK_PYTHON, else python3, has pyspark, and there is a
 * Java), and several runs as one application, as it takes longest to start. With CUBES_NEEDS_SPARK
 * (.ci/run installs it) nothing is left out.
 */
import { spawnSync } from 'node:child_process';
import { clusterOf } from '../../pipeline/cli/cluster-options.ts';
import type { Cluster, ClusterRun, ClusterTask, SubmitOptions } from '../../pipeline/engine/index.ts';

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

interface Waiting {
  readonly tasks: readonly ClusterTask[];
  readonly options: SubmitOptions;
  readonly resolve: (run: ClusterRun) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A cluster that waits until so many runs have submitted, and runs all of them as one application.
 */
export function asOneApplication(cluster: Cluster, runs: number): Cluster {
  const waiting: Waiting[] = [];
  const submitAll = async ([first, ...others]: readonly Waiting[]) => {
    if (first === undefined) return;
    const all = [first, ...others];
    const tasks = all.flatMap((one, i) => one.tasks.map((task) => ({ ...task, id: `${i}-${task.id}` })));
    try {
      const { results, ...run } = await cluster.submit(tasks, first.options);
      for (const [i, { resolve }] of all.entries()) {
        const own = results.filter(({ task }) => task.startsWith(`${i}-`));
        resolve({ ...run, results: own.map((result) => ({ ...result, task: result.task.slice(`${i}-`.length) })) });
      }
    } catch (error) {
      for (const { reject } of all) reject(error);
    }
  };
  return {
    ...cluster,
    submit: (tasks, options) =>
      new Promise((resolve, reject) => {
        waiting.push({ tasks, options, resolve, reject });
        if (waiting.length === runs) void submitAll(waiting);
      }),
  };
}
