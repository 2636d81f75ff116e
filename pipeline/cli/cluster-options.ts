/** The cluster that a command submits to, by its options and the environment. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { Failure } from '../base/index.ts';
import { type Cluster, openSpark, type SparkOptions } from '../engine/index.ts';
import { PROGRAM_ROOT } from './options.ts';

export interface ClusterChoices {
  readonly engine?: 'duckdb' | 'spark';
  readonly master?: string;
  readonly staging?: string;
  readonly sparkConf?: readonly string[];
}

/** What figures hang on, and how the application is run: they are not to be chosen. */
const FIXED =
  /^spark\.(sql\.(ansi\..*|caseSensitive|session\.timeZone|legacy\..*)|submit\.deployMode|master|app\.name)$/;

const NOT_INSTALLED =
  'set SPARK_HOME to an installation of Spark 3.5 or later, or install pyspark and name its Python with PYSPARK_PYTHON (docs/how-to/spark.md).';

/** Gives the cluster to submit to; nothing where the engine is DuckDB. Refuses what follows. */
export function clusterOf(choices: ClusterChoices): { readonly cluster?: Cluster } {
  const options = sparkOptionsOf(choices);
  return options === undefined ? {} : { cluster: openSpark(options) };
}

/**
 * What is submitted to, and how; undefined where the engine is DuckDB.
 * @throws Failure (usage) for options that do not go together; (engine) without Spark
 */
export function sparkOptionsOf(options: ClusterChoices): SparkOptions | undefined {
  const { engine = 'duckdb', master, staging, sparkConf = [] } = options;
  if (engine === 'duckdb') {
    const named = Object.entries({ master, staging, 'spark-conf': options.sparkConf }).find(
      ([, value]) => value !== undefined,
    );
    if (named === undefined) return undefined;
    throw new Failure('usage', `--${named[0]} needs --engine spark.`, { help: 'add --engine spark, or leave it out.' });
  }
  if (master === undefined)
    throw new Failure('usage', '--engine spark needs a master.', {
      help: 'name one with --master, such as local[2], yarn or k8s://https://HOST:PORT.',
    });
  if (staging === undefined && !master.startsWith('local'))
    throw new Failure('usage', `--master ${master} needs a staging folder.`, {
      help: 'name a private folder or URI that all machines of the cluster reach with --staging.',
    });
  for (const one of sparkConf) refuseSetting(one);
  const found = findSpark();
  if (found === undefined) throw new Failure('engine', 'Spark is not installed.', { help: NOT_INSTALLED });
  return {
    master,
    ...(staging !== undefined && { staging: /^\w+:\/\//.test(staging) ? staging : resolve(staging) }),
    conf: sparkConf,
    ...found,
    driver: join(PROGRAM_ROOT, 'dist', 'engine', 'spark', 'driver.py'),
    owner: process.pid,
  };
}

function refuseSetting(one: string): void {
  const [, key] = /^(spark\.[\w.-]+)=./.exec(one) ?? [];
  if (key === undefined)
    throw new Failure('usage', `--spark-conf ${one} is no setting of Spark.`, {
      help: 'write it as --spark-conf spark.executor.memory=8g.',
    });
  if (FIXED.test(key))
    throw new Failure('usage', `--spark-conf ${key} cannot be chosen.`, {
      help: 'leave it out: figures, or how the application is ended, depend on it.',
    });
}

/** By SPARK_HOME, on the path, or in the Python of PYSPARK_PYTHON (else python3). */
function findSpark(): { readonly submit: string; readonly env: Record<string, string | undefined> } | undefined {
  const { SPARK_HOME, PYSPARK_PYTHON, PATH = '' } = process.env;
  if (SPARK_HOME) {
    const submit = join(SPARK_HOME, 'bin', 'spark-submit');
    return existsSync(submit) ? { submit, env: process.env } : undefined;
  }
  const python = PYSPARK_PYTHON || 'python3';
  const ask = 'import os, pyspark; print(os.path.dirname(pyspark.__file__))';
  const { status, stdout } = spawnSync(python, ['-c', ask], { encoding: 'utf8' });
  if (status === 0) {
    const home = stdout.trim();
    return {
      submit: join(home, 'bin', 'spark-submit'),
      env: { ...process.env, SPARK_HOME: home, PYSPARK_PYTHON: python },
    };
  }
  const submit = PATH.split(delimiter)
    .map((folder) => join(folder, 'spark-submit'))
    .find(existsSync);
  return submit === undefined ? undefined : { submit, env: process.env };
}
