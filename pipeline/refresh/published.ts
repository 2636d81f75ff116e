/**
 * What the current release holds, indicator by indicator and year by year, and what each cube was
 * made from.
 */
import { Failure } from '../base/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { Item } from '../plan/index.ts';
import {
  currentRelease,
  findWithdrawals,
  listReleases,
  type PublishedCube,
  publishedCubes,
  type ReleasedCube,
  readReleaseManifest,
  releaseFolder,
  type Withdrawal,
} from '../release/index.ts';
import type { Fingerprint } from '../run/index.ts';

/** An indicator whose published figures are carried on under another code. */
export interface Renamed {
  readonly code: string;
  readonly formerly: string;
}

export interface Published {
  /** The current release; null before the first. */
  readonly release: string | null;
  /** What it holds, under the codes of today. */
  readonly released: readonly ReleasedCube[];
  /** The file of a cube; undefined where it holds none. */
  readonly fileOf: (item: Item) => string | undefined;
  /** What readers of it would not find any more in the next release. */
  readonly withdrawals: () => readonly Withdrawal[];
  /** Indicators that it has under another code. */
  readonly renamed: readonly Renamed[];
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
  // A release that was pruned, or is broken, ends the line: older ones are unknown.
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

function renamedOf(known: readonly PublishedCube[]): Renamed[] {
  const others = known.filter(({ cube, published }) => cube.code !== published.code);
  const pairs = others.map(({ cube, published }) => [published.code, cube.code] as const);
  return [...new Map(pairs)].map(([formerly, code]) => ({ code, formerly }));
}

/** Reads the manifest of the current release. */
export function readPublished(catalogue: Catalogue, dataRoot: string): Published {
  const release = currentRelease(dataRoot);
  const known = release === null ? [] : publishedCubes(catalogue, readReleaseManifest(dataRoot, release));
  const cubes = known.map(({ cube }) => cube);
  const takenBack = new Map(
    goneBackFrom(dataRoot, release).flatMap((name) =>
      publishedCubes(catalogue, readReleaseManifest(dataRoot, name)).map(({ cube }) => [
        `${cube.code} ${cube.year} ${cube.fingerprint.whole}`,
        name,
      ]),
    ),
  );
  const byKey = new Map(cubes.map((cube) => [`${cube.code} ${cube.year}`, cube]));
  const years = (code: string) => cubes.filter((cube) => cube.code === code).map(({ year }) => year);
  return {
    release,
    released: cubes,
    fileOf: ({ code, year }) => {
      const file = known.find(({ cube }) => cube.code === code && cube.year === year)?.published.path;
      return release === null || file === undefined ? undefined : releaseFolder(dataRoot, release, file);
    },
    withdrawals: () => findWithdrawals(catalogue, dataRoot),
    renamed: renamedOf(known),
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
