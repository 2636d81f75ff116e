/** What went wrong on Spark, in sentences: the statement, the reason, what to do; never a value. */
import { Failure } from '../../base/index.ts';
import { EngineFailure } from '../engine-failure.ts';

interface Reason {
  readonly reason: string;
  readonly help: string;
}

const VALUE: Reason = {
  reason: 'a value of the delivery does not fit the type that is declared for it',
  help: 'run `cubes validate`, which names the column; then correct the delivery or its source in the catalogue.',
};

/** By what the driver calls it (driver.py). */
const REASONS: Readonly<Record<string, Reason>> = {
  CAST_INVALID_INPUT: VALUE,
  CAST_OVERFLOW: VALUE,
  ARITHMETIC_OVERFLOW: { ...VALUE, reason: 'a sum is larger than its type' },
  OUT_OF_MEMORY: {
    reason: 'Spark ran out of memory',
    help: 'give more, such as --spark-conf spark.executor.memory=8g or spark.driver.memory=4g, or more partitions with spark.sql.shuffle.partitions.',
  },
  EXECUTOR_LOST: {
    reason: 'executors were lost, for want of memory as a rule',
    help: 'give more, such as --spark-conf spark.executor.memory=8g or spark.executor.memoryOverhead=2g.',
  },
  NO_SPACE_LEFT: {
    reason: 'there is no space left',
    help: 'free some where --staging and spark.local.dir lie, or name another folder with --staging.',
  },
  PATH_NOT_FOUND: {
    reason: 'a file is not there for Spark',
    help: 'let every machine of the cluster read the data root and --staging by the same path.',
  },
  PERMISSION_DENIED: {
    reason: 'Spark may not read or write a file',
    help: 'let the user of the application read the data root and write to --staging.',
  },
  FAILED_READ_FILE: {
    reason: 'a file cannot be read; it is damaged or not as declared',
    help: 'run `cubes validate`, which names the file; then have it copied again.',
  },
  NO_FILE_SYSTEM: {
    reason: 'Spark does not know the file system of a path',
    help: 'add its package, such as --spark-conf spark.jars.packages=org.apache.hadoop:hadoop-aws:3.4.1 (docs/how-to/spark.md).',
  },
  OLD_VERSION: {
    reason: 'this version of Spark is too old',
    help: 'use Spark 3.5 or later: set SPARK_HOME, or install pyspark.',
  },
};

/** Signs of an application that did not start, in what spark-submit prints. */
const NOT_STARTED: readonly (readonly [RegExp, Reason])[] = [
  [
    /JAVA_HOME is not set|Unable to locate a Java|java: (command )?not found|UnsupportedClassVersionError/i,
    { reason: 'Java 17 is not installed', help: 'install Java 17 and set JAVA_HOME.' },
  ],
  [
    /Could not parse Master URL|Master must (either be|start with)/i,
    {
      reason: 'Spark does not know the master',
      help: 'name one with --master, such as local[2], yarn or k8s://https://HOST:PORT.',
    },
  ],
  [
    /HADOOP_CONF_DIR or YARN_CONF_DIR must be set/i,
    { reason: 'nobody says where YARN is', help: 'set HADOOP_CONF_DIR to the folder of the configuration of Hadoop.' },
  ],
  [
    /No module named ['"]?pyspark/i,
    { reason: 'Python does not find pyspark', help: 'set SPARK_HOME, or PYSPARK_PYTHON to a Python that has pyspark.' },
  ],
  [
    /unresolved dependency|UnresolvedException|module not found/i,
    {
      reason: 'a package of spark.jars.packages cannot be had',
      help: 'name one that is there, or give its files with --spark-conf spark.jars=FILE.',
    },
  ],
];

/** What is wrong with a file, and no fault of whoever runs the command. */
const OF_FILES: Readonly<Record<string, string>> = {
  FAILED_READ_FILE: 'Spark cannot read it; it is damaged',
  PATH_NOT_FOUND: 'it is no longer there',
};

const DAMAGED = 'have it copied again, and compare its size with what was sent.';

function reasonOf(condition: string): Reason {
  return (
    REASONS[condition] ?? {
      reason: `Spark refused it with ${/^[\w.]+$/.test(condition) ? condition : 'an error'}`,
      help: 'look the condition up in the documentation of Spark; the log of the application has the details, and is restricted.',
    }
  );
}

/** What the driver says of a statement that failed. */
export interface FailedStatement {
  readonly condition: string;
  readonly task?: string;
  readonly id?: string;
  /** The delivered file that could not be read. */
  readonly file?: string | null;
}

/**
 * The failure of an application by what its driver says of it: (data) where a delivered file is
 * damaged, else (engine).
 */
export function failureOfStatement({ condition, task, id, file }: FailedStatement): Failure {
  if (file) return new Failure('data', `${file}: ${OF_FILES[condition]}.`, { help: DAMAGED });
  const { reason, help } = reasonOf(condition);
  const what = id === undefined ? 'the application failed before its first statement' : `\`${id}\` of ${task} failed`;
  return new EngineFailure('engine', `${what} on Spark: ${reason}.`, { help });
}

/**
 * The failure of files that were looked at: without a way out where it is one of the delivery, as
 * those of the engine here.
 */
export function failureOfReading(condition: string): EngineFailure {
  const found = OF_FILES[condition];
  if (found !== undefined) return new EngineFailure('engine', found);
  const { reason, help } = reasonOf(condition);
  return new EngineFailure('engine', `the delivery cannot be examined on Spark: ${reason}.`, { help });
}

/**
 * The failure of an application that said nothing.
 * @param printed the last of what spark-submit printed; nothing of it is repeated
 */
export function failureOfSubmission(code: number | null, printed: string): EngineFailure {
  const known = NOT_STARTED.find(([sign]) => sign.test(printed))?.[1];
  if (known !== undefined) return new EngineFailure('engine', `${known.reason}.`, { help: known.help });
  return new EngineFailure('engine', `spark-submit ended with code ${code ?? 'of a signal'} before it had a result.`, {
    help: 'submit an example of Spark with the same --master and --spark-conf; the log of the application says why it ended.',
  });
}
