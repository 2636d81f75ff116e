/** Tells a failure on stderr and gives the exit code: a user's error without a stack, a bug with one. */
import { Failure, printDiagnostic } from '../base/index.ts';

export function reportFailure(error: unknown): number {
  if (!(error instanceof Failure)) {
    process.stderr.write(
      `cubes: this is a bug, please report it.\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    return 1;
  }
  for (const diagnostic of error.diagnostics) process.stderr.write(`${printDiagnostic(diagnostic)}\n\n`);
  process.stderr.write(`cubes: ${error.message}\n`);
  if (error.help !== undefined) process.stderr.write(`  help: ${error.help}\n`);
  return error.exitCode;
}
