/**
 * Every gate does not publish a delivery or a figure that it is there for, says which and by how
 * much, and lets it pass when somebody decides so.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../pipeline/base/index.ts';
import type { Catalogue } from '../../pipeline/catalogue/index.ts';
import { openDuckDB } from '../../pipeline/engine/index.ts';
import { runGates } from '../../pipeline/refresh/index.ts';
import {
  currentRelease,
  type Finding,
  type GateResult,
  readAcceptance,
  readReleaseManifest,
} from '../../pipeline/release/index.ts';
import { type CubeRecord, readRecipes, readRecord } from '../../pipeline/run/index.ts';
import { InputCache } from '../../pipeline/store/index.ts';
import { damagePages } from '../input/damage-pages.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { cubePath, query } from '../support/read-cube.ts';
import { actionsOf, hashesOf, refreshOf } from './refreshing.ts';
import { wholeCopyOf } from './scene.ts';
import { type Delivered, deliver, makeCatalogue, open } from './small-country.ts';

const [BEFORE, QUARTER] = ['2024Q4', '2025Q4'];

let catalogue: Catalogue;
let dataRoot: string;

let base: string;
beforeAll(async () => {
  catalogue = open(makeCatalogue());
  base = makeDataRoot();
  for (const year of [2022, 2023]) await deliver(base, year);
  await refreshOf(catalogue, base, BEFORE);
});

/** A first release of 2022, and the deliveries of 2023 and 2024 as they are reported. */
beforeEach(() => {
  dataRoot = wholeCopyOf(base);
});

async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Failure)) throw new Error(`no failure but ${String(error)}`);
  return error;
}

/** Delivers 2023 once more, as it is reported, and 2024. */
async function redeliver(delivered: Delivered): Promise<void> {
  await deliver(dataRoot, 2023, delivered);
  await deliver(dataRoot, 2024);
}

/** Municipality 11002 and arrondissement 62000 are these people. */
const IN_11002 = 'i % 18 BETWEEN 3 AND 5';
const IN_62000 = 'i % 18 >= 12';

const CASES: readonly [string, Delivered, RegExp][] = [
  [
    'claims_by_month',
    { claims: 'm <> 3' },
    /^ {2}claims_by_month, health_care 2023: month 3 -100 % \(3\d\d to 0\); tolerated 35 %\.$/m,
  ],
  [
    'claims_by_profession',
    { claims: 'profession <> 11' },
    /^ {2}claims_by_profession, health_care 2023: profession 11 -100 % \(\d+ to 0\); tolerated 35 %\.$/m,
  ],
  [
    'beneficiaries_delivered',
    { people: 1_400 },
    /^ {2}beneficiaries_delivered, population 2023: rows -6.7 % \(1,500 to 1,400\); tolerated 5 %\.$/m,
  ],
  [
    'previous_year',
    { claims: 'code <> 455011 OR i % 2 = 0' },
    /^ {2}previous_year, cube_013_001 2023: the country goes from \d\d(\.\d+)? \(2022\) to \d\d(\.\d+)?, -4\d(\.\d)? %; tolerated 30 %\.$/m,
  ],
  [
    'areas_in_line',
    { claims: `NOT (${IN_62000}) OR code NOT IN (455011, 453154) OR i % 6 = 0` },
    /^ {2}areas_in_line, cube_013_001 2023: arrondissement 62000 is \d+\.\d deviations from the others \(since 2022\), allowed 8\.$/m,
  ],
  [
    'municipalities_present',
    { claims: `NOT (${IN_11002})`, population: `NOT (${IN_11002})` },
    /^ {2}municipalities_present, cube_013_001 2023: 1 of 6 are empty that were not in 2022 \(municipality 11002\); tolerated 0\.$/m,
  ],
];

describe.each(CASES)('%s', (gate, delivered, message) => {
  it('stops a refresh, which publishes when it is accepted', async () => {
    await redeliver(delivered);
    const before = hashesOf(dataRoot, 'releases');
    const failure = await failureOf(refreshOf(catalogue, dataRoot, QUARTER));
    expect(failure.exitCode).toBe(4);
    expect(failure.message).toMatch(/^\d+ gates? failed; nothing was published:\n/);
    expect(failure.message).toMatch(message);
    expect(failure.help).toMatch(/--accept \w+:\w+ --reason TEXT/);
    expect(hashesOf(dataRoot, 'releases')).toEqual(before);

    const failed = [...failure.message.matchAll(/^ {2}(\w+), /gm)].map(([, name = '']) => name);
    expect(failed).toContain(gate);
    const accept = [...new Set(failed)].map((name) => ({ gate: name, reason: `known: ${name}` }));
    const report = await refreshOf(catalogue, dataRoot, QUARTER, { accept });
    expect(actionsOf(report).filter((line) => line.endsWith('compute'))).toEqual([]);
    expect(currentRelease(dataRoot)).toBe(QUARTER);
    const manifest = JSON.parse(readFileSync(join(dataRoot, 'releases', QUARTER, 'manifest.json'), 'utf8'));
    const accepted = (manifest.gates as GateResult[])
      .filter(({ outcome }) => outcome === 'accepted')
      .map((result) => [result.gate, result.reason]);
    expect(accepted).toContainEqual([gate, `known: ${gate}`]);
  });
});

it('published_release stops a year that differs from its published figures', async () => {
  await deliver(dataRoot, 2022, { claims: 'code <> 455011 OR i % 9 > 0' });
  const failure = await failureOf(refreshOf(catalogue, dataRoot, BEFORE));
  expect(failure.message).toMatch(
    /^ {2}published_release, cube_013_001 2022: the country goes from 52 \(the current release\) to \d\d(\.\d+)?, -\d(\.\d)? %; tolerated 2 %\.$/m,
  );
});

it('a data check stops a refresh before anything is computed, and its tolerance can be changed afterwards', async () => {
  await redeliver({ population: 'i % 50 > 0' });
  const failure = await failureOf(refreshOf(catalogue, dataRoot, QUARTER));
  expect(failure.exitCode).toBe(4);
  expect(failure.message).toMatch(/^the data failed 1 check; nothing was computed:\n {2}2023 orphan: /);

  const accept = [{ gate: 'orphan', reason: 'the register follows in March' }];
  const report = await refreshOf(catalogue, dataRoot, QUARTER, { accept });
  const orphan = report.gates.filter(({ gate }) => gate === 'orphan');
  expect(orphan.map(({ subject, outcome, reason }) => [subject, outcome, reason])).toEqual([
    ['delivery 2023', 'accepted', 'the register follows in March'],
  ]);
});

it('what is accepted for an indicator or source that nothing has is refused', () => {
  const read = (text: string) => () => readAcceptance(catalogue, text, 'known');
  expect(read('previous_year:cube_013_02')).toThrow('`cube_013_02` in `--accept previous_year:cube_013_02` is neither');
  expect(read('previous_year:cube_013_021')()).toMatchObject({ gate: 'previous_year', subject: 'cube_013_021' });
  expect(read('orphan:delivery')()).toMatchObject({ gate: 'orphan', subject: 'delivery' });
});

it('what is accepted for one indicator is not accepted for another', async () => {
  await redeliver({ claims: 'code NOT IN (455011, 453154) OR i % 5 = 0' });
  const accept = [{ gate: 'previous_year', subject: 'cube_013_001', reason: 'x' }];
  const failure = await failureOf(refreshOf(catalogue, dataRoot, QUARTER, { accept }));
  expect(failure.message).toContain('previous_year, cube_013_021 2023');
  expect(failure.message).not.toContain('previous_year, cube_013_001 2023');
});

it('what the catalogue accepts is reported with its reason', async () => {
  const known = open(
    makeCatalogue(({ gates }) => {
      Object.assign(gates.previous_year ?? {}, {
        accepted: [{ of: 'cube_013_001', year: 2023, reason: 'A new tariff.' }],
      });
    }),
  );
  await redeliver({ claims: 'code <> 455011 OR i % 2 = 0' });
  const { gates } = await refreshOf(known, dataRoot, QUARTER, { only: ['cube_013_001'] });
  expect(gates.filter(({ outcome }) => outcome !== 'pass')).toEqual([
    expect.objectContaining({
      gate: 'previous_year',
      subject: 'cube_013_001 2023',
      outcome: 'accepted',
      reason: 'A new tariff.',
    }),
  ]);
});

it('a few people are reported as few: no message of a gate contains a number of one to four', async () => {
  await redeliver({ claims: 'i < 1 OR code <> 102771' });
  const findings = await gatesOf(await computed(2024, 'stat_020_033'));
  expect(findings.map(({ message }) => message).join('\n')).toMatch(/few, as in 2023; tolerated 30 %/);
  const ofFigures = findings.filter(({ gate }) => ['previous_year', 'published_release'].includes(gate));
  for (const { message } of ofFigures) expect(message).not.toMatch(/(^|[ (])[1-4][ ).]/);
});

describe('levels_agree', () => {
  it('finds every cell where a level has lost a member', async () => {
    await redeliver({});
    const record = await computed(2023, 'cube_013_001');
    const [good] = (await gatesOf(record)).filter(({ gate }) => gate === 'levels_agree');
    expect(good).toMatchObject({ fails: false, message: 'the levels agree in all 11 cells.' });
    const file = cubePath(dataRoot, 'cube_013_001', 2023);
    await query(
      `COPY (SELECT * REPLACE (numerator - CAST(ref_area = '62063' AND age_group IN ('total', '0-9') AS BIGINT) AS numerator) FROM read_parquet('${file}', hive_partitioning = false)) TO '${file}' (FORMAT parquet)`,
    );
    const [bad] = (await gatesOf(record)).filter(({ gate }) => gate === 'levels_agree');
    expect(bad).toMatchObject({
      subject: 'cube_013_001 2023',
      fails: true,
      message: 'regions, arrondissements and municipalities add up to different sums in 2 of 11 cells.',
    });
  });
});

describe('a decision', () => {
  it('names a gate or a data check, and gives a reason', () => {
    expect(readAcceptance(catalogue, 'previous_year:cube_013_001', ' new tariff ')).toEqual({
      gate: 'previous_year',
      subject: 'cube_013_001',
      reason: 'new tariff',
    });
    expect(readAcceptance(catalogue, 'orphan', 'known')).toEqual({ gate: 'orphan', reason: 'known' });
    expect(readAcceptance(catalogue, 'revision:cube_013_001:2023', 'known')).toEqual({
      gate: 'revision',
      subject: 'cube_013_001 2023',
      reason: 'known',
    });
    expect(() => readAcceptance(catalogue, 'revision:cube_013_001:23', 'known')).toThrow(
      expect.objectContaining({ kind: 'usage', message: expect.stringContaining('is not a year') }),
    );
    expect(() => readAcceptance(catalogue, 'previous_yaer', 'known')).toThrow(
      expect.objectContaining({ kind: 'usage', help: 'did you mean `previous_year`?' }),
    );
    expect(() => readAcceptance(catalogue, 'orphan', ' ')).toThrow(expect.objectContaining({ kind: 'usage' }));
  });
});

it('a damaged page that a gate is the first to read is reported with its file, and nothing is published', async () => {
  await redeliver({});
  await damagePages(join(dataRoot, 'claims/health_care/year=2023/part-0.parquet'), 'PRACTITIONER_CAT');
  const before = hashesOf(dataRoot, 'releases');
  const failure = await failureOf(refreshOf(catalogue, dataRoot, QUARTER, { only: ['cube_013_001'] }));
  expect(failure.exitCode).toBe(4);
  expect(failure.message).toContain('claims/health_care/year=2023/part-0.parquet cannot be read as parquet: ');
  expect(readRecord(dataRoot, 'cube_013_001', 2023)).toBeDefined();
  expect(hashesOf(dataRoot, 'releases')).toEqual(before);
});

it('synthetic: figures of synthetic data are not published beside figures of real data, unless somebody decides so', async () => {
  await redeliver({});
  for (const source of ['health_care', 'population', 'practitioner'])
    writeFileSync(join(dataRoot, 'claims', source, 'year=2023', 'SYNTHETIC'), '');
  const { kind, message } = await failureOf(refreshOf(catalogue, dataRoot, QUARTER));
  expect(kind).toBe('data');
  expect(message).toContain(
    'synthetic, release: figures of synthetic data (2023) would stand beside figures of real data (2022, 2023, 2024).',
  );
  const accept = [readAcceptance(catalogue, 'synthetic', 'a demonstration')];
  await refreshOf(catalogue, dataRoot, QUARTER, { accept });
  expect(readReleaseManifest(dataRoot, QUARTER)).toMatchObject({
    synthetic: true,
    accepted: [{ gate: 'synthetic', reason: 'a demonstration' }],
  });
});

/** The record of a cube that a refresh has computed, whatever its gates said. */
async function computed(year: number, code: string): Promise<CubeRecord> {
  await refreshOf(catalogue, dataRoot, QUARTER).catch(() => undefined);
  const record = readRecord(dataRoot, code, year);
  if (record === undefined) throw new Error(`no cube of ${code} in ${year}`);
  return record;
}

/** The findings of every gate on one cube. */
async function gatesOf(record: CubeRecord): Promise<Finding[]> {
  const engine = await openDuckDB({ threads: 1, memoryLimit: '500MB', tempDirectory: join(dataRoot, 'work', 'tmp') });
  try {
    const { code, year } = record.cube;
    const published = join(dataRoot, 'releases', BEFORE, 'cubes');
    const cache = new InputCache(dataRoot);
    return await runGates({
      engine,
      catalogue,
      dataRoot,
      cache,
      fresh: [{ code, year, record }],
      released: [],
      releasedFile: (item) => join(published, item.code, `year=${item.year}`, `${item.code}.parquet`),
      withdrawals: [],
      recipeOf: readRecipes(catalogue),
    });
  } finally {
    engine.close();
  }
}
