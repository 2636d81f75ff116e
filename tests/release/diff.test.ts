/** What is different between two releases. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Catalogue } from '../../pipeline/catalogue/index.ts';
import { diffReleases, type ReleaseChanges } from '../../pipeline/release/index.ts';
import { readParquet } from '../support/read-cube.ts';
import { runPipeline } from '../support/run-pipeline.ts';
import {
  primary as catalogue,
  computed,
  deliver,
  engineOf,
  pathOf,
  publish,
  releaseOf,
  withPolicy,
} from './computed.ts';

const SHARE = 'cube_013_001';
const COUNT = 'stat_020_033';
const strict = withPolicy({ threshold: 10, method: 'primary' });

let dataRoot: string;
const diff = (from: string, to: string) => diffReleases({ dataRoot, from, to, engine: engineOf(dataRoot) });
beforeAll(async () => {
  dataRoot = await computed([SHARE, COUNT], [2022, 2023]);
  await publish(dataRoot, '2024Q4', [SHARE, COUNT], [2022], { catalogue });
  await publish(dataRoot, '2025Q4', [SHARE], [2023], { catalogue });
  await publish(dataRoot, '2026Q1', [], [], { catalogue: strict });
  await deliver(dataRoot, [2023], 2);
  await runPipeline(catalogue, dataRoot, { codes: [SHARE], years: [2023] });
  const { [COUNT]: _, ...indicators } = catalogue.indicators;
  await publish(dataRoot, '2026Q2', [SHARE], [2022, 2023], { catalogue: { ...catalogue, indicators } });
});

describe('the difference of two releases', () => {
  it('is nothing where they are the same', async () => {
    expect(await diff('current', '2026Q2')).toEqual({
      version: 1,
      from: '2026Q2',
      to: '2026Q2',
      added: [],
      removed: [],
      columns: [],
      figures: [],
      unchanged: 2,
    });
  });

  it('reports cubes that are new, and compares no others', async () => {
    expect(await diff('2024Q4', '2025Q4')).toMatchObject({
      added: [{ code: SHARE, year: 2023 }],
      removed: [],
      figures: [],
      unchanged: 2,
    });
    expect(await diff('2025Q4', '2026Q2')).toMatchObject({ removed: [{ code: COUNT, year: 2022 }] });
  });

  it('counts by level the cells that changed, with the largest change', async () => {
    const { figures, unchanged } = await diff('2025Q4', '2026Q2');
    expect([...new Set(figures.map(({ code, year }) => `${code} ${year}`))]).toEqual([`${SHARE} 2023`]);
    expect(figures.map(({ level }) => level)).toEqual([
      'country',
      'region',
      'province',
      'arrondissement',
      'municipality',
    ]);
    // The other year has the footer of another catalogue and the same figures.
    expect(unchanged).toBe(1);

    const read = async (release: string) => {
      const rows = await readParquet(releaseOf(dataRoot, release, pathOf(SHARE, 2023)));
      return rows.filter(({ area_level }) => area_level === 'province');
    };
    const [before, after] = [await read('2025Q4'), await read('2026Q2')];
    const pairs = before.map((cell, i) => ({ before: cell, after: after[i] ?? {} }));
    const both = pairs.filter(({ before: b, after: a }) => b.obs_status !== 'Q' && a.obs_status !== 'Q');
    const largest = Math.max(
      ...both.map(({ before: b, after: a }) => Math.abs(Number(a.obs_value) - Number(b.obs_value))),
    );
    const reported = figures.find(({ level }) => level === 'province');
    expect(reported).toMatchObject({
      cells: before.length,
      changed: both.filter(({ before: b, after: a }) => JSON.stringify(b) !== JSON.stringify(a)).length,
      added: 0,
      removed: 0,
    });
    expect(Math.abs((reported?.largest?.after ?? 0) - (reported?.largest?.before ?? 0))).toBe(largest);
    const place = reported?.largest?.cell ?? {};
    const [cell] = after.filter((row) => row.ref_area === place.ref_area && row.age_group === place.age_group);
    expect(cell?.obs_value).toBe(reported?.largest?.after);
  });

  it('says nothing of a cell that one of the two suppresses', async () => {
    const shown = async (release: string) => {
      const rows = await readParquet(releaseOf(dataRoot, release, pathOf(SHARE, 2022)));
      return rows.filter(({ obs_status }) => obs_status !== 'Q').length;
    };
    expect(await shown('2026Q1')).toBeLessThan(await shown('2025Q4'));
    expect(await diff('2025Q4', '2026Q1')).toMatchObject({ figures: [], columns: [] });
    expect(await diff('2026Q1', '2025Q4')).toMatchObject({ figures: [], columns: [] });
  });

  it('reports columns that differ; cells of other dimensions are not compared', async () => {
    const sexes: Catalogue = {
      ...catalogue,
      indicators: {
        ...catalogue.indicators,
        [SHARE]: {
          ...(catalogue.indicators[SHARE] as Catalogue['indicators'][string]),
          dimensions: ['age_group', 'sex'],
        },
      },
    };
    await runPipeline({ ...sexes, invariants: {} }, dataRoot, { codes: [SHARE], years: [2022, 2023] });
    await expect(publish(dataRoot, '2026Q3', [SHARE], [2022], { catalogue: sexes })).rejects.toMatchObject({
      kind: 'data',
      message: expect.stringContaining(`${SHARE} of 2023 was published with other dimensions`),
    });
    const { release } = await publish(dataRoot, '2026Q3', [SHARE], [2022, 2023], { catalogue: sexes });
    const found = await diff('2026Q2', release);
    expect(found.columns).toEqual(
      [2022, 2023].map((year) => ({ code: SHARE, year, added: ['sex VARCHAR'], removed: [] })),
    );
    expect(found.figures).toEqual([]);
  });

  it('is refused of a release that is not there', async () => {
    await expect(diff('2024Q4', '2027Q4')).rejects.toMatchObject({ kind: 'usage' });
  });
});

describe('changes.json of a release', () => {
  const changesOf = (release: string): ReleaseChanges =>
    JSON.parse(readFileSync(releaseOf(dataRoot, release, 'changes.json'), 'utf8'));

  it('is that of the previous release, and of none in the first', async () => {
    expect(changesOf('2024Q4')).toMatchObject({ from: null, to: '2024Q4', cells: [], added: [], unchanged: 0 });
    const { cells, ...rest } = changesOf('2026Q2');
    expect(rest).toEqual(await diff('2026Q1', '2026Q2'));
    expect(cells.map(({ code, year }) => ({ code, year }))).toEqual([{ code: SHARE, year: 2023 }]);
  });

  it('has just the cells that both releases show with another value', async () => {
    const [found] = changesOf('2026Q2').cells;
    const [before, after] = await Promise.all(
      ['2026Q1', '2026Q2'].map((release) => readParquet(releaseOf(dataRoot, release, pathOf(SHARE, 2023)))),
    );
    const keyOf = (row: Readonly<Record<string, unknown>>) => `${row.area_level} ${row.ref_area} ${row.age_group}`;
    const old = new Map((before ?? []).map((row) => [keyOf(row), row]));
    const wanted = (after ?? []).flatMap((row) => {
      const was = old.get(keyOf(row));
      if (was === undefined || was.obs_status === 'Q' || row.obs_status === 'Q') return [];
      return was.obs_value === row.obs_value ? [] : [[keyOf(row), Number(was.obs_value), Number(row.obs_value)]];
    });
    expect(wanted.length).toBeGreaterThan(100);
    expect(found?.keys).toEqual(['area_level', 'ref_area', 'age_group']);
    const rows = (found?.rows ?? []).map(([level, area, age, was, is]) => [`${level} ${area} ${age}`, was, is]);
    expect(rows.map(String).sort()).toEqual(wanted.map(String).sort());
  });
});
