/** Tells a failure on stderr, as text or as the last line of a log, and gives the exit code: a user's error without a stack, a bug with one. */
import { Failure, printDiagnostic } from '../base/index.ts';
import { type LogFormat, writeLog } from './log.ts';

export function reportFailure(error: unknown, format: LogFormat = 'text'): number {
  const failure = error instanceof Failure ? error : failureOfSystem(error);
  if (format === 'json') {
    const { kind, exitCode, message, help } = failure ?? {
      kind: 'bug',
      exitCode: 1,
      message: String(error),
      help: undefined,
    };
    const problems = failure?.diagnostics.map((diagnostic) => printDiagnostic(diagnostic).split('\n')[0]);
    writeLog('error', 'failed', { kind, exit_code: exitCode, message, help, ...(problems?.length && { problems }) });
    return exitCode;
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

const NO_RIGHTS = 'ask for the rights to it, or name another folder with --data or --temp.';
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

/** A disk that is full or a folder without rights is no bug: the system's error with its path, undefined for any other. */
function failureOfSystem(error: unknown): Failure | undefined {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return undefined;
  const { code, path } = error as NodeJS.ErrnoException;
  const said = error.message.replace(/^[A-Z0-9]+: /, '').replace(/, \w+( '.*)?$/s, '');
  const help = WAYS_OUT[code ?? ''];
  return new Failure(
    'engine',
    `${path === undefined ? '' : `${path}: `}${said} (${code}).`,
    help === undefined ? {} : { help },
  );
}
