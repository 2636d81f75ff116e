/**
 * The allocation to a practice, rule by rule: a rule that is taken out of the SQL gives other
 * figures than the oracle's.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Catalogue, RelationFile } from '../../pipeline/catalogue/index.ts';
import { type Delivery, evaluate, type Row } from '../oracle/index.ts';
import { compareCube, compareSupport } from '../support/compare-cubes.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { readCube, readSupport } from '../support/read-cube.ts';
import { runPipeline } from '../support/run-pipeline.ts';
import { shippedCatalogue, withTolerance } from '../support/shipped-catalogue.ts';
import { writeDelivery } from '../support/write-delivery.ts';
import { withEveryKind } from './every-kind.ts';
import { visitsArbitrary } from './visits-arbitrary.ts';

const YEAR = 2022;
const CODES = ['stat_003_011', 'stat_003_012', 'test_practice'];
const PATIENTS = fc.sample(visitsArbitrary(YEAR), { numRuns: 400, seed: 5 });
const DELIVERY: Delivery = {
  year: YEAR,
  healthCare: PATIENTS.flatMap((rows, i) => rows.map((row): Row => ({ ...row, SS00010: i + 1 }))),
  population: PATIENTS.map(
    (_rows, i): Row => ({
      PP0010: i + 1,
      PP0015: 1980,
      PP0020: 1 + (i % 2),
      BIM: i % 7 === 0,
      SECTOR_DEC31: '11001A00-',
    }),
  ),
  practitioner: [],
};

const shipped = withTolerance(shippedCatalogue());
const own = withEveryKind(shipped);
const right: Catalogue = { ...own, indicators: { ...shipped.indicators, ...own.indicators } };

/** What is taken out of sql/relations/gp_allocation.sql, and what stands there instead. */
const MUTANTS: readonly (readonly [string, string, string])[] = [
  ['a file does not matter', 'CAST(by_file AS BIGINT)', 'CAST(FALSE AS BIGINT)'],
  ['any practice seen, however often', 'contact * 4194304', 'LEAST(contact, 1) * 4194304'],
  ['the practice consulted last', '4194303 - first_day', 'first_day'],
  ['the highest number', 'MIN(placed.practice)', 'MAX(placed.practice)'],
  ['claims without a practice are a practice', 'practice IS NOT NULL', 'TRUE'],
  [
    'a practice corrected below zero has contacts',
    'GREATEST("GP_CONTACT_BY_PRACTICE", 0)',
    'ABS("GP_CONTACT_BY_PRACTICE")',
  ],
  ['a half goes up', 'whole % 2 = 1', 'TRUE'],
  ['a half goes down', 'whole % 2 = 1', 'FALSE'],
  ['everybody with a contact, corrected or not', '"GP_CONTACT_BY_PRACTICE" >= 1', '"GP_CONTACT_BY_PRACTICE" >= 0'],
];

async function differences(catalogue: Catalogue): Promise<string[]> {
  const dataRoot = makeDataRoot();
  await writeDelivery(dataRoot, DELIVERY);
  await runPipeline(catalogue, dataRoot, { codes: CODES, years: [YEAR] });
  const found: string[] = [];
  for (const code of CODES) {
    const oracle = evaluate(right, code, DELIVERY);
    found.push(...compareCube(await readCube(dataRoot, code, YEAR), oracle));
    found.push(...compareSupport(await readSupport(dataRoot, code, YEAR), oracle));
  }
  return found;
}

function withSql(replace: string, by: string): Catalogue {
  const file = right.relations.gp_allocation as RelationFile;
  const sql = file.sql.split(replace);
  if (sql.length !== 2) throw new Error(`"${replace}" stands ${sql.length - 1} times in ${file.file}`);
  return { ...right, relations: { ...right.relations, gp_allocation: { ...file, sql: sql.join(by) } } };
}

describe('allocation to a practice', () => {
  it("is the oracle's", async () => {
    expect(await differences(right)).toEqual([]);
  });

  it.each(MUTANTS)('%s: seen', async (_name, replace, by) => {
    expect(await differences(withSql(replace, by))).not.toEqual([]);
  });
});
