/**
 * Puts a release in place, and takes releases away: each by one rename, so that an attacker sees
 * whole ones only, whenever the writer is killed.
 */
import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { sync, syncAll } from '../store/index.ts';
import { CURRENT, currentRelease, releaseFolder } from './releases.ts';

/** What is being made or taken away begins with a dot: no release, and not listed. */
const STAGING = '.staging-';
const GONE = '.gone-';
/** The link that becomes `current`. */
const NEXT = '.next';
/** Names the release that is being put in place, from before it appears until it is current. */
const PENDING = '.pending';

/** Where a release is made before it is put in place. */
export function stagingFolder(dataRoot: string, name: string): string {
  return releaseFolder(dataRoot, `${STAGING}${name}`);
}

/**
 * Makes what is staged the release of that name, read-only and on disk, and then the current one.
 */
export function putRelease(dataRoot: string, name: string): void {
  const staging = stagingFolder(dataRoot, name);
  setModes(staging, { file: 0o444, folder: 0o555 });
  syncAll(staging);
  const pending = releaseFolder(dataRoot, PENDING);
  writeFileSync(pending, name);
  sync(pending);
  sync(releaseFolder(dataRoot));
  renameSync(staging, releaseFolder(dataRoot, name));
  switchCurrent(dataRoot, name);
  rmSync(pending);
}

/** Makes a release the current one: an attacker finds the one before or this one, never neither. */
export function switchCurrent(dataRoot: string, name: string): void {
  const link = releaseFolder(dataRoot, NEXT);
  rmSync(link, { force: true });
  symlinkSync(name, link);
  // The release is on disk under its name before anything leads to it.
  sync(releaseFolder(dataRoot));
  renameSync(link, releaseFolder(dataRoot, CURRENT));
  sync(releaseFolder(dataRoot));
}

/** Takes a release away: it is gone at once, and its files after that. */
export function removeRelease(dataRoot: string, name: string): void {
  const gone = releaseFolder(dataRoot, `${GONE}${name}`);
  renameSync(releaseFolder(dataRoot, name), gone);
  sync(releaseFolder(dataRoot));
  removeFolder(gone);
}

/**
 * Clears what a writer that was killed has left: what it was making, what it was taking away, and a
 * release that it had put in place and that was never current, which is made anew. Nobody else may
 * be writing.
 */
export function removeLeftovers(dataRoot: string): void {
  const folder = releaseFolder(dataRoot);
  if (!existsSync(folder)) return;
  const pending = join(folder, PENDING);
  if (existsSync(pending)) {
    const name = readFileSync(pending, 'utf8');
    if (name !== '' && currentRelease(dataRoot) !== name && existsSync(join(folder, name)))
      removeRelease(dataRoot, name);
    rmSync(pending);
  }
  rmSync(join(folder, NEXT), { force: true });
  for (const name of readdirSync(folder))
    if (name.startsWith(STAGING) || name.startsWith(GONE)) removeFolder(join(folder, name));
}

/** A read-only folder lets nothing out of it. */
function removeFolder(folder: string): void {
  setFolderModes(folder, 0o755);
  rmSync(folder, { recursive: true, force: true });
}

function setModes(path: string, modes: { readonly file: number; readonly folder: number }): void {
  const isFolder = statSync(path).isDirectory();
  if (isFolder) for (const name of readdirSync(path)) setModes(join(path, name), modes);
  chmodSync(path, isFolder ? modes.folder : modes.file);
}

function setFolderModes(path: string, mode: number): void {
  for (const entry of readdirSync(path, { withFileTypes: true }))
    if (entry.isDirectory()) setFolderModes(join(path, entry.name), mode);
  chmodSync(path, mode);
}
