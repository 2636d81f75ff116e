/**
 * Every release is a complete snapshot: what is new, what is carried over, what is not published
 * any more, how long all is kept.
 */
import { chmodSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Catalogue } from '../../pipeline/catalogue/index.ts';
import {
  currentRelease,
  listReleases,
  type ReleaseAudit,
  readReleaseManifest,
  rollbackTo,
  verifyRelease,
} from '../../pipeline/release/index.ts';
import { readParquet } from '../support/read-cube.ts';
import { runPipeline } from '../support/run-pipeline.ts';
import {
  catalogue,
  computed,
  copyOf,
  deliver,
  engineOf,
  hashesBelow,
  pathOf,
  publish,
  releaseOf,
  withPolicy,
} from './computed.ts';

const SHARE = 'cube_013_021';
const COUNT = 'stat_020_033';

let valid: string;
let dataRoot: string;
beforeAll(async () => {
  valid = await computed([SHARE, COUNT], [2022, 2023]);
});
beforeEach(() => {
  dataRoot = copyOf(valid);
});

const inodeOf = (...path: string[]) => statSync(releaseOf(dataRoot, ...path)).ino;
const keep = (n: number | null): Catalogue => ({ ...catalogue, releases: { keep: n } });
const day = (n: number) => new Date(Date.UTC(2026, 0, n));

describe('a release after another', () => {
  it('carries over every cube that is not new, as the same file', async () => {
    await publish(dataRoot, '2025Q4', [SHARE, COUNT], [2022]);
    const second = await publish(dataRoot, '2026Q4', [SHARE, COUNT], [2023]);
    expect(second.previous).toBe('2025Q4');
    expect(second.cubes.map(({ code, year, release }) => [code, year, release])).toEqual([
      [SHARE, 2022, '2025Q4'],
      [SHARE, 2023, '2026Q4'],
      [COUNT, 2022, '2025Q4'],
      [COUNT, 2023, '2026Q4'],
    ]);
    expect(inodeOf('2026Q4', pathOf(SHARE, 2022))).toBe(inodeOf('2025Q4', pathOf(SHARE, 2022)));
    expect(inodeOf('2026Q4', `metadata/${SHARE}.json`)).toBe(inodeOf('2025Q4', `metadata/${SHARE}.json`));
    const { checks, inputs } = readReleaseManifest(dataRoot, '2026Q4');
    expect([...new Set(checks.map(({ year }) => year))].sort()).toEqual([2022, 2023]);
    expect(
      Object.values(inputs)
        .flat()
        .map(({ year }) => year),
    ).toEqual(expect.arrayContaining([2022, 2023]));
    expect((await verifyRelease({ dataRoot, release: '2026Q4', engine: engineOf(dataRoot) })).valid).toBe(true);
  });

  it('of the same quarter is numbered, and shares what came out the same', async () => {
    await publish(dataRoot, '2026Q4', [SHARE], [2023]);
    const again = await publish(dataRoot, '2026Q4', [SHARE], [2023]);
    expect(again.release).toBe('2026Q4-2');
    expect(again.cubes[0]?.release).toBe('2026Q4');
    expect(inodeOf('2026Q4-2', pathOf(SHARE, 2023))).toBe(inodeOf('2026Q4', pathOf(SHARE, 2023)));
    expect((await publish(dataRoot, '2026Q4', [SHARE], [2023])).release).toBe('2026Q4-3');
    expect(listReleases(dataRoot)).toEqual(['2026Q4', '2026Q4-2', '2026Q4-3']);
  });

  it('replaces a cube that was computed from another delivery, and leaves the older release as it was', async () => {
    await publish(dataRoot, '2026Q4', [SHARE], [2023]);
    const before = hashesBelow(releaseOf(dataRoot, '2026Q4'));
    await deliver(dataRoot, [2023], 2);
    await runPipeline(catalogue, dataRoot, { codes: [SHARE], years: [2023] });
    const accept = [{ gate: 'revision', reason: 'the first delivery was of another country' }];
    const { cubes, release } = await publish(dataRoot, '2026Q4', [SHARE], [2023], { accept });
    expect(cubes[0]?.release).toBe(release);
    expect(hashesBelow(releaseOf(dataRoot, '2026Q4'))).toEqual(before);
    expect(hashesBelow(releaseOf(dataRoot, release))[pathOf(SHARE, 2023)]).not.toBe(before[pathOf(SHARE, 2023)]);
  });

  it('leaves out what the catalogue does not publish any more, and says so', async () => {
    await publish(dataRoot, '2025Q4', [SHARE, COUNT], [2022]);
    const { [COUNT]: _, ...indicators } = catalogue.indicators;
    const second = await publish(dataRoot, '2026Q4', [SHARE], [2023], { catalogue: { ...catalogue, indicators } });
    expect(second.cubes.map(({ code }) => code)).toEqual([SHARE, SHARE]);
    expect(second.unpublished).toEqual([{ code: COUNT, year: 2022 }]);
    expect(Object.keys(hashesBelow(releaseOf(dataRoot, '2026Q4'))).some((path) => path.includes(COUNT))).toBe(false);
  });

  it('protects everything again where the policy is another', async () => {
    await publish(dataRoot, '2025Q4', [SHARE], [2022]);
    const stricter = withPolicy({ threshold: 10 });
    const audits: ReleaseAudit[] = [];
    const onAudit = (audit: ReleaseAudit) => audits.push(audit);
    const second = await publish(dataRoot, '2026Q4', [COUNT], [2023], { catalogue: stricter, onAudit });
    expect(second.cubes.find(({ code }) => code === SHARE)).toMatchObject({
      release: '2026Q4',
      protection: { threshold: 10 },
    });
    const cells = await readParquet(releaseOf(dataRoot, '2026Q4', pathOf(SHARE, 2022)));
    expect(cells.filter(({ numerator }) => Number(numerator) > 0 && Number(numerator) < 10)).toEqual([]);
    // Cells of 5 to 9 that the first release showed are out.
    const before = await readParquet(releaseOf(dataRoot, '2025Q4', pathOf(SHARE, 2022)));
    const shown = before.filter(({ numerator }) => Number(numerator) > 0 && Number(numerator) < 10).length;
    expect(shown).toBeGreaterThan(0);
    expect(audits[0]).toMatchObject({ safe: true, years: [{ year: 2022, shown: 0, exactlyDisclosed: 0 }] });
    expect(audits[0]?.years[0]?.previouslyDisclosed).toBeGreaterThanOrEqual(shown);
  });

  it('is refused where the policy is another and the cube behind is gone', async () => {
    await publish(dataRoot, '2025Q4', [SHARE], [2022]);
    rmSync(`${dataRoot}/work/cubes/${SHARE}`, { recursive: true });
    const stricter = withPolicy({ threshold: 10 });
    await expect(publish(dataRoot, '2026Q4', [COUNT], [2023], { catalogue: stricter })).rejects.toMatchObject({
      kind: 'disclosure',
    });
    expect(currentRelease(dataRoot)).toBe('2025Q4');
  });
});

describe('what is not published', () => {
  it.each([
    [
      'a cube that was not computed',
      () => publish(dataRoot, '2026Q4', [SHARE], [2021]),
      'was not computed|cannot be released',
    ],
    ['a quarter that is none', () => publish(dataRoot, '2026', [SHARE], [2023]), 'is not a quarter'],
    ['nothing at all', () => publish(dataRoot, '2026Q4', [], []), 'no cube'],
  ])('%s', async (_, attempt, said) => {
    await expect(attempt()).rejects.toThrow(new RegExp(said));
    expect(listReleases(dataRoot)).toEqual([]);
    expect(currentRelease(dataRoot)).toBeNull();
  });

  it.each(['parquet', 'support.parquet'])('a cube whose %s is not as it was computed', async (end) => {
    const file = `${dataRoot}/work/cubes/${SHARE}/year=2023/${SHARE}.${end}`;
    const bytes = readFileSync(file);
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    await expect(publish(dataRoot, '2026Q4', [SHARE], [2023])).rejects.toMatchObject({
      kind: 'data',
      message: expect.stringContaining('not as it was computed'),
    });
    expect(listReleases(dataRoot)).toEqual([]);
  });

  it('a file that was damaged since it was published', async () => {
    await publish(dataRoot, '2025Q4', [SHARE], [2022]);
    const file = releaseOf(dataRoot, '2025Q4', pathOf(SHARE, 2022));
    chmodSync(file, 0o644);
    const bytes = readFileSync(file);
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    await expect(publish(dataRoot, '2026Q4', [SHARE], [2023])).rejects.toMatchObject({
      kind: 'data',
      message: expect.stringContaining('not as it was published'),
    });
    expect(currentRelease(dataRoot)).toBe('2025Q4');
    expect(listReleases(dataRoot)).toEqual(['2025Q4']);
  });

  it('anything once it is interrupted', async () => {
    const controller = new AbortController();
    const attempt = publish(dataRoot, '2026Q4', [SHARE], [2023], {
      signal: controller.signal,
      onEvent: ({ label }) => label === 'verify' && controller.abort(),
    });
    await expect(attempt).rejects.toMatchObject({ kind: 'interrupted' });
    expect(listReleases(dataRoot)).toEqual([]);
  });
});

describe('releases are kept', () => {
  const history = async (n: number, retention: number | null) => {
    for (let i = 1; i <= n; i += 1)
      await publish(dataRoot, `202${i}Q4`, [COUNT], [2023], { catalogue: keep(retention), now: day(i) });
  };

  it('by the declared number, the newest first', async () => {
    await history(4, 3);
    expect(listReleases(dataRoot)).toEqual(['2022Q4', '2023Q4', '2024Q4']);
  });

  it('all of them where nothing is declared', async () => {
    await history(3, null);
    expect(listReleases(dataRoot)).toHaveLength(3);
  });

  it('by when they were published, whatever their quarter', async () => {
    await history(2, 2);
    await publish(dataRoot, '2016Q4', [COUNT], [2023], { catalogue: keep(2), now: day(9) });
    expect(listReleases(dataRoot)).toEqual(['2016Q4', '2022Q4']);
  });

  it('the current one and the one before it always', async () => {
    await history(3, null);
    await rollbackTo({ dataRoot, release: '2021Q4', engine: engineOf(dataRoot) });
    await publish(dataRoot, '2020Q4', [COUNT], [2023], { catalogue: keep(2), now: day(4) });
    expect(listReleases(dataRoot)).toEqual(['2020Q4', '2021Q4', '2023Q4']);
    expect(currentRelease(dataRoot)).toBe('2020Q4');
  });
});
