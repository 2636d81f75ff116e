/**
 * What real deliveries do to a careless query is in the data, and what the data checks refuse is
 * not.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTables, openWorkbench, REFERENCE, type Workbench } from './deliver.ts';

const IMAGING = `('rx', 'chest_rx', 'ultrasound', 'dental', 'ct', 'cbct', 'mri', 'scintigraphy', 'interventional_diagnostic',
  'interventional_therapeutic')`;
const TITLES = '(348, 398, 586, 599, 668, 693, 737, 788, 798, 810, 811, 868)';

let bench: Workbench;
beforeAll(async () => {
  bench = await openWorkbench();
  await bench.deliver({ beneficiaries: 60_000, years: [2012, 2023, 2024], seed: 7 });
  await openTables(bench);
  await bench.engine.execute(`CREATE TABLE reference_sector AS FROM
    read_csv('${REFERENCE}/geo/statistical_sectors_2011.csv', all_varchar = true)`);
  await bench.engine.execute(`CREATE TABLE reference_municipality AS FROM
    read_csv('${REFERENCE}/geo/municipalities.csv', all_varchar = true)`);
});
afterAll(() => bench.close());

async function value(sql: string): Promise<number> {
  const [row] = await bench.engine.query(sql);
  return Number(Object.values(row ?? {})[0]);
}

/** Name of the trap to a query that counts it. */
const TRAPS: Readonly<Record<string, string>> = {
  'correction rows with negative quantity and amount':
    'SELECT count(*) FROM health_care WHERE "QUANTITY" < 0 AND "SS00060" < 0',
  'corrections in a file of their own': `SELECT count(*) FROM health_care WHERE filename LIKE '%part-corrections-%'`,
  'corrections of the same service in another file': `SELECT count(*) FROM health_care AS c
    JOIN health_care AS o USING ("SS00010", "SS00015", "SS00020", "SS00065A")
    WHERE c."QUANTITY" < 0 AND o."QUANTITY" > 0 AND c.filename <> o.filename AND c.year = o.year`,
  'people whose examinations were all taken back': `SELECT count(*) FROM (
    SELECT h.year, "SS00010" FROM health_care AS h JOIN code AS n ON n.code = "SS00020"
    WHERE n.category IN ${IMAGING} GROUP BY ALL HAVING sum("QUANTITY") = 0)`,
  'partial corrections': `SELECT count(*) FROM (
    SELECT year, "SS00010", "SS00015", "SS00020", "SS00065A" FROM health_care
    GROUP BY ALL HAVING min("QUANTITY") < 0 AND sum("QUANTITY") > 0 AND count(*) = 2)`,
  'negative net sums': `SELECT count(*) FROM (
    SELECT year, "SS00010", "SS00020" FROM health_care GROUP BY ALL HAVING sum("QUANTITY") < 0)`,
  'quantities above one': 'SELECT count(*) FROM health_care WHERE "QUANTITY" > 1',
  'hospital twins with a hospital':
    'SELECT count(*) FROM health_care WHERE "SS00020" // 10 % 2 = 0 AND "SS00075" % 1000 = 710',
  orphans:
    'SELECT count(*) FROM health_care AS h ANTI JOIN population AS p ON p."PP0010" = h."SS00010" AND p.year = h.year',
  'number 586 borne by many internists before July 2012': `SELECT count(DISTINCT "SS00065A") - 100 FROM health_care
    WHERE "SS00065B" = 586 AND "SS00015" < DATE '2012-07-01'`,
  'number 586 borne by geneticists today': `SELECT count(*) FROM health_care WHERE "SS00065B" = 586 AND year = 2023`,
  'panoramic codes after their end': `SELECT count(*) FROM health_care AS h JOIN code AS n ON n.code = "SS00020"
    WHERE n.category = 'dental' AND "SS00015" >= n.valid_to`,
  'panoramic codes that succeed them': `SELECT count(*) FROM health_care WHERE "SS00020" IN (307296, 377311)`,
  'unknown codes': 'SELECT count(*) FROM health_care AS h ANTI JOIN code AS n ON n.code = h."SS00020"',
  'flat fees and supplements without an examination': `SELECT count(*) FROM (
    SELECT h.year, "SS00010" FROM health_care AS h JOIN code AS n ON n.code = "SS00020" GROUP BY ALL
    HAVING bool_or(n.category = 'not_an_exam') AND NOT bool_or(n.category IN ${IMAGING}))`,
  'members of a medical house with fewer than six forfaits': `SELECT count(*) FROM (
    SELECT year, "SS00010" FROM health_care WHERE "SS00020" = 109616 AND "SS00075" % 1000 = 805
    GROUP BY ALL HAVING sum("QUANTITY") BETWEEN 1 AND 5)`,
  'forfaits outside a medical house':
    'SELECT count(*) FROM health_care WHERE "SS00020" = 109616 AND "SS00075" % 1000 <> 805',
  'global medical files without a practice':
    'SELECT count(*) FROM health_care WHERE "SS00020" = 102771 AND "PRACTICE_ID" IS NULL',
  'missing practitioners': 'SELECT count(*) FROM health_care WHERE "SS00065A" IS NULL AND "SS00020" <> 109616',
  'missing qualifications': 'SELECT count(*) FROM health_care WHERE "SS00065B" IS NULL AND "PRACTITIONER_CAT" < 20',
  'radiology trainees': 'SELECT count(*) FROM health_care WHERE "SS00065B" IN (93, 96)',
  'nurses and laboratories': 'SELECT count(*) FROM health_care WHERE "PRACTITIONER_CAT" IN (40, 80)',
  'ultrasound by others than radiologists': `SELECT count(*) FROM health_care AS h JOIN code AS n ON n.code = "SS00020"
    WHERE n.category = 'ultrasound' AND "SS00065B" IN (340, 730)`,
  'dental images by radiologists': `SELECT count(*) FROM health_care AS h JOIN code AS n ON n.code = "SS00020"
    WHERE n.category = 'dental' AND "SS00065B" = 930`,
  'billing practitioners outside the register': `SELECT count(*) FROM health_care AS h
    ANTI JOIN practitioner AS p ON p."SS00065A" = h."SS00065A" AND p.year = h.year WHERE h."SS00065A" IS NOT NULL`,
  'practitioners without address': 'SELECT count(*) FROM practitioner WHERE "ADDRESS_NIS" IS NULL',
  'geneticists who bill under two numbers': `SELECT count(*) FROM (
    SELECT year, "SS00065A" FROM health_care WHERE "SS00065A" // 100000 = 190
    GROUP BY ALL HAVING count(DISTINCT "SS00065B") = 2)`,
  'geneticists whose title nets to zero': `SELECT count(*) FROM (
    SELECT year, "SS00065A" FROM health_care WHERE "SS00065B" IN ${TITLES} AND "SS00065A" IS NOT NULL
    GROUP BY ALL HAVING sum("QUANTITY") = 0)`,
  deaths: 'SELECT count(*) FROM population WHERE "PP0040" IS NOT NULL',
  births: 'SELECT count(*) FROM population WHERE "PP0015" = year',
  'unknown years of birth': 'SELECT count(*) FROM population WHERE "PP0015" IS NULL',
  'homes known on 30 June only':
    'SELECT count(*) FROM population WHERE "SECTOR_DEC31" IS NULL AND "SECTOR_JUN30" IS NOT NULL AND "PP0040" IS NULL',
  'homes not known at all': 'SELECT count(*) FROM population WHERE "SECTOR_DEC31" IS NULL AND "SECTOR_JUN30" IS NULL',
  'moves in the second half of the year': 'SELECT count(*) FROM population WHERE "SECTOR_DEC31" <> "SECTOR_JUN30"',
  'unknown sectors of a known municipality': `SELECT count(*) FROM population WHERE "SECTOR_DEC31" LIKE '%ZZZZ'`,
};

/** Files of a member: at the medical house, and elsewhere. */
const filedAt = (elsewhere: boolean) => `
  WITH house AS (SELECT DISTINCT year, "SS00010" AS id, "PRACTICE_ID" AS house FROM health_care
    WHERE "SS00020" = 109616 AND "SS00075" % 1000 = 805)
  SELECT count(*) FROM health_care AS h JOIN house AS m ON m.year = h.year AND m.id = h."SS00010"
  WHERE h."SS00020" = 102771 AND h."QUANTITY" > 0 AND (h."PRACTICE_ID" <> m.house) = ${elsewhere}`;

describe('traps', () => {
  test.each(Object.entries(TRAPS))('there are %s', async (_, sql) => {
    expect(await value(sql)).toBeGreaterThan(0);
  });

  test.each([
    ['at it', false],
    ['elsewhere', true],
  ])('members of a medical house have files %s', async (_, elsewhere) => {
    expect(await value(filedAt(elsewhere))).toBeGreaterThan(0);
  });

  test('geneticists lie on both sides of 5 % of an income of 230,000 EUR', async () => {
    const income = `SELECT sum("SS00060") AS income FROM health_care WHERE year = 2023 AND "SS00065A" // 100000 = 190
      GROUP BY "SS00065A"`;
    expect(await value(`SELECT count(*) FROM (${income}) WHERE income < 12450`)).toBeGreaterThan(5);
    expect(await value(`SELECT count(*) FROM (${income}) WHERE income > 12450`)).toBeGreaterThan(5);
  });
});

describe('data checks', () => {
  test.each(
    Object.entries({
      'services outside the year of their folder': 'SELECT count(*) FROM health_care WHERE year("SS00015") <> year',
      'people twice in a year':
        'SELECT count(*) FROM (SELECT year, "PP0010" FROM population GROUP BY ALL HAVING count(*) > 1)',
      'practitioners twice in a year':
        'SELECT count(*) FROM (SELECT year, "SS00065A" FROM practitioner GROUP BY ALL HAVING count(*) > 1)',
      'ages beyond 0 to 105': 'SELECT count(*) FROM population WHERE year - "PP0015" NOT BETWEEN 0 AND 105',
      'sectors in no list': `SELECT count(*) FROM population AS p
      ANTI JOIN reference_sector AS s ON s.sector_code = coalesce("SECTOR_DEC31", "SECTOR_JUN30")
      WHERE coalesce("SECTOR_DEC31", "SECTOR_JUN30") IS NOT NULL`,
      'addresses outside the municipalities of the year': `SELECT count(*) FROM practitioner AS p
      ANTI JOIN reference_municipality AS m ON m.nis_code = p."ADDRESS_NIS" AND m.valid_from <= p.year || '-12-31'
        AND coalesce(m.valid_to, '2999') > p.year || '-12-31'
      WHERE "ADDRESS_NIS" IS NOT NULL`,
      'services after the month of death': `SELECT count(*) FROM health_care AS h
      JOIN population AS p ON p."PP0010" = h."SS00010" AND p.year = h.year AND date_trunc('month', "SS00015") > "PP0040"`,
      'the deceased in a later year': `SELECT count(*) FROM population AS p JOIN population AS q USING ("PP0010")
      WHERE p."PP0040" IS NOT NULL AND q.year > p.year`,
      'people who change sex or year of birth': `SELECT count(*) FROM (SELECT "PP0010" FROM population GROUP BY ALL
      HAVING count(DISTINCT "PP0015") > 1 OR count(DISTINCT "PP0020") > 1)`,
    }),
  )('there are no %s', async (_, sql) => {
    expect(await value(sql)).toBe(0);
  });

  test('orphans, homes not known and codes out of date stay below a hundredth', async () => {
    const rows = await value('SELECT count(*) FROM health_care');
    const people = await value('SELECT count(*) FROM population');
    expect((await value(TRAPS.orphans ?? '')) / rows).toBeLessThan(0.005);
    expect((await value(TRAPS['homes not known at all'] ?? '')) / people).toBeLessThan(0.006);
    expect((await value(TRAPS['unknown codes'] ?? '')) / rows).toBeLessThan(0.0001);
  });

  test('there are about as many living people as asked for, eight to nine rows each', async () => {
    for (const year of [2012, 2023]) {
      const living = await value(`SELECT count(*) FROM population WHERE year = ${year} AND "PP0040" IS NULL`);
      expect(Math.abs(living / 60_000 - 1)).toBeLessThan(0.05);
      const rows = await value(`SELECT count(*) FROM health_care WHERE year = ${year}`);
      expect(rows / living).toBeGreaterThan(8);
      expect(rows / living).toBeLessThan(9.5);
    }
  });
});
