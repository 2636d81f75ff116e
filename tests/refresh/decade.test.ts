/**
 * A decade of quarters, replayed with a clock that is given: what is due appears, nothing is
 * computed twice, and history can be made again.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { printQuarter, type Quarter } from '../../pipeline/base/index.ts';
import type { Catalogue } from '../../pipeline/catalogue/index.ts';
import type { RefreshReport } from '../../pipeline/refresh/index.ts';
import { listReleases, readReleaseManifest, verifyRelease } from '../../pipeline/release/index.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { casesOf, spread } from '../support/depth.ts';
import { actionsOf, hashesOf, refreshOf, requestOf } from './refreshing.ts';
import { deliver, makeCatalogue, open, quickly } from './small-country.ts';

/** 2016Q3 to 2026Q4. */
const QUARTERS: readonly Quarter[] = Array.from({ length: 42 }, (_, i) => ({
  year: 2016 + Math.floor((i + 2) / 4),
  quarter: ((i + 2) % 4) + 1,
}));

let catalogue: Catalogue;
beforeAll(() => {
  // The whole of history is looked at.
  catalogue = { ...open(makeCatalogue(quickly)), releases: { keep: null } };
});

/** The delivery of a year is there in the autumn after it. */
async function replay(dataRoot: string, quarters: readonly Quarter[]): Promise<Map<string, RefreshReport>> {
  const reports = new Map<string, RefreshReport>();
  for (let year = 2013; year <= 2015; year += 1) await deliver(dataRoot, year);
  for (const quarter of quarters) {
    if (quarter.quarter === 4 && quarter.year > 2016) await deliver(dataRoot, quarter.year - 1);
    reports.set(printQuarter(quarter), await refreshOf(catalogue, dataRoot, printQuarter(quarter)));
  }
  return reports;
}

/** What the sheets promise, written down by hand. */
function expectedOf({ year, quarter }: Quarter): string[] {
  if (quarter === 3) return [`stat_003_007 ${year - 2} compute`];
  if (quarter !== 4) return [];
  const imaging = year >= 2017 ? [`cube_013_001 ${year - 2} compute`, `cube_013_021 ${year - 2} compute`] : [];
  return [...imaging, ...(year >= 2020 ? [`stat_020_033 ${year - 1} compute`] : [])];
}

describe('a decade', () => {
  let first: string;
  let reports: Map<string, RefreshReport>;
  beforeAll(async () => {
    first = makeDataRoot();
    reports = await replay(first, QUARTERS);
  });

  it.each(QUARTERS.map((quarter) => [printQuarter(quarter), quarter] as const))(
    '%s brings what is due',
    (name, quarter) => {
      const report = reports.get(name);
      const expected = expectedOf(quarter);
      expect(actionsOf(report ?? { items: [] })).toEqual(expected);
      expect(report?.release).toBe(expected.length === 0 ? null : name);
    },
  );

  it('computes nothing twice', () => {
    const computed = [...reports.values()].flatMap(actionsOf);
    expect(new Set(computed).size).toBe(computed.length);
  });

  it('adds to every release what was due, and changes nothing that was published', () => {
    let before: Record<string, string> = {};
    for (const release of listReleases(first)) {
      const now = hashesOf(first, `releases/${release}/cubes`);
      expect(now).toMatchObject(before);
      const added = Object.keys(now).filter((path) => before[path] === undefined);
      expect(added).toHaveLength(reports.get(release)?.items.length ?? 0);
      expect(readReleaseManifest(first, release).created.slice(0, 4)).toBe(release.slice(0, 4));
      before = now;
    }
    expect(Object.keys(before)).toHaveLength(10 * 2 + 11 + 7);
  });

  it('verifies to the end, as every release did when it was published', async () => {
    const { engine } = requestOf(catalogue, first, '2026Q4');
    const releases = listReleases(first);
    const looked = spread(casesOf(6, releases.length), 0, releases.length - 1).map((i) => releases[i] ?? '');
    for (const release of looked)
      expect(await verifyRelease({ dataRoot: first, release, engine })).toMatchObject({ release, valid: true });
  });

  it('comes out the same when it is replayed', async () => {
    const second = makeDataRoot();
    const again = QUARTERS.slice(0, casesOf(10, QUARTERS.length));
    await replay(second, again);
    const names = again.map(printQuarter);
    const expected = listReleases(first).filter((release) => names.includes(release));
    expect(listReleases(second)).toEqual(expected);
    for (const release of expected) {
      for (const folder of ['cubes', 'metadata'])
        expect(hashesOf(second, `releases/${release}/${folder}`)).toEqual(
          hashesOf(first, `releases/${release}/${folder}`),
        );
    }
  });
});
