/**
 * A drafted test has the form of the catalogue, says what comes out of it, and holds nobody of the
 * data that it is drawn from.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCatalogue, referenceRootOf } from '../../pipeline/catalogue/index.ts';
import { type Engine, openDuckDB } from '../../pipeline/engine/index.ts';
import { draftTest, isPassed, runTest, TestBench } from '../../pipeline/examples/index.ts';
import { synthesise } from '../../pipeline/synth/index.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { query } from '../support/read-cube.ts';
import { REPOSITORY, shippedCatalogue } from '../support/shipped-catalogue.ts';

const CODES = ['cube_013_001', 'cube_013_004', 'stat_003_007', 'stat_003_012', 'stat_020_033'];
const YEAR = 2023;

const catalogue = shippedCatalogue();
const dataRoot = makeDataRoot();
const engines: Engine[] = [];

async function open(): Promise<Engine> {
  const engine = await openDuckDB({ threads: 1, memoryLimit: '1GB', tempDirectory: join(dataRoot, 'tmp') });
  engines.push(engine);
  return engine;
}

async function draft(code: string) {
  return draftTest(await open(), new TestBench(await open()), { catalogue, dataRoot, code, year: YEAR });
}

beforeAll(async () => {
  const engine = await open();
  await synthesise(engine, {
    dataRoot,
    referenceRoot: referenceRootOf(catalogue.file),
    sqlRoot: join(REPOSITORY, 'sql'),
    beneficiaries: 2000,
    years: [YEAR],
    seed: 5,
    force: false,
    onProgress: () => {},
  });
  for (const [source, key, type] of [
    ['population', 'PP0010', 'BIGINT'],
    ['practitioner', 'SS00065A', 'INTEGER'],
  ])
    await engine.execute(
      `CREATE TABLE ${source}_number AS SELECT ${key}, CAST(ROW_NUMBER() OVER (ORDER BY ${key}) AS ${type}) AS number
       FROM read_parquet('${dataRoot}/claims/${source}/year=${YEAR}/*.parquet', hive_partitioning = false)`,
    );
  await renumber(engine);
});
afterAll(() => {
  for (const engine of engines) engine.close();
});

/**
 * The catalogue's text with a draft below the tests of its indicator, which end where the next
 * indicator begins.
 */
function pasted(text: string, code: string, yaml: string): string {
  const head = `\n  ${code}:\n`;
  const from = text.indexOf(head) + head.length;
  const next = text.slice(from).search(/^ {0,2}[a-z]\w*:$/m);
  const to = next < 0 ? text.length : from + next;
  return `${text.slice(0, to)}${yaml}${text.slice(to)}`;
}

/**
 * Numbers everybody anew from 1 without a gap, so that a draft that counted from 1 would name
 * somebody.
 */
async function renumber(engine: Engine): Promise<void> {
  const keys = { health_care: ['SS00010', 'SS00065A'], population: ['PP0010'], practitioner: ['SS00065A'] };
  for (const [source, columns] of Object.entries(keys)) {
    const folder = join(dataRoot, 'claims', source, `year=${YEAR}`);
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.parquet'))) {
      const file = join(folder, name);
      const ranks = columns.map((column) => {
        const people = column === 'SS00065A' ? 'practitioner' : 'population';
        const key = people === 'population' ? 'PP0010' : 'SS00065A';
        return `(SELECT number FROM ${people}_number WHERE ${people}_number.${key} = delivered.${column}) AS ${column}`;
      });
      await engine.execute(
        `COPY (SELECT delivered.* REPLACE (${ranks.join(', ')}) FROM read_parquet('${file}', hive_partitioning = false) AS delivered) TO '${file}.new' (FORMAT parquet)`,
      );
      renameSync(`${file}.new`, file);
    }
  }
}

describe('a draft', () => {
  it.each(CODES)('of %s names nobody of the data and repeats no row of it', async (code) => {
    const { rows } = await draft(code);
    for (const [name, drawn] of Object.entries(rows)) {
      const columns = Object.values(catalogue.sources[name]?.columns ?? {});
      const file = join(dataRoot, 'claims', name, `year=${YEAR}`, '*.parquet');
      const files = `read_parquet('${file}', hive_partitioning = false)`;
      const there = new Set((await query(`DESCRIBE FROM ${files}`)).map((row) => row.column_name));
      const logical = columns.map((c) =>
        // An optional column may be missing.
        there.has(c.from)
          ? `CAST(${c.modulo === undefined ? c.from : `${c.from} % ${c.modulo}`} AS VARCHAR) AS ${c.name}`
          : `NULL AS ${c.name}`,
      );
      const delivered = `SELECT ${logical.join(', ')} FROM ${files}`;
      const key =
        columns.find((c) => c.name === 'beneficiary' && drawn[0]?.beneficiary !== undefined)?.name ?? 'practitioner';
      const people = new Set((await query(`SELECT DISTINCT ${key} FROM (${delivered})`)).map((row) => row[key]));
      expect(drawn.length).toBeGreaterThan(0);
      expect(drawn.filter((row) => people.has(row[key] ?? null) && row[key] !== null)).toEqual([]);
      for (const row of drawn) {
        const { [key]: _, ...others } = row;
        const filled = Object.values(others).filter((value) => value !== null).length;
        const same = Object.entries(others).map(([column, value]) =>
          value === null ? `${column} IS NULL` : `${column} = '${value}'`,
        );
        const [found] = await query(`SELECT COUNT(*) AS n FROM (${delivered}) WHERE ${same.join(' AND ')}`);
        // What many rows have in common identifies nobody.
        if (filled > 1) expect(Number(found?.n) === 0 || Number(found?.n) >= 10).toBe(true);
      }
    }
  });

  it.each(CODES)('of %s can be pasted into the catalogue, and passes there', async (code) => {
    const { yaml } = await draft(code);
    const folder = makeDataRoot();
    mkdirSync(join(folder, 'data'));
    symlinkSync(join(REPOSITORY, 'data', 'reference'), join(folder, 'data', 'reference'));
    const file = join(folder, 'indicators.yaml');
    writeFileSync(file, pasted(readFileSync(catalogue.file, 'utf8'), code, yaml));
    const { catalogue: changed, diagnostics } = readCatalogue(file, REPOSITORY);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const tests = changed?.tests[code] ?? [];
    expect(tests).toHaveLength((catalogue.tests[code] ?? []).length + 1);
    const test = tests.at(-1);
    if (changed === undefined || test === undefined) throw new Error('no test was read');
    expect(isPassed(await runTest(new TestBench(await open()), changed, code, test))).toBe(true);
  });

  // A bound that takes many claims of one person is rarely met by a few rows.
  it.each(['cube_013_001', 'cube_013_004', 'stat_003_012'])('of %s counts somebody', async (code) => {
    const { yaml } = await draft(code);
    const head = yaml.split('\n').findIndex((line) => line.includes(' numerator '));
    const at = (yaml.split('\n')[head] ?? '').indexOf('numerator');
    const numerators = yaml
      .split('\n')
      .slice(head + 1)
      .map((line) => Number(/^\S+/.exec(line.slice(at))?.[0] ?? 0));
    expect(Math.max(...numerators)).toBeGreaterThan(0);
  });

  it('is the same from the same data', async () => {
    expect((await draft('cube_013_001')).yaml).toBe((await draft('cube_013_001')).yaml);
  });
});
