/**
 * Spark, reached by spark-submit: an application of its own for every submission, with the driver
 * on this machine.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Cluster, ClusterResult, ClusterRun, ClusterTask, SubmitOptions } from '../cluster.ts';
import { EngineFailure } from '../engine-failure.ts';
import { failureOfStatement, failureOfSubmission } from './spark-failure.ts';

export interface SparkOptions {
  /** `local[2]`, `yarn`, `k8s://…`, `spark://…`. */
  readonly master: string;
  /**
   * A folder or URI that all machines of the cluster reach; undefined: a folder of this machine,
   * for a local master.
   */
  readonly staging?: string;
  /** `key=value`, after our own. */
  readonly conf: readonly string[];
  /** Path of spark-submit. */
  readonly submit: string;
  /** Path of the driver program. */
  readonly driver: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The process whose end ends the application. */
  readonly owner: number;
}

const MARK = '@cubes ';
/** How long an application has to end by itself after it was cancelled. */
const GRACE_MS = 20_000;
/** Of what spark-submit prints, so many lines are searched for why it did not start. */
const LINES_KEPT = 200;

/** Conversions, names and days mean the same as on the engine here (pipeline/query/spark.ts). */
const MEANING: Readonly<Record<string, string>> = {
  'spark.sql.ansi.enabled': 'true',
  'spark.sql.ansi.doubleQuotedIdentifiers': 'true',
  'spark.sql.caseSensitive': 'true',
  'spark.sql.session.timeZone': 'UTC',
  'spark.sql.legacy.timeParserPolicy': 'CORRECTED',
};

type DriverEvent =
  | { readonly event: 'started'; readonly version: string }
  | { readonly event: 'begin'; readonly task: string; readonly id: string }
  | ({ readonly event: 'done' } & ClusterResult)
  | { readonly event: 'finished' | 'refused' | 'cancelled' }
  | { readonly event: 'failed'; readonly condition: string; readonly task?: string; readonly id?: string };

/** A cluster of Spark; nothing is started before something is submitted. */
export function openSpark(options: SparkOptions): Cluster {
  return { name: 'spark', master: options.master, submit: (tasks, how) => submit(options, tasks, how) };
}

async function submit(
  options: SparkOptions,
  tasks: readonly ClusterTask[],
  { folder, name, onStatement = () => {}, signal }: SubmitOptions,
): Promise<ClusterRun> {
  // Always the same, so that the next run clears what a killed one has left.
  const staging = `${(options.staging ?? folder).replace(/\/+$/, '')}/${name}`;
  const [job, cancel] = [join(folder, 'job.json'), join(folder, 'cancel')];
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  rmSync(cancel, { force: true });
  writeFileSync(job, JSON.stringify({ owner: options.owner, cancel, staging, tasks }), { mode: 0o600 });
  // Ctrl-C goes to all of a process group: the driver is to end by itself, and remove its staging.
  const child = spawn(options.submit, argumentsOf(options, folder, job), {
    cwd: folder,
    detached: true,
    env: options.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = () => {
    writeFileSync(cancel, '');
    setTimeout(() => child.kill('SIGKILL'), GRACE_MS).unref();
  };
  signal?.addEventListener('abort', stop);
  if (signal?.aborted) stop();
  try {
    return await follow(child, onStatement, signal);
  } finally {
    signal?.removeEventListener('abort', stop);
    child.kill('SIGKILL');
    // Of a driver that could not: an object store is cleared by the next run.
    if (!/^\w+:\/\//.test(staging)) rmSync(staging, { recursive: true, force: true });
  }
}

function argumentsOf({ master, conf, driver }: SparkOptions, folder: string, job: string): string[] {
  const isLocal = master.startsWith('local');
  const own = {
    ...MEANING,
    'spark.ui.enabled': 'false',
    'spark.ui.showConsoleProgress': 'false',
    // What is shuffled holds claims; a cluster has folders of its own for it.
    ...(isLocal && { 'spark.local.dir': join(folder, 'scratch'), 'spark.sql.shuffle.partitions': '4' }),
  };
  const settings = [...Object.entries(own).map(([key, value]) => `${key}=${value}`), ...conf];
  return ['--master', master, '--deploy-mode', 'client', ...settings.flatMap((one) => ['--conf', one]), driver, job];
}

/** Reads what the driver reports until it ends. */
async function follow(
  child: ChildProcess,
  onStatement: NonNullable<SubmitOptions['onStatement']>,
  signal: AbortSignal | undefined,
): Promise<ClusterRun> {
  const results: ClusterResult[] = [];
  const printed: string[] = [];
  let version = '';
  let last: DriverEvent['event'] | undefined;
  let failed: Extract<DriverEvent, { readonly event: 'failed' }> | undefined;
  const take = (line: string) => {
    const at = line.indexOf(MARK);
    if (at < 0) {
      printed.push(line);
      if (printed.length > LINES_KEPT) printed.shift();
      return;
    }
    const event = JSON.parse(line.slice(at + MARK.length)) as DriverEvent;
    last = event.event;
    if (event.event === 'started') version = event.version;
    // The first: others fail because of it.
    if (event.event === 'failed') failed ??= event;
    if (event.event === 'begin') onStatement(results.length, event.task, event.id);
    if (event.event === 'done') {
      const { event: _, ...result } = event;
      results.push(result);
    }
  };
  for (const stream of [child.stdout, child.stderr]) if (stream) createInterface({ input: stream }).on('line', take);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', (error) =>
      reject(
        new EngineFailure('engine', `spark-submit cannot be started: ${error.message}.`, { help: 'set SPARK_HOME.' }),
      ),
    );
    child.on('close', resolve);
  });
  if (signal?.aborted) throw new EngineFailure('interrupted', 'interrupted.');
  if (failed !== undefined) throw failureOfStatement(failed.condition, failed.task, failed.id);
  if (last !== 'finished' && last !== 'refused') throw failureOfSubmission(code, printed.join('\n'));
  return { version, results, refused: last === 'refused' };
}
