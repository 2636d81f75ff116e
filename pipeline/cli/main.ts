#!/usr/bin/env node
/**
 * The command `cubes`: reads the command line, runs one command, ends with the exit code of what
 * came of it.
 */
import { CommanderError } from 'commander';
import { Failure } from '../base/index.ts';
import type { LogFormat } from './log.ts';
import { buildProgram } from './program.ts';
import { type FailureFormat, reportFailure } from './report-failure.ts';

// A closed pipe (`cubes list | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? (process.exitCode ?? 0) : reportFailure(error));
});
// Nobody reads what is reported: the work goes on.
process.stderr.on('error', () => {});

const asJson = process.argv.includes('--json');
const program = buildProgram(!asJson);
program.parseAsync(process.argv).catch((error: unknown) => {
  process.exitCode =
    error instanceof CommanderError ? usageExit(error) : reportFailure(error, formatOf(program.opts()));
});

/** `--log json` is about all of stderr, `--json` about a result that did not come about. */
function formatOf({ log }: { log?: LogFormat }): FailureFormat {
  if (log === 'json') return 'log';
  return asJson ? 'json' : 'text';
}

/**
 * Commander has printed what is wrong already, unless it has to be JSON; help and version end well.
 */
function usageExit(error: CommanderError): number {
  if (error.exitCode === 0) return 0;
  if (!asJson) return 2;
  return reportFailure(new Failure('usage', error.message.replace(/^error: /, '')), 'json');
}
