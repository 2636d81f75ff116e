/** What all releases of a data root have published of a cube: whoever keeps them knows all of it. */
import { join } from 'node:path';
import { type ReleasedCube, type ReleaseManifest, releasedCubePath } from './manifest.ts';
import type { EarlierCube } from './protection.ts';
import { parquet } from './publish-cube.ts';
import { listReleases, readReleaseManifest, releaseFolder } from './releases.ts';

/** The versions of a cube that were published, oldest first; one that several releases share, once. */
export type EarlierCubes = (code: string, year: number) => readonly EarlierCube[];

/** Reads the manifests of all releases, also of those that somebody took back. Refuses (data) one that cannot be read: nobody knows what it told. */
export function readEarlierCubes(dataRoot: string): EarlierCubes {
  const byPath = new Map<string, Map<string, EarlierCube>>();
  for (const release of listReleases(dataRoot)) {
    const manifest = readReleaseManifest(dataRoot, release);
    const hashes = new Map(manifest.files.map(({ path, sha256 }) => [path, sha256]));
    for (const cube of manifest.cubes) {
      const versions = byPath.get(cube.path) ?? new Map<string, EarlierCube>();
      byPath.set(cube.path, versions);
      const hash = hashes.get(cube.path) ?? join(release, cube.path);
      const relation = parquet(releaseFolder(dataRoot, release, cube.path));
      if (!versions.has(hash)) versions.set(hash, { relation, few: fewIn(manifest, cube) });
    }
  }
  return (code, year) => [...(byPath.get(releasedCubePath(code, year))?.values() ?? [])];
}

/** Where nearly everybody is small as well, a cell that is told as small may have many. */
function fewIn({ policy }: ReleaseManifest, { entity, protection }: ReleasedCube): number {
  const then = policy.disclosure[entity];
  const isFew = then?.kind === 'threshold' && !then.complements && protection.threshold !== null;
  return isFew ? then.threshold - 1 : Number.POSITIVE_INFINITY;
}
