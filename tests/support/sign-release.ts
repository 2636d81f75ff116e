/**
 * A release that was tampered with by somebody who signs his work: files are listed in the manifest
 * as they are.
 */
import { createHash } from 'node:crypto';
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReleaseManifest } from '../../pipeline/release/index.ts';

export type AnyManifest = Record<string, unknown> & ReleaseManifest;

/**
 * Lists every file of the folder with its bytes of now; `change` may change the manifest before.
 */
export function signRelease(folder: string, change: (manifest: AnyManifest) => void = () => {}): void {
  const path = join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  change(manifest);
  for (const file of manifest.files) {
    const bytes = readFileSync(join(folder, file.path));
    file.bytes = statSync(join(folder, file.path)).size;
    file.sha256 = createHash('sha256').update(bytes).digest('hex');
  }
  chmodSync(path, 0o644);
  writeFileSync(path, JSON.stringify(manifest));
}
