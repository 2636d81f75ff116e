/** Folders for tiny deliveries, removed when the tests of the file have ended. */
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders: string[] = [];
const endings: (() => unknown)[] = [];

/** Has something done when the tests of the file have ended. */
export function atEndOfFile(end: () => unknown): void {
  endings.push(end);
}

/** Removes them, and does what else is left for the end; when the tests of a file have ended. */
export function removeDataRoots(): void {
  for (const end of endings.splice(0)) end();
  for (const folder of folders.splice(0).filter((one) => existsSync(one))) removeFolder(folder);
}

export function removeFolder(folder: string): void {
  // A release lets nothing out of it.
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (entry.isDirectory()) chmodSync(join(entry.parentPath, entry.name), 0o700);
  rmSync(folder, { recursive: true, force: true });
}

/** A new, empty folder. */
export function makeDataRoot(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cubes-'));
  folders.push(folder);
  return folder;
}
