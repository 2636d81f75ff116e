#!/usr/bin/env node
/** The command `cubes`: reads the command line, runs one command, ends with the exit code of what came of it. */
import { CommanderError } from 'commander';
import { buildProgram } from './program.ts';
import { reportFailure } from './report-failure.ts';

// A reader that goes away (`cubes list | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? (process.exitCode ?? 0) : reportFailure(error));
});
// Nobody reads what is told: the work goes on.
process.stderr.on('error', () => {});

const program = buildProgram();
try {
  await program.parseAsync(process.argv);
} catch (error) {
  process.exitCode = error instanceof CommanderError ? usageExit(error) : reportFailure(error, program.opts().log);
}

/** Commander has printed what is wrong already; help and version end well. */
function usageExit(error: CommanderError): number {
  return error.exitCode === 0 ? 0 : 2;
}
