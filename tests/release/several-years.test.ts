/**
 * Releases with figures of two years together and figures per day, beside the same figure of each
 * year.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Catalogue, type Indicator, whyUnreleased } from '../../pipeline/catalogue/index.ts';
import { type CubeOfYear, checkPooled } from '../../pipeline/disclosure/index.ts';
import { auditRelease, publishRelease, verifyRelease } from '../../pipeline/release/index.ts';
import { CLAIMS, copyOf, engineOf, LIVES } from '../protect/scene.ts';
import { type Document, deliver, makeCatalogue, open, shippedDocument } from '../refresh/small-country.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { query } from '../support/read-cube.ts';
import { runPipeline } from '../support/run-pipeline.ts';

const [SHIPPED, YEARLY, PER_DAY, POOLED] = ['stat_013_001', 'cube_013_own7', 'cube_013_own8', 'cube_013_own9'] as const;
const YEARS = [2022, 2023];
const LAST = 2023;
const RATE = { sum: 'IMAG_RADIO_N', of: 'beneficiary' };

function declare(document: Document): void {
  const own = (measure: object, entry: object = {}) => {
    const { standardise: _, ...shipped } = shippedDocument().indicators[SHIPPED] ?? {};
    const besides = {
      tests: [],
      related: [],
      dimensions: ['sex'],
      smallest_level: 'sector',
      unit: 'per_1000',
      available_from: 2022,
    };
    return { ...shipped, ...besides, measure, ...entry };
  };
  document.indicators = {
    [YEARLY]: own({ rate: { ...RATE }, per: 1000 }),
    [PER_DAY]: own({ per_day: { ...RATE }, per: 1000 }, { unit: 'doses_per_day', intervals: false }),
    [POOLED]: own({ rate: { ...RATE }, pooled_years: 2, per: 1000 }, { available_from: 2023 }),
  };
  document.disclosure.beneficiary = { threshold: 5, method: 'linked' };
}

let catalogue: Catalogue;
let computed: string;
let released: string;

beforeAll(async () => {
  catalogue = open(makeCatalogue(declare));
  computed = makeDataRoot();
  for (const year of YEARS) await deliver(computed, year, { people: 3_000, population: LIVES, claims: CLAIMS });
  await runPipeline(catalogue, computed, { codes: [YEARLY, PER_DAY], years: YEARS });
  await runPipeline(catalogue, computed, { codes: [POOLED], years: [LAST] });
  released = await publish(YEARS);
}, 60_000);

/** The folder of a release of some years, with the two years together as of the last. */
async function publish(years: readonly number[]): Promise<string> {
  const dataRoot = copyOf(computed);
  const items = years.flatMap((year) => [YEARLY, PER_DAY].map((code) => ({ code, year })));
  await publishRelease({
    catalogue,
    dataRoot,
    quarter: '2025Q4',
    fresh: [...items, { code: POOLED, year: LAST }],
    gates: [],
    run: null,
    engine: engineOf(dataRoot),
    now: new Date('2025-11-23T12:00:00Z'),
  });
  return dataRoot;
}

/** The rows of a published cube, by area and group. */
function fileOf(root: string, code: string, year: number): string {
  return `'${root}/releases/current/cubes/${code}/year=${year}/${code}.parquet'`;
}

describe('figures of two years together', () => {
  it('are shown where the figures of both years are, as their sum, and nowhere else', async () => {
    const [one, other, pooled] = [
      ...YEARS.map((year) => fileOf(released, YEARLY, year)),
      fileOf(released, POOLED, LAST),
    ];
    const groups = catalogue.indicators[YEARLY]?.dimensions ?? [];
    const [row] = await query(`SELECT
  COUNT(*) FILTER (pooled.conf_status = 'F') AS shown,
  COUNT(*) FILTER (pooled.conf_status = 'D') AS suppressed,
  COUNT(*) FILTER (pooled.conf_status = 'A') AS marked,
  COUNT(*) FILTER ((pooled.conf_status = 'F') <> (one.conf_status = 'F' AND other.conf_status = 'F')) AS otherwise,
  COUNT(*) FILTER (pooled.numerator <> one.numerator + other.numerator OR pooled.denominator <> one.denominator + other.denominator) AS no_sum,
  COUNT(*) FILTER (pooled.conf_status <> 'F' AND COALESCE(pooled.numerator, pooled.denominator, pooled.obs_value, pooled.ci_lower) IS NOT NULL) AS with_figures
FROM ${pooled} AS pooled
JOIN ${one} AS one USING (${['area_level', 'ref_area', ...groups].join(', ')})
JOIN ${other} AS other USING (${['area_level', 'ref_area', ...groups].join(', ')})`);
    expect(row).toMatchObject({ marked: 0, otherwise: 0, no_sum: 0, with_figures: 0 });
    expect(Number(row?.shown)).toBeGreaterThan(10);
    expect(Number(row?.suppressed)).toBeGreaterThan(10);
  });

  it('pass the audit of the folder alone, which counts them, and its verification', async () => {
    const audit = await auditRelease({ dataRoot: released, release: 'current', engine: engineOf(released) });
    expect(audit.years.map(({ year, safe }) => [year, safe])).toEqual(YEARS.map((year) => [year, true]));
    const [first, last] = audit.years.map(({ pooled }) => pooled);
    expect(first).toEqual({ shown: 0, sensitive: 0 });
    expect(last?.shown).toBeGreaterThan(10);
    expect(last?.sensitive).toBe(0);
    const report = await verifyRelease({ dataRoot: released, release: 'current', engine: engineOf(released) });
    expect(report.valid).toBe(true);
  });

  it('show nothing where a year is in no release', async () => {
    const root = await publish([LAST]);
    const [row] = await query(`SELECT COUNT(*) AS shown FROM ${fileOf(root, POOLED, LAST)} WHERE conf_status = 'F'`);
    expect(row).toEqual({ shown: 0 });
  });

  it('are not released where no released indicator shows each year, or as finely', () => {
    const why = (changes: Readonly<Record<string, Partial<Indicator>>>, others: Partial<Catalogue> = {}) => {
      const indicators = Object.fromEntries(
        Object.entries(catalogue.indicators).map(([code, indicator]) => [code, { ...indicator, ...changes[code] }]),
      );
      const pooled = indicators[POOLED];
      return pooled && whyUnreleased({ ...catalogue, ...others, indicators }, pooled);
    };
    expect(why({})).toBeNull();
    const both = (change: Partial<Indicator>) => ({ [YEARLY]: change, [PER_DAY]: change });
    expect(why(both({ released: false }))).toBe('alone');
    expect(why(both({ smallestLevel: 'municipality' }))).toBe('alone');
    expect(why(both({ dimensions: [] }))).toBe('alone');
    // Days are no members, so that a rate per day shows its numerator alone.
    expect(why({ [PER_DAY]: { released: false } })).toBeNull();
    expect(why({ [YEARLY]: { released: false } })).toBe('alone');
    const policy = catalogue.disclosure.beneficiary;
    if (policy?.kind !== 'threshold') throw new Error('beneficiaries are protected');
    const beneficiary = { ...policy, method: 'rounding', base: 5 } as const;
    expect(why({}, { disclosure: { ...catalogue.disclosure, beneficiary } })).toBe('changed');
  });
});

describe('the audit of figures of several years', () => {
  const meanings = {
    cubes: {
      yearly: { numerator: 'counted', denominator: 'members', adds: 'values', isPart: false, per: 1 },
      daily: { numerator: 'counted', denominator: 'members', adds: 'values', isPart: false, per: 1, daysFrom: 1 },
    },
    pooled: { both: { years: 2, numerator: 'counted', denominator: 'members' } },
  } as const;
  const cube = (code: string, year: number, shown: readonly [number | null, number | null]): CubeOfYear => ({
    code,
    year,
    dimensions: [],
    levels: ['country'],
    rows: [{ area: '01000', members: [], numerator: shown[0], denominator: shown[1], isSensitive: false }],
  });
  const check = (pooled: CubeOfYear, ...others: CubeOfYear[]) => checkPooled([pooled], others, meanings);

  it('takes a sum of what is shown for safe, and anything else for disclosed', () => {
    const [one, other] = [cube('yearly', 2022, [6, 100]), cube('yearly', 2023, [7, 110])];
    expect(check(cube('both', 2023, [13, 210]), one, other)).toEqual({ shown: 1, sensitive: 0 });
    expect(check(cube('both', 2023, [14, 210]), one, other)).toEqual({ shown: 1, sensitive: 1 });
    expect(check(cube('both', 2023, [13, 211]), one, other)).toEqual({ shown: 1, sensitive: 1 });
    expect(check(cube('both', 2023, [13, 210]), one)).toEqual({ shown: 1, sensitive: 1 });
    expect(check(cube('both', 2023, [6, 210]), one, cube('yearly', 2023, [null, null]))).toMatchObject({
      sensitive: 1,
    });
    expect(check(cube('both', 2023, [null, null]), one)).toEqual({ shown: 0, sensitive: 0 });
    expect(check(cube('another', 2023, [13, 210]), one, other)).toEqual({ shown: 1, sensitive: 1 });
  });

  it('reads a numerator beside days, and no members from them', () => {
    const [one, other] = [cube('daily', 2022, [6, 36_500]), cube('yearly', 2023, [7, 110])];
    expect(check(cube('both', 2023, [13, 36_610]), one, other)).toEqual({ shown: 1, sensitive: 1 });
    const beside = cube('yearly', 2022, [6, 100]);
    expect(check(cube('both', 2023, [13, 210]), beside, one, other)).toEqual({ shown: 1, sensitive: 0 });
  });
});

describe('figures per day', () => {
  it('are shown where the same figure by member is, and never elsewhere', async () => {
    const groups = catalogue.indicators[YEARLY]?.dimensions ?? [];
    for (const year of YEARS) {
      const [row] = await query(`SELECT
  COUNT(*) FILTER (daily.conf_status IS DISTINCT FROM yearly.conf_status) AS otherwise,
  COUNT(*) FILTER (daily.denominator IS DISTINCT FROM yearly.denominator * 365) AS other_days,
  COUNT(*) FILTER (daily.conf_status <> 'F') AS suppressed
FROM ${fileOf(released, PER_DAY, year)} AS daily
JOIN ${fileOf(released, YEARLY, year)} AS yearly USING (${['area_level', 'ref_area', ...groups].join(', ')})`);
      expect(row).toMatchObject({ otherwise: 0, other_days: 0 });
      expect(Number(row?.suppressed)).toBeGreaterThan(5);
    }
  });
});
