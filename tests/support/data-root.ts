/** Folders for tiny deliveries, removed when the tests of the file have ended. */
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders: string[] = [];

/** Removes them; what a file has made goes when its tests have ended. */
export function removeDataRoots(): void {
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
