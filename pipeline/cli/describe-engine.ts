/** The options that say what statements are run by. */
import { type Command, Option } from 'commander';
import { gather, readMemory, readThreads } from './options.ts';

/** Adds what bounds the engine of a command, and gives the command back. */
export function withEngine(command: Command): Command {
  return command
    .option('--threads <n>', 'worker threads (default: all cores)', readThreads)
    .option('--memory <size>', 'memory limit of the engine, such as 4GB (default: half of the machine)', readMemory)
    .option('--temp <dir>', 'where the engine spills to (default: work/tmp below the data root)');
}

/** Adds the choice of an engine alone. */
export function withEngineName(command: Command, purpose: string): Command {
  return command.addOption(new Option('--engine <engine>', purpose).choices(['duckdb', 'spark']).default('duckdb'));
}

/** Adds what submits statements over claims to a cluster. */
export function withCluster(
  command: Command,
  purpose = 'what runs the statements that read claims (docs/how-to/spark.md)',
): Command {
  return withEngineName(command, purpose)
    .option('--master <url>', 'with --engine spark: local[2], yarn, k8s://…, spark://…')
    .option(
      '--staging <path>',
      'with --engine spark: a private folder or URI that all machines of the cluster reach; not needed with a local master',
    )
    .option('--spark-conf <key=value>', 'with --engine spark: a setting of Spark (may be repeated)', gather);
}
