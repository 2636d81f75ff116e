/**
 * Intervals and standardised values on data dense enough for them: the oracle's, in the contract's
 * columns, and the same bytes in every way.
 */
import { beforeAll, expect, it } from 'vitest';
import type { Delivery, Row } from '../oracle/index.ts';
import { evaluate } from '../oracle/index.ts';
import { compareCube } from '../support/compare-cubes.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { cubePath, hashOf, query, readCube } from '../support/read-cube.ts';
import { type RunOptions, runPipeline } from '../support/run-pipeline.ts';
import { shippedCatalogue } from '../support/shipped-catalogue.ts';
import { writeDelivery } from '../support/write-delivery.ts';

const YEAR = 2023;
const CODES = ['cube_013_001', 'cube_013_004', 'cube_013_own1', 'stat_003_001', 'stat_003_007', 'stat_013_004'];
const COLUMNS = ['ci_lower', 'ci_upper', 'std_value', 'std_ci_lower', 'std_ci_upper'];
/** Large, middling and small: of 900, 300 and 30 people. */
const SECTORS = ['11001A00-', '11001A00-', '11001A00-', '21004A23-', '62063K20-', '62063K20-'];
const PEOPLE = 1230;

const catalogue = shippedCatalogue();
const delivery = makeDelivery();

/**
 * People of every age, more of them examined when old, some often; every 41st billed a global
 * medical file.
 */
function makeDelivery(): Delivery {
  const people = Array.from({ length: PEOPLE }, (_, i) => i + 1);
  const population = people.map(
    (PP0010): Row => ({
      PP0010,
      PP0015: YEAR - ((PP0010 * 7) % 100),
      PP0020: 1 + (PP0010 % 2),
      BIM: PP0010 % 7 === 0,
      SECTOR_DEC31: PP0010 % 40 === 0 ? '44021D59-' : (SECTORS[PP0010 % SECTORS.length] ?? ''),
    }),
  );
  const healthCare = people.flatMap((SS00010): Row[] => {
    const claim = { SS00010, SS00015: `${YEAR}-05-02`, SS00060: '25.00', PRACTITIONER_CAT: 10 };
    const times = (SS00010 * 7) % 100 > (SS00010 * 13) % 97 ? 1 + (SS00010 % 4) : 0;
    const examined = times === 0 ? [] : [{ ...claim, SS00020: 453154, QUANTITY: times, SS00065B: 930 }];
    const file = SS00010 % 41 === 0 ? [{ ...claim, SS00020: 102771, QUANTITY: 1, PRACTICE_ID: 501 }] : [];
    return [...examined, ...file];
  });
  return { year: YEAR, population, healthCare, practitioner: [] };
}

async function compute(run: Partial<RunOptions> = {}): Promise<string> {
  const dataRoot = makeDataRoot();
  await writeDelivery(dataRoot, delivery);
  await runPipeline(catalogue, dataRoot, { codes: CODES, years: [YEAR], ...run });
  return dataRoot;
}

let dataRoot = '';
beforeAll(async () => {
  dataRoot = await compute();
});

it.each(CODES)("%s: every cell is the oracle's", async (code) => {
  expect(compareCube(await readCube(dataRoot, code, YEAR), evaluate(catalogue, code, delivery))).toEqual([]);
});

it.each(CODES)('%s: five columns of DOUBLE between the value and its status', async (code) => {
  const described = await query(`DESCRIBE FROM read_parquet('${cubePath(dataRoot, code, YEAR)}')`);
  const names = described.map((row) => row.column_name);
  expect(names.slice(names.indexOf('obs_value') + 1, names.indexOf('obs_status'))).toEqual(COLUMNS);
  for (const row of described.filter(({ column_name }) => COLUMNS.includes(String(column_name))))
    expect(row.column_type).toBe('DOUBLE');
});

it.each(['cube_013_001', 'cube_013_004', 'cube_013_own1', 'stat_003_001', 'stat_013_004'])(
  '%s: a value is standardised where every band has people and events are ten or more, and nowhere else',
  async (code) => {
    const cells = await readCube(dataRoot, code, YEAR);
    const standardised = cells.filter((cell) => cell.std_value !== null);
    expect(standardised.length).toBeGreaterThanOrEqual(4);
    expect(standardised.length).toBeLessThan(cells.length);
    for (const cell of standardised) {
      expect(cell.age_group ?? 'total').toBe('total');
      expect(Number(cell.numerator)).toBeGreaterThanOrEqual(10);
      expect(cell.std_ci_upper).toBeGreaterThan(Number(cell.std_value));
      expect(cell.std_ci_lower ?? 0).toBeLessThan(Number(cell.std_value));
    }
  },
);

it('what asks for neither has neither', async () => {
  const none = { ...catalogue.indicators.stat_003_007, interval: null } as (typeof catalogue.indicators)[string];
  const changed = { ...catalogue, indicators: { ...catalogue.indicators, stat_003_007: none } };
  const root = makeDataRoot();
  await writeDelivery(root, delivery);
  await runPipeline(changed, root, { codes: ['stat_003_007'], years: [YEAR] });
  const cells = await readCube(root, 'stat_003_007', YEAR);
  expect(cells.filter((cell) => COLUMNS.some((column) => cell[column] !== null))).toEqual([]);
});

it.each([
  ['two threads', { threads: 2 }],
  ['four threads', { threads: 4 }],
  ['a pass for every variable', { fuse: false }],
])('%s: the same bytes', async (_name, run) => {
  const other = await compute(run);
  for (const code of CODES)
    expect(hashOf(cubePath(other, code, YEAR)), code).toBe(hashOf(cubePath(dataRoot, code, YEAR)));
});
