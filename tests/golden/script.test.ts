/**
 * What SQL is emitted: the text as committed, and every statement binds on a real DuckDB.
 * UPDATE_EXPECTED=1 writes the text anew.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Catalogue, openCatalogue, referenceRootOf } from '../../pipeline/catalogue/index.ts';
import { defaultEngineOptions, type Engine, openDuckDB } from '../../pipeline/engine/index.ts';
import { emitYear, type Places, planRun, type Script, selectIndicators } from '../../pipeline/plan/index.ts';
import { makeDataRoot } from '../support/data-root.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const EXPECTED = join(import.meta.dirname, 'expected');
const catalogue = openCatalogue(join(ROOT, 'indicators.yaml'), ROOT);

interface Case {
  readonly name: string;
  readonly codes: readonly string[];
  readonly year: number;
  readonly fuse: boolean;
  readonly catalogue: Catalogue;
}

const SEEDS = ['cube_013_001', 'cube_013_004', 'cube_013_021', 'stat_003_007', 'stat_020_033'];

const CASES: readonly Case[] = [
  { name: 'seeds-2023', codes: SEEDS, year: 2023, fuse: true, catalogue },
  { name: 'seeds-2023-unfused', codes: SEEDS, year: 2023, fuse: false, catalogue },
  { name: 'cube_013_021-2015', codes: ['cube_013_021'], year: 2015, fuse: true, catalogue },
  { name: 'stat_003_007-2004-before-sectors', codes: ['stat_003_007'], year: 2004, fuse: true, catalogue },
  {
    name: 'stat_020_033-2019-map-of-the-year',
    codes: ['stat_020_033'],
    year: 2019,
    fuse: true,
    catalogue: { ...catalogue, vintage: 'reference_year' },
  },
];

function scriptOf({ catalogue, codes, year, fuse }: Case, places: Places): Script {
  const [plan] = planRun(catalogue, selectIndicators(catalogue, codes, [year]), { fuse }).years;
  if (plan === undefined) throw new Error('nothing is planned');
  return emitYear(catalogue, plan, places);
}

/** Code lists are long and are data: the first rows stand for all. */
const SHOWN_ROWS = 4;

function print({ variables, inspection, computation }: Script): string {
  const set = Object.entries(variables).map(([name, literal]) => `SET VARIABLE ${name} = ${literal};`);
  const statements = [...inspection, ...computation].map(({ sql }) => `${shorten(sql)};`);
  return `${[...set, ...statements].join('\n\n')}\n`;
}

function shorten(sql: string): string {
  return sql.replace(/(?<=\(VALUES\n)(?: {2}\(.*\),?\n)+/, (rows) => {
    const lines = rows.trimEnd().split('\n');
    if (lines.length <= 2 * SHOWN_ROWS) return rows;
    return `${lines.slice(0, SHOWN_ROWS).join('\n')}\n  -- … ${lines.length} rows in all\n`;
  });
}

/** An empty delivery of a year: the columns of the contract and no rows. */
async function writeEmptyDelivery(engine: Engine, dataRoot: string, year: number): Promise<void> {
  for (const source of Object.values(catalogue.sources)) {
    const folder = join(dataRoot, source.files.replace('{year}', String(year)), '..');
    mkdirSync(folder, { recursive: true });
    const columns = Object.values(source.columns).map(({ from, type }) => `CAST(NULL AS ${type}) AS "${from}"`);
    await engine.execute(
      `COPY (SELECT ${columns.join(', ')} WHERE FALSE) TO '${join(folder, 'empty.parquet')}' (FORMAT parquet)`,
    );
  }
}

describe('the emitted SQL', () => {
  const dataRoot = makeDataRoot();
  let engine: Engine;
  beforeAll(async () => {
    engine = await openDuckDB({ ...defaultEngineOptions(join(dataRoot, 'tmp')), threads: 1 });
  });
  afterAll(() => engine.close());

  test.each(CASES)('$name is as committed', (golden) => {
    const text = print(scriptOf(golden, { dataRoot: 'data', referenceRoot: 'data/reference' }));
    const file = join(EXPECTED, `${golden.name}.sql`);
    if (process.env.UPDATE_EXPECTED) writeFileSync(file, text);
    expect(text).toBe(readFileSync(file, 'utf8'));
  });

  test.each(CASES)('$name runs on an empty delivery, and every area and band has its row', async (golden) => {
    await writeEmptyDelivery(engine, dataRoot, golden.year);
    const script = scriptOf(golden, { dataRoot, referenceRoot: referenceRootOf(catalogue.file) });
    for (const [name, literal] of Object.entries(script.variables))
      await engine.execute(`SET VARIABLE ${name} = ${literal}`);
    for (const { sql } of [...script.inspection, ...script.computation]) await engine.execute(sql);
    for (const { id, writes } of script.computation.filter(({ step }) => step === 'cube')) {
      const [row] = await engine.query(`SELECT COUNT(*) AS n, SUM(numerator) AS counted FROM ${writes}`);
      expect(row, id).toMatchObject({ counted: 0 });
      expect(Number(row?.n), id).toBeGreaterThan(50);
    }
  });
});
