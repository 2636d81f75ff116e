/**
 * What all releases of a data root have published of a cube: whoever keeps them knows all of it.
 */
import { existsSync } from 'node:fs';
import { Failure } from '../base/index.ts';
import { type Catalogue, successorsIn } from '../catalogue/index.ts';
import { type EarlierCube, type EarlierCubes, LINKED_RULE } from '../disclosure/index.ts';
import { parquet } from '../run/index.ts';
import { knownReleases } from './known-releases.ts';
import { type ReleasedCube, type ReleaseManifest, releasedCubePath } from './manifest.ts';

interface Version extends Omit<EarlierCube, 'relation'> {
  readonly file: string;
}

/**
 * Reads the manifests of all releases, also of those that were rolled back or removed. Refuses
 * (data) a manifest that cannot be read and, when it is asked for, a cube that is not there: it is
 * not known what it published.
 */
export function readEarlierCubes(catalogue: Catalogue, dataRoot: string): EarlierCubes {
  const codeOf = successorsIn(catalogue);
  const byPath = new Map<string, Map<string, Version>>();
  for (const { manifest, fileOf } of knownReleases(dataRoot)) {
    const hashes = new Map(manifest.files.map(({ path, sha256 }) => [path, sha256]));
    for (const cube of manifest.cubes) {
      // A figure is known under its new code as well.
      const path = releasedCubePath(codeOf(cube.code), cube.year);
      const versions = byPath.get(path) ?? new Map<string, Version>();
      byPath.set(path, versions);
      const file = fileOf(cube);
      const hash = hashes.get(cube.path) ?? file;
      const audited = cube.protection.rule === LINKED_RULE;
      const { fingerprint } = cube;
      if (!versions.has(hash))
        versions.set(hash, { file, few: fewIn(manifest, cube), audited, fingerprint: fingerprint.whole });
    }
  }
  return (code, year) => [...(byPath.get(releasedCubePath(code, year))?.values() ?? [])].map(readVersion);
}

function readVersion({ file, ...version }: Version): EarlierCube {
  if (existsSync(file)) return { relation: parquet(file), ...version };
  throw new Failure('data', `${file} is missing, so it is not known what it published.`, {
    help: 'restore it from a backup; or, if that release was never distributed, delete it with its record in work/published.',
  });
}

/**
 * Where nearly everybody is sensitive as well, a cell that is marked as sensitive may have many.
 */
function fewIn({ policy }: ReleaseManifest, { entity, protection }: ReleasedCube): number {
  const then = policy.disclosure[entity];
  const isFew = then?.kind === 'threshold' && !then.complements && protection.threshold !== null;
  return isFew ? then.threshold - 1 : Number.POSITIVE_INFINITY;
}
