/**
 * Every release that a data root remembers: those that are there, and those that were removed
 * since, of which the published figures are kept as a record in `work/published`. Whoever
 * downloaded a release still has it, so an attacker is assumed to hold all of them.
 */
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, hashText } from '../base/index.ts';
import { linkFile, makeFolder, sync } from '../store/index.ts';
import type { ReleasedCube, ReleaseManifest } from './manifest.ts';
import { listReleases, readReleaseManifest, releaseFolder } from './releases.ts';

/** A release with the files of its cubes, wherever they lie now. */
export interface KnownRelease {
  readonly manifest: ReleaseManifest;
  readonly fileOf: (cube: ReleasedCube) => string;
}

/**
 * Folder of the records: a manifest for each release, and below `cubes` every version of a cube
 * once, by its hash.
 */
export function recordFolder(dataRoot: string, ...path: readonly string[]): string {
  return join(dataRoot, 'work', 'published', ...path);
}

/**
 * Releases that were removed, then those that are there. Refuses (data) one whose manifest cannot
 * be read: it is not known what it published.
 */
export function knownReleases(dataRoot: string): KnownRelease[] {
  const there = listReleases(dataRoot).map((release) => {
    const manifest = readReleaseManifest(dataRoot, release);
    const fileOf = ({ path }: ReleasedCube) => releaseFolder(dataRoot, release, path);
    return { manifest, fileOf };
  });
  const present = new Set(there.map(({ manifest }) => recordName(manifest)));
  const removed = listRecords(dataRoot)
    .filter((name) => !present.has(name))
    .map((name) => readRecordOf(dataRoot, name))
    .sort((a, b) => (a.manifest.created < b.manifest.created ? -1 : 1));
  return [...removed, ...there];
}

/**
 * Records the published figures of every release that is there and not recorded yet. The caller
 * holds the work folder's lock.
 */
export function recordReleases(dataRoot: string): void {
  const recorded = new Set(listRecords(dataRoot));
  for (const release of listReleases(dataRoot)) {
    const manifest = readIfComplete(dataRoot, release);
    if (manifest === undefined || recorded.has(recordName(manifest))) continue;
    makeFolder(recordFolder(dataRoot, 'cubes'));
    const cubes = manifest.cubes.filter(({ path }) => existsSync(releaseFolder(dataRoot, release, path)));
    for (const cube of cubes) {
      const file = recordedCube(dataRoot, manifest, cube);
      if (!existsSync(file)) linkFile(releaseFolder(dataRoot, release, cube.path), file);
    }
    // Nothing refers to the cubes before they are on disk.
    sync(recordFolder(dataRoot, 'cubes'));
    const file = recordFolder(dataRoot, recordName(manifest));
    writeFileSync(`${file}.new`, `${JSON.stringify({ ...manifest, cubes })}\n`);
    sync(`${file}.new`);
    renameSync(`${file}.new`, file);
    sync(recordFolder(dataRoot));
  }
}

/** A name may be given again once its release was removed: the content distinguishes them. */
function recordName(manifest: ReleaseManifest): string {
  const { release, created, files } = manifest;
  return `${release}.${hashText(JSON.stringify([created, files])).slice(0, 12)}.json`;
}

function listRecords(dataRoot: string): string[] {
  const folder = recordFolder(dataRoot);
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
}

function readRecordOf(dataRoot: string, name: string): KnownRelease {
  const file = recordFolder(dataRoot, name);
  try {
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as ReleaseManifest;
    return { manifest, fileOf: (cube) => recordedCube(dataRoot, manifest, cube) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new Failure('data', `${file} is not the record of a release.`, {
      help: 'restore it from a backup of the work folder: without it, it is not known what that release published.',
    });
  }
}

function recordedCube(dataRoot: string, { files }: ReleaseManifest, { path }: ReleasedCube): string {
  const hash = files.find((file) => file.path === path)?.sha256 ?? hashText(path);
  return recordFolder(dataRoot, 'cubes', `${hash}.parquet`);
}

/** A release that is broken is not removed, and recorded once it is whole again. */
function readIfComplete(dataRoot: string, release: string): ReleaseManifest | undefined {
  try {
    return readReleaseManifest(dataRoot, release);
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}
