/** Folders for tiny deliveries, removed when the tests of the file have ended. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A new, empty folder. */
export function makeDataRoot(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cubes-'));
  folders.push(folder);
  return folder;
}
