/** What the current release holds, indicator by indicator and year by year, and what each cube was made from. */
import { join } from 'node:path';
import type { Item } from '../plan/index.ts';
import type { Fingerprint } from '../run/index.ts';
import { currentRelease, listReleases, readReleaseManifest } from './releases.ts';

export interface Published {
  /** The current release; null before the first. */
  readonly release: string | null;
  /** Folder of its cubes; null before the first. */
  readonly cubes: string | null;
  readonly has: (item: Item) => boolean;
  /** Years of an indicator, ascending. */
  readonly yearsOf: (code: string) => readonly number[];
  /** The newest release that brought figures of an indicator; null where none is published. */
  readonly releaseOf: (code: string) => string | null;
  readonly fingerprintOf: (item: Item) => Fingerprint | undefined;
  /** The newest release after the current one that holds a cube made from the same: it was current, and somebody went back. */
  readonly takenBackIn: (item: Item, fingerprint: Fingerprint) => string | undefined;
}

/** Reads the manifest of the current release. */
export function readPublished(dataRoot: string): Published {
  const release = currentRelease(dataRoot);
  const cubes = release === null ? [] : readReleaseManifest(dataRoot, release).cubes;
  const all = listReleases(dataRoot);
  // None of them is current, though they are newer: read only then.
  const later = release === null ? [] : all.slice(all.indexOf(release) + 1);
  const takenBack = new Map(
    later.flatMap((name) =>
      readReleaseManifest(dataRoot, name).cubes.map((cube) => [
        `${cube.code} ${cube.year} ${cube.fingerprint.whole}`,
        name,
      ]),
    ),
  );
  const byKey = new Map(cubes.map((cube) => [`${cube.code} ${cube.year}`, cube]));
  const years = (code: string) => cubes.filter((cube) => cube.code === code).map(({ year }) => year);
  return {
    release,
    cubes: release === null ? null : join(dataRoot, 'releases', release, 'cubes'),
    has: ({ code, year }) => byKey.has(`${code} ${year}`),
    yearsOf: (code) => years(code).sort((a, b) => a - b),
    releaseOf: (code) => {
      const of = new Set(cubes.filter((cube) => cube.code === code).map((cube) => cube.release));
      return all.filter((name) => of.has(name)).at(-1) ?? null;
    },
    takenBackIn: ({ code, year }, { whole }) => takenBack.get(`${code} ${year} ${whole}`),
    fingerprintOf: ({ code, year }) => byKey.get(`${code} ${year}`)?.fingerprint,
  };
}
