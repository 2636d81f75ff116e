/**
 * A year in the life of an operator: a delivery that is late, partial, doubled, without one fund,
 * right, corrected; a release taken back; a catalogue changed five times. Each step goes on where
 * the last one ended.
 */
import { copyFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RefreshReport, RefreshRequest } from '../../pipeline/refresh/index.ts';
import {
  currentRelease,
  diffReleases,
  listReleases,
  readReleaseManifest,
  rollbackTo,
  verifyRelease,
} from '../../pipeline/release/index.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { query } from '../support/read-cube.ts';
import { actionsOf, refreshOf, requestOf } from './refreshing.ts';
import { type Delivered, type Document, deliver, makeCatalogue, open, quickly } from './small-country.ts';

const [IMAGING, INTERVENTION] = ['cube_013_001', 'cube_013_021'] as const;
const [FIRST, QUARTER] = ['2023Q4', '2024Q4'] as const;

let dataRoot: string;
/** What the operator has done to the catalogue so far. */
const changes: ((document: Document) => void)[] = [
  (document) => {
    quickly(document);
    for (const code of ['stat_003_007', 'stat_020_033']) delete document.indicators[code];
  },
];
const catalogue = () =>
  open(
    makeCatalogue((document) => {
      for (const change of changes) change(document);
    }),
  );
const refresh = (more: Partial<RefreshRequest> = {}): Promise<RefreshReport> =>
  refreshOf(catalogue(), dataRoot, QUARTER, more);
const accept = (...gates: readonly string[]) => gates.map((gate) => ({ gate, reason: 'the operator knows' }));

const part = (year: number, name = 'part-0.parquet') => join(dataRoot, 'claims', 'health_care', `year=${year}`, name);

/** A year's delivery of seven sickness funds; `claims` are those that came. */
async function fundsDeliver(year: number, { claims = 'TRUE', ...rest }: Delivered = {}): Promise<void> {
  rmSync(join(dataRoot, 'claims', 'health_care', `year=${year}`), { recursive: true, force: true });
  await deliver(dataRoot, year, rest);
  const sent = `SELECT *, CAST(1 + SS00010 % 7 AS SMALLINT) AS SENDER FROM read_parquet('${part(year)}', hive_partitioning = false)`;
  await query(`COPY (SELECT * FROM (${sent}) WHERE ${claims}) TO '${part(year, 'sent.parquet')}' (FORMAT parquet)`);
  renameSync(part(year, 'sent.parquet'), part(year));
}

/** What the next refresh is refused for, and that nothing has come of it. */
async function refusal(more: Partial<RefreshRequest> = {}): Promise<{ message: string; help: string | undefined }> {
  const before = currentRelease(dataRoot);
  try {
    await refresh(more);
  } catch (error) {
    const { message, help, exitCode } = error as { message: string; help: string | undefined; exitCode: number };
    expect([exitCode, currentRelease(dataRoot)]).toEqual([4, before]);
    return { message, help };
  }
  throw new Error('it was released');
}

beforeAll(async () => {
  dataRoot = makeDataRoot();
  await fundsDeliver(2021);
  expect((await refreshOf(catalogue(), dataRoot, FIRST)).release).toBe(FIRST);
});

describe('the autumn delivery', () => {
  it('is late: the quarter cannot be refreshed, and the first release stays', async () => {
    expect((await refusal()).message).toContain('2022: due in 2024Q4, but no health_care');
  });

  it('comes in part: half of the year is missing, and the months say so', async () => {
    await fundsDeliver(2022, { claims: 'MONTH(SS00015) <= 6' });
    const { message, help } = await refusal();
    expect(message).toContain('claims_by_month, health_care 2022');
    expect(help).toContain('--accept');
  });

  it('comes doubled: a file is sent a second time under another name', async () => {
    await fundsDeliver(2022);
    copyFileSync(part(2022), part(2022, 'resent.parquet'));
    expect((await refusal()).message).toContain('duplicate_file');
  });

  it('comes without one fund, whose absence is named', async () => {
    await fundsDeliver(2022, { claims: 'SENDER <> 3' });
    expect((await refusal()).message).toContain('claims_by_sender, health_care 2022');
  });

  it('is right at last, and released', async () => {
    await fundsDeliver(2022);
    const report = await refresh();
    expect(actionsOf(report)).toEqual([`${IMAGING} 2022 compute`, `${INTERVENTION} 2022 compute`]);
    expect(report.release).toBe(QUARTER);
  });
});

describe('after the release', () => {
  it('a correction is published as one: a release of its own, with other figures of that year alone', async () => {
    await fundsDeliver(2022, { claims: 'SS00010 % 100 <> 7' });
    const { release } = await refresh({ changed: true });
    expect(release).toBe(`${QUARTER}-2`);
    const { engine } = requestOf(catalogue(), dataRoot, QUARTER);
    const { figures } = await diffReleases({ dataRoot, from: QUARTER, to: 'current', engine });
    expect(new Set(figures.map(({ year }) => year))).toEqual(new Set([2022]));
  });

  it('it was no correction: the release before is current again, and what was taken back stays so', async () => {
    const { engine } = requestOf(catalogue(), dataRoot, QUARTER);
    await rollbackTo({ dataRoot, release: QUARTER, engine });
    expect(currentRelease(dataRoot)).toBe(QUARTER);
    const report = await refresh({ changed: true });
    expect(report.release).toBeNull();
    expect(
      report.items.filter(({ why }) => why.includes('--force publishes them again')).map(({ year }) => year),
    ).toEqual([2022, 2022]);
    await fundsDeliver(2022);
    expect((await refresh({ changed: true })).release).toBeNull();
  });
});

describe('the catalogue changes five times', () => {
  const published = () => readReleaseManifest(dataRoot, currentRelease(dataRoot) ?? '').cubes;

  it('a title: nothing is computed or released', async () => {
    changes.push(({ indicators }) =>
      Object.assign(indicators[IMAGING] ?? {}, { title: { fr: 'x', nl: 'x', en: 'x' } }),
    );
    expect((await refresh({ changed: true })).release).toBeNull();
  });

  it('a dimension more: its published years are computed again', async () => {
    changes.push(({ indicators }) =>
      Object.assign(indicators[INTERVENTION] ?? {}, { dimensions: ['age_group', 'sex'] }),
    );
    const report = await refresh({ changed: true });
    expect(actionsOf(report).filter((line) => line.endsWith('compute'))).toEqual([
      `${INTERVENTION} 2021 compute`,
      `${INTERVENTION} 2022 compute`,
    ]);
    expect(report.release).toBe(`${QUARTER}-3`);
  });

  it('another code: the history goes on under it', async () => {
    changes.push(({ indicators }) => {
      indicators.cube_013_901 = { ...indicators[IMAGING], replaces: IMAGING };
      delete indicators[IMAGING];
    });
    const { release, items } = await refresh({ changed: true });
    expect(items.filter(({ action }) => action === 'compute')).toEqual([]);
    expect(release).toBe(`${QUARTER}-4`);
    expect(published().map(({ code, year }) => `${code} ${year}`)).toEqual([
      `${INTERVENTION} 2021`,
      `${INTERVENTION} 2022`,
      'cube_013_901 2021',
      'cube_013_901 2022',
    ]);
  });

  it('another definition: all its years are computed again, once somebody has said that they may move', async () => {
    changes.push(({ indicators }) => {
      const measure = { share: { of: 'beneficiary', where: { IMAG_DIAG_N: { at_least: 1 } } }, per: 100 };
      Object.assign(indicators.cube_013_901 ?? {}, { measure });
    });
    expect((await refusal({ changed: true })).message).toContain('published_release, cube_013_901');
    const accepted = accept('published_release', 'previous_year', 'areas_in_line');
    expect((await refresh({ changed: true, accept: accepted })).release).toBe(`${QUARTER}-5`);
  });

  it('an indicator less: nobody loses it without having been asked', async () => {
    changes.push(({ indicators }) => {
      delete indicators[INTERVENTION];
    });
    expect((await refusal({ changed: true })).help).toContain(`--accept withdrawn:${INTERVENTION}`);
    expect((await refresh({ changed: true, accept: accept('withdrawn') })).release).toBe(`${QUARTER}-6`);
    expect(new Set(published().map(({ code }) => code))).toEqual(new Set(['cube_013_901']));
  });
});

it('in the end every release is as it was published', async () => {
  const { engine } = requestOf(catalogue(), dataRoot, QUARTER);
  const releases = listReleases(dataRoot);
  expect(releases).toHaveLength(7);
  for (const release of releases)
    expect(await verifyRelease({ dataRoot, release, engine })).toMatchObject({ release, valid: true });
});
