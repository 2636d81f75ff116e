/**
 * A release that was called safe and disclosed two cells: imaging, and imaging by a radiologist, by
 * age in two arrondissements. Suppressed as it was then, the folder is refused for the relation
 * between the two, which no invariant declares.
 */
import { chmodSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { cubes } from '../cli/command.ts';
import type { Row } from '../oracle/index.ts';
import { type Document, makeCatalogue, open } from '../refresh/small-country.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { cubePath, query, readParquet } from '../support/read-cube.ts';
import { runPipeline } from '../support/run-pipeline.ts';
import { REPOSITORY } from '../support/shipped-catalogue.ts';
import { type AnyManifest, signRelease } from '../support/sign-release.ts';
import { writeDelivery } from '../support/write-delivery.ts';
import { copyOf, pathOf, publish, YEAR } from './scene.ts';

const [ALL, RADIO] = ['cube_013_001', 'cube_013_003'];
const CODES = [ALL, RADIO];
const BANDS = ['0-9', '10-19', '20-29', '30-39', '40-49', '50-59', '60-69', '70-79', '80-89', '90+'];
/** Persons with imaging, and those of them with imaging by a radiologist, by age. */
const PLACES = [
  {
    sector: '11001A00-',
    areas: ['02000', '10000', '11000'],
    all: [5, 10, 12, 14, 16, 18, 17, 15, 9, 2],
    radio: [5, 9, 11, 12, 14, 17, 16, 14, 9, 2],
  },
  {
    sector: '62063K20-',
    areas: ['03000', '60000', '62000'],
    all: [6, 30, 32, 34, 36, 38, 37, 35, 3, 2],
    radio: [3, 20, 21, 22, 24, 27, 26, 24, 0, 2],
  },
  {
    sector: '21001A503',
    areas: ['04000', '21000'],
    all: [30, 30, 30, 30, 30, 30, 30, 30, 30, 30],
    radio: [20, 20, 20, 20, 20, 20, 20, 20, 20, 20],
  },
];
const PERSONS = 60;
/**
 * By cube and age band, which cells of the first two places were suppressed: with the status that
 * was published.
 */
const SUPPRESSED: Readonly<Record<string, Readonly<Record<string, readonly ['A' | 'D', 'A' | 'D']>>>> = {
  [ALL]: { '80-89': ['D', 'A'], '90+': ['A', 'A'] },
  [RADIO]: { '0-9': ['D', 'A'], '90+': ['A', 'A'] },
};

const shipped = parse(readFileSync(join(REPOSITORY, 'indicators.yaml'), 'utf8')) as Document;
const catalogue = open(
  makeCatalogue((document) => {
    document.indicators = Object.fromEntries(
      CODES.map((code) => {
        const { standardise: _, ...indicator } = shipped.indicators[code] ?? {};
        return [code, { ...indicator, smallest_level: 'arrondissement', tests: [], related: [] }];
      }),
    );
  }),
);
let published: string;
let asBefore: string;

beforeAll(async () => {
  const persons = PLACES.flatMap(({ sector, all, radio }, place) =>
    BANDS.flatMap((_, band) =>
      Array.from({ length: PERSONS }, (_person, index) => ({
        key: 1_000_000 + (place * BANDS.length + band) * PERSONS + index,
        born: YEAR - 5 - 10 * band,
        sector,
        has: { all: index < (all[band] ?? 0), radio: index < (radio[band] ?? 0) },
      })),
    ),
  );
  published = makeDataRoot();
  await writeDelivery(published, {
    year: YEAR,
    population: persons.map(
      ({ key, born, sector }, index): Row => ({
        PP0010: key,
        PP0015: born,
        PP0020: 1 + (index % 2),
        SECTOR_DEC31: sector,
        BIM: false,
      }),
    ),
    healthCare: persons.flatMap(({ key, has }): Row[] =>
      has.all
        ? [
            {
              SS00010: key,
              SS00015: `${YEAR}-03-01`,
              SS00020: 455011,
              QUANTITY: 1,
              SS00060: 30,
              SS00065A: 10000001,
              SS00065B: has.radio ? 930 : 3,
              PRACTITIONER_CAT: 10,
            },
          ]
        : [],
    ),
    practitioner: [{ SS00065A: 10000001, ADDRESS_NIS: '11001' }],
  });
  await runPipeline(catalogue, published, { codes: CODES, years: [YEAR] });
  await publish(catalogue, published, CODES);
  asBefore = copyOf(published);
  for (const code of CODES) await suppressAsBefore(code);
  signRelease(join(asBefore, 'releases', '2024Q4'));
});

/**
 * Writes the figures of a cube with the cells suppressed that were suppressed then, and no others.
 */
async function suppressAsBefore(code: string): Promise<void> {
  const file = join(asBefore, 'releases', '2024Q4', pathOf(code));
  const cases = Object.entries(SUPPRESSED[code] ?? {}).flatMap(([band, statuses]) =>
    statuses.map((status, place) => {
      const areas = (PLACES[place]?.areas ?? []).map((area) => `'${area}'`);
      return `WHEN cube.age_group = '${band}' AND cube.ref_area IN (${areas.join(', ')}) THEN '${status}'`;
    }),
  );
  const figures = ['numerator', 'denominator', 'obs_value', 'ci_lower', 'ci_upper'].map(
    (name) => `CASE WHEN status = 'F' THEN cube.${name} END AS ${name}`,
  );
  chmodSync(join(file, '..'), 0o755);
  await query(
    `COPY (SELECT shown.* REPLACE (${figures.join(', ')}, status AS conf_status,
        CASE WHEN status = 'F' THEN cube.obs_status ELSE 'Q' END AS obs_status)
      FROM (SELECT *, CASE ${cases.join(' ')} ELSE 'F' END AS status FROM '${cubePath(published, code, YEAR)}' AS cube) AS cube
      JOIN '${file}' AS shown USING (time_period, area_level, ref_area, age_group)
      ORDER BY ALL) TO '${file}.new' (FORMAT parquet)`,
  );
  renameSync(`${file}.new`, file);
}

const audit = (root: string) => cubes(['--data', root, 'audit', 'current', '--json']);

it('is published with other cells suppressed, and its folder is safe', async () => {
  const statusesIn = (root: string) =>
    Promise.all(
      CODES.map(async (code) =>
        (await readParquet(join(root, 'releases', 'current', pathOf(code)))).map(({ conf_status: status }) => status),
      ),
    );
  const [now, then] = [await statusesIn(published), await statusesIn(asBefore)];
  expect(now.flat().length).toBe(then.flat().length);
  expect(now).not.toEqual(then);
  expect((await audit(published)).code).toBe(0);
});

it('is refused with the cells suppressed as they were', async () => {
  const { code, stdout, stderr } = await audit(asBefore);
  expect(code).toBe(6);
  const [year] = JSON.parse(stdout).years;
  expect(year).toMatchObject({ consistent: true, safe: false });
  // Those of 90 years or more in the first arrondissement, of both cubes.
  expect(year.exactlyDisclosed).toBeGreaterThanOrEqual(2);
  expect(year.worst.map(({ cell }: { cell: readonly string[] }) => cell[1])).toContain('90+');
  expect(stderr).toContain(`${year.exactlyDisclosed} of ${year.targets}`);
});

it('is refused for what follows from the definitions: without it, nothing is found', async () => {
  const declaredAlone = copyOf(asBefore);
  signRelease(join(declaredAlone, 'releases', '2024Q4'), (manifest: AnyManifest) => {
    const { figureRelations } = manifest;
    expect(figureRelations.relations.some(({ from }) => from !== undefined)).toBe(true);
    Object.assign(manifest, {
      figureRelations: {
        ...figureRelations,
        relations: figureRelations.relations.filter(({ from }) => from === undefined),
        families: [],
      },
    });
  });
  expect((await audit(declaredAlone)).code).toBe(0);
});
