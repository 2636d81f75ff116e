/**
 * Cubes and supports computed with Spark are those of the embedded engine, to the byte: on an
 * ordinary delivery and on hostile ones. All cases are one application.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Catalogue, openCatalogue, variablesOf } from '../../pipeline/catalogue/index.ts';
import { type Cluster, withDuckDB } from '../../pipeline/engine/index.ts';
import { type RunManifest, runCubes } from '../../pipeline/run/index.ts';
import { synthesise } from '../../pipeline/synth/index.ts';
import { delivered, fileOf, write } from '../input/deliver.ts';
import { csvCatalogue, csvDelivery, RICH } from '../input/shapes.ts';
import { deliveryArbitrary } from '../property/delivery-arbitrary.ts';
import { withEveryKind } from '../property/every-kind.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { casesOf, TIME_LIMIT } from '../support/depth.ts';
import { copyTree } from '../support/scene.ts';
import { REPOSITORY, shippedCatalogue, withTolerance } from '../support/shipped-catalogue.ts';
import { writeDelivery } from '../support/write-delivery.ts';
import { BAD_DELIVERIES } from './bad-deliveries.ts';
import { asOneApplication, atUris, elsewhere, isSparkInstalled, localSpark } from './installed.ts';
import { below, brokenText, exchangedWhileRead, NO_UTF_8, refusalOf } from './refusals.ts';

interface Case {
  readonly name: string;
  readonly catalogue: Catalogue;
  /** Makes the delivery and gives its data root. */
  readonly deliver: () => Promise<string>;
  readonly years: readonly number[];
  readonly codes?: readonly string[];
  readonly fuse?: boolean;
  readonly partitions?: number;
  /** On Spark the files are named by URIs, and this machine does not read them. */
  readonly atUris?: true;
}

const catalogue = withTolerance(shippedCatalogue());

async function synthetic(): Promise<string> {
  const dataRoot = makeDataRoot();
  const engine = { threads: 1, memoryLimit: '1GB', tempDirectory: join(dataRoot, 'tmp') };
  const roots = { referenceRoot: join(REPOSITORY, 'data', 'reference'), sqlRoot: join(REPOSITORY, 'sql') };
  await withDuckDB(engine, undefined, (opened) =>
    synthesise(opened, { dataRoot, ...roots, beneficiaries: 20_000, years: [2023], seed: 1, force: false }),
  );
  return dataRoot;
}

/** Unknowns, corrections, ties, sectors that are unknown or end in ZZZZ, claims of nobody. */
async function hostile(seed: number, ...years: readonly number[]): Promise<string> {
  const dataRoot = makeDataRoot();
  for (const year of years) {
    const [delivery] = fc.sample(deliveryArbitrary(year, 120, 500), { numRuns: 1, seed });
    if (delivery !== undefined) await writeDelivery(dataRoot, delivery, { files: 3 });
  }
  return dataRoot;
}

/** The same rows, with other types in every file: texts, doubles, moments, wider numbers. */
async function mixed(): Promise<string> {
  const columns = [
    '*',
    `* REPLACE (CAST(SS00015 AS TIMESTAMP) AS SS00015, CAST(SS00020 AS DOUBLE) AS SS00020,
      CAST(QUANTITY AS DECIMAL(9,1)) AS QUANTITY, CAST(SS00060 AS DOUBLE) AS SS00060,
      CAST(SS00065A AS VARCHAR) AS SS00065A, CAST(SS00065B AS USMALLINT) AS SS00065B,
      CAST(SS00075 AS DOUBLE) AS SS00075)`,
    `* REPLACE (STRFTIME(SS00015, '%Y/%m/%d') AS SS00015, SS00020 || '.0' AS SS00020, ' ' || QUANTITY AS QUANTITY,
      CAST(SS00060 AS VARCHAR) AS SS00060, CAST(SS00065B AS BIGINT) AS SS00065B,
      CAST(PRACTITIONER_CAT AS FLOAT) AS PRACTITIONER_CAT, CAST(SS00075 AS VARCHAR) AS SS00075,
      CAST(COALESCE(CAST(PRACTICE_ID AS VARCHAR), 'NaN') AS DOUBLE) AS PRACTICE_ID)`,
  ];
  const rowsOf = (part: number) => `(SELECT * FROM (${RICH.health_care}) AS claim WHERE SS00010 % 3 = ${part})`;
  const dataRoot = await delivered({ ...RICH, health_care: `FROM ${rowsOf(0)} AS claim` });
  for (const part of [1, 2])
    await write(
      fileOf(dataRoot, 'health_care', 2023, `part-${part}.parquet`),
      `SELECT ${columns[part]} FROM ${rowsOf(part)} AS claim`,
    );
  return dataRoot;
}

/** One person has more cases than a packed sum holds. */
async function beyondPacking(): Promise<string> {
  const dataRoot = makeDataRoot();
  const claim = {
    SS00015: '2023-03-01',
    SS00020: 453552,
    SS00060: '10.00',
    SS00065A: 10000021,
    SS00065B: 930,
    PRACTITIONER_CAT: 10,
    SS00075: 71000710,
    PRACTICE_ID: null,
  };
  await writeDelivery(dataRoot, {
    year: 2023,
    healthCare: [4000, 4000, 1].map((QUANTITY, i) => ({ ...claim, SS00010: i < 2 ? 1 : 2, QUANTITY })),
    population: [1, 2, 3].map((person) => ({ PP0010: person, PP0015: 1980, SECTOR_DEC31: '11001A00-' })),
    practitioner: [],
  });
  return dataRoot;
}

/** Put together from several years, which a delivery of one year does not allow. */
const SEVERAL_YEARS = Object.values(catalogue.indicators)
  .filter(({ measure: { numerator, denominator, pooled } }) =>
    [...variablesOf(numerator), ...variablesOf(denominator)].some(
      (name) => pooled !== undefined || ['window', 'dated'].includes(catalogue.variables[name]?.kind ?? ''),
    ),
  )
  .map(({ code }) => code);
const ONE_YEAR = Object.keys(catalogue.indicators).filter((code) => !SEVERAL_YEARS.includes(code));
const SOME = ['cube_013_021', 'stat_003_007', 'stat_020_033'];

const CASES: readonly Case[] = [
  { name: 'an ordinary delivery', catalogue: shippedCatalogue(), codes: ONE_YEAR, deliver: synthetic, years: [2023] },
  { name: 'a hostile delivery', catalogue, codes: ONE_YEAR, deliver: () => hostile(1, 2023), years: [2023] },
  {
    name: 'figures over several years',
    // Every year is drawn anew: nobody is known to be there a year before.
    catalogue: { ...catalogue, checks: { ...catalogue.checks, members_persist: { tolerance: 1 } } },
    codes: SEVERAL_YEARS,
    deliver: () => hostile(6, 2020, 2021, 2022, 2023),
    years: [2022],
  },
  {
    name: 'two hostile years, not fused',
    catalogue,
    codes: [...SOME, 'stat_003_011'],
    deliver: () => hostile(2, 2019, 2022),
    years: [2019, 2022],
    fuse: false,
  },
  {
    name: 'a hostile delivery in three partitions',
    catalogue,
    codes: SOME,
    deliver: () => hostile(3, 2024),
    years: [2024],
    partitions: 3,
  },
  {
    name: 'CSV with names and days of its own',
    catalogue: openCatalogue(csvCatalogue(), REPOSITORY),
    codes: SOME,
    deliver: csvDelivery,
    years: [2023],
  },
  { name: 'files with other types each', catalogue, codes: SOME, deliver: mixed, years: [2023] },
  { name: 'files at URIs', catalogue, codes: SOME, deliver: mixed, years: [2023], atUris: true },
  {
    name: 'a member beyond packing',
    catalogue,
    codes: ['cube_013_004'],
    deliver: beyondPacking,
    years: [2023],
  },
  ...(casesOf(1) === 1
    ? []
    : [
        { name: 'all of it, not fused', catalogue, deliver: () => hostile(4, 2025), years: [2025], fuse: false },
        {
          name: 'every kind of measure',
          catalogue: withEveryKind(catalogue),
          deliver: () => hostile(5, 2022),
          years: [2022],
        },
      ]),
];

/** Bytes of every cube and support, by path. */
function bytesOf(dataRoot: string, { cubes }: RunManifest): Map<string, string> {
  const paths = cubes.flatMap(({ path, support }) => [path, support.path]);
  return new Map(paths.map((path) => [path, readFileSync(join(dataRoot, path)).toString('base64')]));
}

describe.runIf(isSparkInstalled)('Spark', () => {
  const found = new Map<
    string,
    { readonly here: Map<string, string>; readonly there: Map<string, string>; readonly manifest: RunManifest }
  >();

  const refusals = new Map<string, { readonly here: string; readonly there: string }>();
  let exchanged = '';

  beforeAll(async () => {
    const { cluster, application, close } = asOneApplication(localSpark(), CASES.length, makeDataRoot());
    for (const [name, deliver] of Object.entries({ ...BAD_DELIVERIES, [NO_UTF_8]: brokenText })) {
      const dataRoot = await deliver();
      const here = await refusalOf(catalogue, dataRoot);
      const there = await refusalOf(atUris(catalogue, dataRoot), makeDataRoot(), cluster, elsewhere(application));
      refusals.set(name, { here: below(dataRoot, here), there: below(`file://${dataRoot}`, there) });
    }
    exchanged = await exchangedWhileRead(catalogue, application);
    await Promise.all(
      CASES.map(async ({ name, deliver, catalogue: of, codes = [], years, fuse = true, partitions, atUris: far }) => {
        const [a, b] = [await deliver(), makeDataRoot()];
        if (!far) copyTree(a, b);
        const run = (dataRoot: string, on?: Cluster) =>
          runCubes({
            catalogue: far && on ? atUris(of, a) : of,
            dataRoot,
            codes,
            years,
            fuse,
            ...(partitions !== undefined && { partitions }),
            ...(on && { cluster: on }),
            engine: {
              threads: 1,
              memoryLimit: '1GB',
              tempDirectory: join(dataRoot, 'tmp'),
              ...(far && on && { elsewhere: elsewhere(application) }),
            },
          });
        const here = await run(a);
        const there = await run(b, cluster);
        found.set(name, { here: bytesOf(a, here), there: bytesOf(b, there), manifest: there });
      }),
    );
    await close();
  }, 2 * TIME_LIMIT);

  it.each(CASES)('$name: the same bytes', ({ name, catalogue: of, codes = Object.keys(of.indicators), years }) => {
    const { here, there } = found.get(name) ?? { here: new Map(), there: new Map() };
    expect(here.size).toBe(2 * codes.length * years.length);
    expect([...there.keys()].sort()).toEqual([...here.keys()].sort());
    const different = [...here].filter(([path, bytes]) => there.get(path) !== bytes).map(([path]) => path);
    expect(different).toEqual([]);
  });

  it.each(Object.keys(BAD_DELIVERIES))('refuses files at URIs in the same words where %s', (name) => {
    const { here, there } = refusals.get(name) ?? {};
    expect(here).not.toBe('not refused');
    expect(there).toBe(here);
  });

  it('refuses text at URIs that is not UTF-8', () => {
    const { here, there } = refusals.get(NO_UTF_8) ?? {};
    expect(here).toContain('is not valid UTF8');
    expect(there).toContain(
      'claims/population/year=2023/part-0.parquet: 200 of 200 values of SECTOR_DEC31 do not fit VARCHAR',
    );
  });

  it('refuses files at URIs that change while they are read', () => {
    expect(exchanged).toBe(
      'Failure: the delivery changed while it was read:\n  claims/health_care/year=2023/part-0.parquet',
    );
  });

  it('names what was listed of files at URIs in the manifest', () => {
    const { manifest } = found.get('files at URIs') ?? {};
    expect(manifest?.inputs.map(({ path }) => path)).toEqual(
      manifest?.inputs.map(() => expect.stringMatching(/^file:\/\/\/.*\/claims\/.*\.parquet$/)),
    );
    for (const { listed } of manifest?.inputs ?? [])
      expect(listed).toEqual({ modified: expect.stringMatching(/^\d{4}-\d\d-\d\dT/), version: null });
  });

  it('tallies a year again without packing where a member is beyond it', () => {
    const statementsOf = (name: string) => found.get(name)?.manifest.years[0]?.statements.map(({ id }) => id) ?? [];
    expect(statementsOf('a hostile delivery')).toContain('capacity beneficiary_member');
    expect(statementsOf('a member beyond packing')).toContain('tally tally_beneficiary_municipality_age_group');
    expect(statementsOf('a member beyond packing')).not.toContain('capacity beneficiary_member');
  });

  it('is named in the manifest of the run', () => {
    for (const { manifest } of found.values())
      expect(manifest.cluster).toEqual({
        name: 'spark',
        master: 'local[2]',
        version: expect.stringMatching(/^\d+\.\d+/),
      });
  });
});
