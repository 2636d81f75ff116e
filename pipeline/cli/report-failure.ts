/**
 * Reports a failure on stderr, as text or as the last line of a log, and gives the exit code: a
 * user's error without a stack, a bug with one.
 */
import { Failure, printDiagnostic } from '../base/index.ts';
import { type JsonResult, schemaOf } from './json/print-json.ts';
import { writeLog } from './log.ts';

/**
 * For people; the last line of a log (docs/reference/log.md); a JSON document on one line
 * (docs/reference/json.md).
 */
export type FailureFormat = 'text' | 'log' | 'json';

/** Writes what went wrong to stderr, and gives the exit code of its kind; 1 where it is a bug. */
export function reportFailure(error: unknown, format: FailureFormat = 'text'): number {
  const failure = error instanceof Failure ? error : failureOfSystem(error);
  if (format !== 'text') {
    const described = describe(error, failure);
    if (format === 'log') writeLog('error', 'failed', described);
    else process.stderr.write(`${JSON.stringify({ schema: schemaOf('failure'), ...described })}\n`);
    return described.exit_code;
  }
  if (failure === undefined) {
    process.stderr.write(
      `cubes: this is a bug, please report it.\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    return 1;
  }
  for (const diagnostic of failure.diagnostics) process.stderr.write(`${printDiagnostic(diagnostic)}\n\n`);
  process.stderr.write(`cubes: ${failure.message}\n`);
  if (failure.help !== undefined) process.stderr.write(`  help: ${failure.help}\n`);
  return failure.exitCode;
}

/** A bug has no way out, and its stack is for people. */
function describe(error: unknown, failure: Failure | undefined): JsonResult<'failure'> {
  if (failure === undefined) return { kind: 'bug', exit_code: 1, message: String(error) };
  const { kind, exitCode, message, help, diagnostics } = failure;
  const problems = diagnostics.map((diagnostic) => printDiagnostic(diagnostic).split('\n')[0] ?? '');
  return {
    kind,
    exit_code: exitCode,
    message,
    ...(help !== undefined && { help }),
    ...(problems.length > 0 && { problems }),
  };
}

const NO_RIGHTS = 'request access to it, or name another folder with --data or --temp.';
const NO_ROOM = 'make room, or name another folder with --data or --temp.';
const NO_FOLDER = 'see that every part of the path is a folder, or name another with --data or --temp.';

/** What to do, by the system's own code. */
const WAYS_OUT: Readonly<Record<string, string>> = {
  EACCES: NO_RIGHTS,
  EPERM: NO_RIGHTS,
  EROFS: NO_RIGHTS,
  ENOSPC: NO_ROOM,
  EDQUOT: NO_ROOM,
  EFBIG: NO_ROOM,
  ENOTDIR: NO_FOLDER,
  EEXIST: NO_FOLDER,
  EMFILE: 'allow more open files (ulimit -n).',
  ENFILE: 'allow more open files (ulimit -n).',
};

/**
 * A disk that is full or a folder without rights is no bug: the system's error with its path,
 * undefined for any other.
 */
function failureOfSystem(error: unknown): Failure | undefined {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return undefined;
  const { code, path } = error as NodeJS.ErrnoException;
  const message = error.message.replace(/^[A-Z0-9]+: /, '').replace(/, \w+( '.*)?$/s, '');
  const help = WAYS_OUT[code ?? ''];
  return new Failure(
    'engine',
    `${path === undefined ? '' : `${path}: `}${message} (${code}).`,
    help === undefined ? {} : { help },
  );
}
