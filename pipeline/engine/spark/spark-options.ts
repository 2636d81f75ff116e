/** How Spark is reached, and what is set of it. */
import { join } from 'node:path';

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

/** Conversions, names and days mean the same as on the engine here (pipeline/query/spark.ts). */
const MEANING: Readonly<Record<string, string>> = {
  'spark.sql.ansi.enabled': 'true',
  'spark.sql.ansi.doubleQuotedIdentifiers': 'true',
  'spark.sql.caseSensitive': 'true',
  'spark.sql.session.timeZone': 'UTC',
  'spark.sql.legacy.timeParserPolicy': 'CORRECTED',
};

/** The arguments of spark-submit. */
export function argumentsOf({ master, conf, driver }: SparkOptions, folder: string, job: string): string[] {
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
