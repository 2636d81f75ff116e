/** Walks folders of a delivery: every file, hidden or not, and what cannot be looked at. */
import { accessSync, constants, readdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Failure } from '../base/index.ts';

export interface FoundFile {
  /** Absolute. */
  readonly path: string;
  /** Its name, or that of a folder that it lies in below the start, begins with `.` or `_`. */
  readonly hidden: boolean;
  /** It is a link to nothing. */
  readonly broken: boolean;
  readonly bytes: number;
}

/**
 * Every file below a folder, links followed, sorted; none where there is no such folder.
 * @param isOf whether an entry of the folder itself, by its name, is looked at; all are without it
 * @throws Failure (engine) naming a folder or file that may not be read
 */
export function walkFiles(folder: string, isOf: (name: string) => boolean = () => true): FoundFile[] {
  const found: FoundFile[] = [];
  const visit = (path: string, hidden: boolean, above: readonly string[]): void => {
    const real = realpathSync(path);
    if (above.includes(real)) return;
    for (const name of listFolder(path)) {
      if (above.length === 0 && !isOf(name)) continue;
      const entry = join(path, name);
      const isHidden = hidden || /^[._]/.test(name);
      const stat = statSync(entry, { throwIfNoEntry: false });
      if (stat?.isDirectory()) {
        if (!isHidden) visit(entry, false, [...above, real]);
        continue;
      }
      if (stat !== undefined && !isHidden) refuseUnreadable(entry);
      found.push({ path: entry, hidden: isHidden, broken: stat === undefined, bytes: stat?.size ?? 0 });
    }
  };
  if (isFolder(folder)) visit(folder, false, []);
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function listFolder(path: string): string[] {
  try {
    return readdirSync(path);
  } catch (error) {
    throw asPermission(error, path);
  }
}

/** Whether a path is a folder; one above it that may not be entered is named in the failure. */
function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  } catch (error) {
    throw asPermission(error, closedFolder(path));
  }
}

/** The folder, among those that a path lies in, that nobody may enter. */
function closedFolder(path: string): string {
  const above = dirname(path);
  if (above === path) return path;
  try {
    statSync(above);
    accessSync(above, constants.X_OK);
    return path;
  } catch {
    return isEntered(above) ? above : closedFolder(above);
  }
}

function isEntered(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function refuseUnreadable(path: string): void {
  try {
    accessSync(path, constants.R_OK);
  } catch (error) {
    throw asPermission(error, path);
  }
}

/** A permission that is missing is no fault of the delivery: the machine has to grant it. */
function asPermission(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code !== 'EACCES' && code !== 'EPERM') return error;
  return new Failure('engine', `permission denied: ${resolve(path)} cannot be read.`, {
    help: 'let the user who runs this command read it, and enter the folders above it.',
  });
}
