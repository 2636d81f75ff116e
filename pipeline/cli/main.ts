/**
 * The command `cubes`: reads the command line, runs one command, ends with the exit code of what
 * came of it.
 */
import { setFlagsFromString } from 'node:v8';
import { reportFailure } from './report-failure.ts';
import { runProgram } from './run-program.ts';

/** Commands that end before the optimiser of JavaScript has paid for itself, in a third less. */
const SHORT = ['check', 'list', 'show'];

// A closed pipe (`cubes list | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? (process.exitCode ?? 0) : reportFailure(error));
});
// Nobody reads what is reported: the work goes on.
process.stderr.on('error', () => {});

void runProgram(process.argv.slice(2), (name) => {
  if (SHORT.includes(name)) setFlagsFromString('--no-opt');
});
