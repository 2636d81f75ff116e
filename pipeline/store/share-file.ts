/** Files that two releases have in common lie on disk once. */
import { copyFileSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Where a file system has no hard links, or no more of one file. */
const NO_LINK = ['EXDEV', 'EPERM', 'EMLINK', 'ENOTSUP', 'EOPNOTSUPP'];

/** Makes `file` the same file as `before`; a copy where there are no hard links. */
export function linkFile(before: string, file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  try {
    linkSync(before, file);
  } catch (error) {
    if (!NO_LINK.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    copyFileSync(before, file);
  }
}

/**
 * Replaces a file by the one of the release before if their bytes are equal; reports whether they
 * are.
 */
export function shareFile(before: string | undefined, file: string): boolean {
  if (before === undefined || !existsSync(before) || statSync(before).size !== statSync(file).size) return false;
  if (!readFileSync(before).equals(readFileSync(file))) return false;
  rmSync(file);
  linkFile(before, file);
  return true;
}
