/**
 * What the current release holds, indicator by indicator and year by year, and what each cube was
 * made from.
 */
import { join } from 'node:path';
import { Failure } from '../base/index.ts';
import type { Item } from '../plan/index.ts';
import { currentRelease, listReleases, readReleaseManifest } from '../release/index.ts';
import type { Fingerprint } from '../run/index.ts';

export interface Published {
  /** The current release; null before the first. */
  readonly release: string | null;
  /** Folder of its cubes; null before the first. */
  readonly cubes: string | null;
  /** What it holds, and whether that is of synthetic data. */
  readonly released: readonly (Item & { readonly synthetic: boolean })[];
  readonly has: (item: Item) => boolean;
  /** Years of an indicator, ascending. */
  readonly yearsOf: (code: string) => readonly number[];
  /** The newest release that brought figures of an indicator; null where none is published. */
  readonly releaseOf: (code: string) => string | null;
  readonly fingerprintOf: (item: Item) => Fingerprint | undefined;
  /** The newest release that holds a cube made from the same and that somebody went back from. */
  readonly takenBackIn: (item: Item, fingerprint: Fingerprint) => string | undefined;
}

/**
 * Releases that were current once and that the current one does not build on, by itself or by those
 * before it: somebody went back behind them.
 */
function goneBackFrom(dataRoot: string, release: string | null): readonly string[] {
  const all = listReleases(dataRoot);
  const kept = new Set<string>();
  // A release that was pruned, or is broken, ends the line: what is older than it is not known.
  for (let name = release; name !== null && all.includes(name); name = previousOf(dataRoot, name)) kept.add(name);
  const oldest = all.findIndex((name) => kept.has(name));
  return all.filter((name, index) => index > oldest && oldest >= 0 && !kept.has(name));
}

function previousOf(dataRoot: string, name: string): string | null {
  try {
    return readReleaseManifest(dataRoot, name).previous;
  } catch (error) {
    if (error instanceof Failure) return null;
    throw error;
  }
}

/** Reads the manifest of the current release. */
export function readPublished(dataRoot: string): Published {
  const release = currentRelease(dataRoot);
  const cubes = release === null ? [] : readReleaseManifest(dataRoot, release).cubes;
  const takenBack = new Map(
    goneBackFrom(dataRoot, release).flatMap((name) =>
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
    released: cubes.map(({ code, year, synthetic }) => ({ code, year, synthetic })),
    has: ({ code, year }) => byKey.has(`${code} ${year}`),
    yearsOf: (code) => years(code).sort((a, b) => a - b),
    releaseOf: (code) => {
      const of = new Set(cubes.filter((cube) => cube.code === code).map((cube) => cube.release));
      return listReleases(dataRoot).findLast((name) => of.has(name)) ?? null;
    },
    takenBackIn: ({ code, year }, { whole }) => takenBack.get(`${code} ${year} ${whole}`),
    fingerprintOf: ({ code, year }) => byKey.get(`${code} ${year}`)?.fingerprint,
  };
}
