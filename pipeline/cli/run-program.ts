/** One command line, run to its end in this process. */
import { CommanderError } from 'commander';
import { Failure } from '../base/index.ts';
import type { LogFormat } from './log.ts';
import { buildProgram } from './program.ts';
import { type FailureFormat, reportFailure } from './report-failure.ts';

/**
 * Runs one command and leaves the exit code of what came of it in `process.exitCode`; what goes
 * wrong is reported on stderr, and never thrown.
 *
 * @param args what stands after the name of the program
 * @param onCommand is given the name of the command before it runs
 */
export async function runProgram(args: readonly string[], onCommand: (name: string) => void = () => {}): Promise<void> {
  const asJson = args.includes('--json');
  const program = buildProgram(!asJson).hook('preAction', (_, command) => onCommand(command.name()));
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    process.exitCode =
      error instanceof CommanderError
        ? usageExit(error, asJson)
        : reportFailure(error, formatOf(program.opts(), asJson));
  }
}

/** `--log json` is about all of stderr, `--json` about a result that did not come about. */
function formatOf({ log }: { log?: LogFormat }, asJson: boolean): FailureFormat {
  if (log === 'json') return 'log';
  return asJson ? 'json' : 'text';
}

/**
 * Commander has printed what is wrong already, unless it has to be JSON; help and version end well.
 */
function usageExit(error: CommanderError, asJson: boolean): number {
  if (error.exitCode === 0) return 0;
  if (!asJson) return 2;
  return reportFailure(new Failure('usage', error.message.replace(/^error: /, '')), 'json');
}
