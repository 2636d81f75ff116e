/** Folders for tiny deliveries, removed when the tests of the file have ended. */
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders.filter((one) => existsSync(one))) {
    // A release lets nothing out of it.
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
      if (entry.isDirectory()) chmodSync(join(entry.parentPath, entry.name), 0o700);
    rmSync(folder, { recursive: true, force: true });
  }
});

/** A new, empty folder. */
export function makeDataRoot(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cubes-'));
  folders.push(folder);
  return folder;
}
