/**
 * Synthetic data against the published figures it is calibrated to; writes
 * docs/reference/calibration.md with UPDATE_DOCS=1.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Engine, openDuckDB } from '../../pipeline/engine/index.ts';
import { synthesise } from '../../pipeline/synth/index.ts';
import { MEASURES, type Measure } from './calibrated-measures.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const REFERENCE = join(ROOT, 'data', 'reference');
const PAGE = join(ROOT, 'docs', 'reference', 'calibration.md');
const BENEFICIARIES = 40_000;
const SEED = 2025;
const TOLERANCE = 0.1;

/**
 * Sums of quantity per beneficiary and year, straight from the definitions; codes count only inside
 * their dates.
 */
const PERSON = `
WITH claim AS (
  SELECT h.year, h."SS00010" AS id, n.category, h."QUANTITY" AS q, h."SS00075" % 1000 = 805 AS in_house, h."PRACTICE_ID" AS practice
  FROM health_care AS h
  JOIN nomenclature AS n
    ON n.code = h."SS00020"
    AND h."SS00015" >= coalesce(n.valid_from, DATE '1900-01-01')
    AND h."SS00015" < coalesce(n.valid_to, DATE '2999-01-01')
), used AS (
  SELECT
    year,
    id,
    sum(q) FILTER (WHERE category IN ('rx', 'chest_rx', 'ultrasound', 'dental', 'ct', 'cbct', 'mri', 'scintigraphy',
      'interventional_diagnostic', 'interventional_therapeutic')) AS imaging,
    sum(q) FILTER (WHERE category = 'ultrasound') AS ultrasound,
    sum(q) FILTER (WHERE category = 'rx') AS rx,
    sum(q) FILTER (WHERE category = 'mri') AS mri,
    sum(q) FILTER (WHERE category = 'ct') AS ct,
    sum(q) FILTER (WHERE category = 'gp_contact') AS gp_contact,
    sum(q) FILTER (WHERE category = 'gmd') AS gmd,
    sum(q) FILTER (WHERE category = 'medical_house' AND in_house) AS forfaits,
    sum(q) FILTER (WHERE category LIKE 'mammography_%' AND category NOT LIKE '%second_reading') AS mammography,
    sum(q) FILTER (WHERE category = 'mammography_programme') AS mammotest,
    sum(q) FILTER (WHERE category = 'cervical_smear_sampling') AS smear,
    sum(q) FILTER (WHERE category LIKE 'childbirth_%' AND category <> 'childbirth_monitoring') AS births,
    sum(q) FILTER (WHERE category = 'childbirth_caesarean') AS caesareans
  FROM claim
  GROUP BY year, id
), screened AS (
  SELECT
    year + k AS year,
    id,
    count(*) FILTER (WHERE mammography >= 1 AND k < 2) AS mammography_years,
    count(*) FILTER (WHERE mammotest >= 1 AND k < 2) AS mammotest_years,
    count(*) FILTER (WHERE smear >= 1) AS smear_years
  FROM used, range(3) AS r(k)
  GROUP BY ALL
), by_practice AS (
  SELECT
    year,
    id,
    practice,
    sum(q) FILTER (WHERE category = 'gmd') AS files,
    coalesce(sum(q) FILTER (WHERE category = 'medical_house' AND in_house), 0) AS forfaits
  FROM claim
  WHERE category IN ('gmd', 'medical_house')
  GROUP BY year, id, practice
), filed_elsewhere AS (
  SELECT DISTINCT year, id
  FROM by_practice
  WHERE files >= 1
    AND (practice IS NULL OR forfaits = 0)
)
SELECT
  p.year,
  m.region_nis,
  u.imaging, u.ultrasound, u.rx, u.mri, u.ct, u.gp_contact, u.gmd,
  coalesce(u.forfaits >= 6, false) AND e.id IS NULL AS medical_house,
  p.year - p."PP0015" AS age,
  p."PP0020" AS sex,
  u.births,
  u.caesareans,
  w.mammography_years,
  w.mammotest_years,
  w.smear_years,
  d.* EXCLUDE (year, id),
  y.stays,
  y.readmitted,
  y.nights
FROM population AS p
LEFT JOIN medicine AS d
  ON d.year = p.year AND d.id = p."PP0010"
LEFT JOIN (
  SELECT
    s.year,
    s."SS00010" AS id,
    count(*) AS stays,
    sum(s."DISCHARGE_DATE" - s."ADMISSION_DATE") AS nights,
    count(*) FILTER (EXISTS (
      SELECT 1
      FROM hospital_stay AS o
      WHERE o."SS00010" = s."SS00010"
        AND o."STAY_TYPE" = 1
        AND NOT o."TRANSFER_IN"
        AND o."ADMISSION_DATE" > s."DISCHARGE_DATE"
        AND o."ADMISSION_DATE" <= s."DISCHARGE_DATE" + 30
    )) AS readmitted
  FROM hospital_stay AS s
  WHERE s."STAY_TYPE" = 1
  GROUP BY ALL
) AS y
  ON y.year = p.year AND y.id = p."PP0010"
LEFT JOIN used AS u
  ON u.year = p.year AND u.id = p."PP0010"
LEFT JOIN screened AS w
  ON w.year = p.year AND w.id = p."PP0010"
LEFT JOIN filed_elsewhere AS e
  ON e.year = p.year AND e.id = p."PP0010"
LEFT JOIN sector AS s
  ON s.sector_code = coalesce(p."SECTOR_DEC31", p."SECTOR_JUN30")
LEFT JOIN municipality AS m
  ON m.nis_code = s.nis_code_2019`;

/** Medicines of a beneficiary and year, beside the claims. */
const MEDICINE = `
WITH substance AS (
  SELECT
    year,
    "SS00010" AS id,
    "ATC" AS atc,
    sum("QUANTITY") AS packages,
    sum("DDD") AS doses,
    sum("QUANTITY") FILTER ("PHARMACY_TYPE" = 1) AS public_packages,
    coalesce(sum("DDD") FILTER ("PHARMACY_TYPE" = 1), 0) AS public_doses,
    coalesce(sum("DDD") FILTER ("PHARMACY_TYPE" = 1 AND "CHEAP"), 0) AS cheap_doses
  FROM pharmacy
  GROUP BY ALL
)
SELECT
  year,
  id,
  sum(packages) AS packages,
  count(*) FILTER (doses >= 80 AND atc IS NOT NULL) AS medicines,
  ${['J01', 'C10', 'C09', 'C07'].map((atc) => `sum(doses) FILTER (atc LIKE '${atc}%') AS ${atc.toLowerCase()}_doses`).join(',\n  ')},
  sum(packages) FILTER (atc LIKE 'A10%') AS diabetes,
  sum(public_packages) FILTER (atc LIKE 'J01%') AS antibiotics,
  sum(public_doses) FILTER (atc LIKE 'J01%') AS antibiotic_doses,
  sum(public_doses) FILTER (atc LIKE 'N06A%') AS antidepressant_doses,
  sum(public_packages) FILTER (atc LIKE 'N02A%') AS opioids,
  sum(public_packages) FILTER (atc LIKE 'J07BB%') AS vaccines,
  sum(public_doses) FILTER (atc LIKE 'N02A%') AS opioid_doses,
  sum(cheap_doses) FILTER (atc LIKE 'N02A%') AS cheap_opioid_doses,
  sum(public_doses) AS public_doses,
  sum(cheap_doses) AS cheap_doses
FROM substance
GROUP BY ALL`;

interface Figure {
  readonly label: string;
  readonly year: number;
  readonly area: string;
  readonly published: number;
  readonly synthetic: number;
}

let engine: Engine;
let dataRoot: string;
let figures: Figure[];

beforeAll(async () => {
  dataRoot = mkdtempSync(join(tmpdir(), 'calibration-'));
  engine = await openDuckDB({ threads: 1, memoryLimit: '3GB', tempDirectory: join(dataRoot, 'tmp') });
  const csv = (path: string) => `read_csv('${join(REFERENCE, path)}', all_varchar = true)`;
  await engine.execute(`CREATE TABLE benchmark AS SELECT * REPLACE (year::INTEGER AS year, value::DOUBLE AS value)
    FROM ${csv('codes/benchmark_values.csv')}`);
  await engine.execute(`CREATE TABLE sector AS FROM ${csv('geo/statistical_sectors_2011.csv')}`);
  await engine.execute(`CREATE TABLE municipality AS FROM ${csv('geo/municipalities.csv')}`);
  await engine.execute(`CREATE TABLE nomenclature AS SELECT code::INTEGER AS code, category, valid_from::DATE AS valid_from,
    valid_to::DATE AS valid_to FROM ${csv('codes/nomenclature_sourced.csv')}`);
  const names = MEASURES.map((measure) => `'${measure.published}'`).join(', ');
  const years = await engine.query(`SELECT DISTINCT year FROM benchmark WHERE indicator IN (${names}) ORDER BY year`);
  await synthesise(engine, {
    dataRoot,
    referenceRoot: REFERENCE,
    sqlRoot: join(ROOT, 'sql'),
    beneficiaries: BENEFICIARIES,
    // 2011 lies within the windows of screening that end in 2012, and no other figure is of it.
    years: [2011, ...years.map((row) => Number(row.year))],
    seed: SEED,
    force: false,
  });
  for (const table of ['health_care', 'population', 'pharmacy', 'hospital_stay']) {
    const files = join(dataRoot, 'claims', table, '*', '*.parquet');
    await engine.execute(`CREATE VIEW ${table} AS FROM read_parquet('${files}', hive_partitioning = true)`);
  }
  await engine.execute(`CREATE TABLE medicine AS ${MEDICINE}`);
  await engine.execute(`CREATE TABLE person AS ${PERSON}`);
  figures = [];
  for (const measure of MEASURES) figures.push(...(await compare(measure)));
});

afterAll(() => {
  engine.close();
  rmSync(dataRoot, { recursive: true, force: true });
});

async function compare(measure: Measure): Promise<Figure[]> {
  const rows = await engine.query(`
    SELECT
      b.year,
      b.area,
      b.value * ${measure.scale ?? '1'} AS published,
      (SELECT ${measure.value} FROM person AS p WHERE p.year = b.year AND (b.area = 'BE' OR p.region_nis = b.area)) AS synthetic
    FROM benchmark AS b
    WHERE b.indicator = '${measure.published}'
    ORDER BY b.year, b.area = 'BE' DESC, b.area`);
  return rows.map((row) => ({
    label: measure.label,
    year: Number(row.year),
    area: String(row.area),
    published: Number(row.published),
    synthetic: Number(row.synthetic),
  }));
}

const AREAS: Readonly<Record<string, string>> = {
  BE: 'Belgium',
  '02000': 'Flanders',
  '03000': 'Wallonia',
  '04000': 'Brussels',
};

const deviation = ({ published, synthetic }: Figure) => synthetic / published - 1;

function printPage(): string {
  const rows = figures.map((figure) => {
    const percent = `${deviation(figure) < 0 ? '−' : '+'}${Math.abs(100 * deviation(figure)).toFixed(1)} %`;
    const cells = [
      figure.label,
      figure.year,
      AREAS[figure.area],
      figure.published.toFixed(1),
      figure.synthetic.toFixed(1),
    ];
    return `| ${[...cells, percent].join(' | ')} |`;
  });
  return `# Calibration of the synthetic data

The claims that \`cubes synth\` writes are synthetic: nobody's, drawn at random and calibrated to published figures. Those come from
the press and from code lists other than ours, so they are ranges and not targets; a figure that agrees with one says nothing about
the figures that no source gives. This page is written by \`tests/acceptance/calibration.test.ts\`, which requires every
figure within ${100 * TOLERANCE} % of the published one.

- Made with ${BENEFICIARIES.toLocaleString('en')} beneficiaries a year and seed ${SEED}; the rest of the difference is chance.
- Published figures and their sources: \`data/reference/codes/benchmark_values.csv\`. Volumes of 2017 are divided by the population of
  1 January 2017 (11,322,088).
- Antibiotics are published by years from July to June, of which the first half's year is compared; the two shares of low-cost doses
  are of two editions.
- Levels between the published years, gradients by age and region, seasons and performers are assumptions:
  \`data/reference/synth/*.csv\`, where the column \`basis\` distinguishes published from assumed.

| figure | year | area | published | synthetic | deviation |
|---|---|---|---|---|---|
${rows.join('\n')}
`;
}

describe('synthetic data', () => {
  test('is within a tenth of every published figure that has our definition', () => {
    expect(figures.length).toBeGreaterThan(30);
    expect(figures.filter((figure) => !(Math.abs(deviation(figure)) <= TOLERANCE))).toEqual([]);
  });

  test('is described by the page that is committed', () => {
    if (process.env.UPDATE_DOCS === '1') writeFileSync(PAGE, printPage());
    expect(readFileSync(PAGE, 'utf8')).toBe(printPage());
  });
});
