/** Where a delivery goes, what it refuses, and that a run that fails leaves nothing. */
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hashFiles, openWorkbench, type Workbench } from './deliver.ts';

/** Section 1 of the data contract. */
const CONTRACT = {
  health_care: [
    'SS00010 BIGINT',
    'SS00015 DATE',
    'SS00020 INTEGER',
    'QUANTITY SMALLINT',
    'SS00060 DECIMAL(12,2)',
    'SS00065A INTEGER',
    'SS00065B SMALLINT',
    'PRACTITIONER_CAT TINYINT',
    'SS00075 BIGINT',
    'PRACTICE_ID INTEGER',
    'SENDER SMALLINT',
  ],
  population: [
    'PP0010 BIGINT',
    'PP0015 SMALLINT',
    'PP0020 TINYINT',
    'PP0040 DATE',
    'SECTOR_DEC31 VARCHAR',
    'SECTOR_JUN30 VARCHAR',
    'BIM BOOLEAN',
  ],
  practitioner: ['SS00065A INTEGER', 'ADDRESS_NIS VARCHAR'],
  pharmacy: [
    'SS00010 BIGINT',
    'SS00015 DATE',
    'CNK INTEGER',
    'ATC VARCHAR',
    'DDD DECIMAL(12,4)',
    'QUANTITY SMALLINT',
    'SS00060 DECIMAL(12,2)',
    'CHEAP BOOLEAN',
    'PHARMACY_TYPE TINYINT',
  ],
  hospital_stay: [
    'SS00010 BIGINT',
    'STAY_ID BIGINT',
    'ADMISSION_DATE DATE',
    'DISCHARGE_DATE DATE',
    'STAY_TYPE TINYINT',
    'TRANSFER_IN BOOLEAN',
    'SS00075 BIGINT',
  ],
};

let bench: Workbench;
beforeEach(async () => {
  bench = await openWorkbench();
});
afterEach(() => bench.close());

const left = () => (existsSync(bench.dataRoot) ? readdirSync(bench.dataRoot) : []);

describe('a delivery', () => {
  test('has the columns, types and order of the contract in every file, and no year among them', async () => {
    const { files } = await bench.deliver();
    for (const { path } of files) {
      const table = path.split('/')[1] as keyof typeof CONTRACT;
      const columns = await bench.engine.query(
        `DESCRIBE SELECT * FROM read_parquet('${join(bench.dataRoot, path)}', hive_partitioning = false)`,
      );
      expect(columns.map((column) => `${column.column_name} ${column.column_type}`)).toEqual(CONTRACT[table]);
    }
    expect(new Set(files.map(({ path }) => path.split('/')[1]))).toEqual(new Set(Object.keys(CONTRACT)));
  });

  test('reports every file with its rows and bytes', async () => {
    const { files } = await bench.deliver();
    expect(files.map(({ path }) => path).sort()).toEqual(Object.keys(hashFiles(bench.dataRoot, '.parquet')));
    for (const { path, rows, bytes } of files) {
      const file = join(bench.dataRoot, path);
      expect(statSync(file).size).toBe(bytes);
      expect(await bench.engine.query(`SELECT count(*) AS n FROM read_parquet('${file}')`)).toEqual([{ n: rows }]);
    }
  });

  test('lies in several files a year, with corrections that were booked after it apart', async () => {
    const { files } = await bench.deliver({ beneficiaries: 60_000 });
    const names = files.filter(({ path }) => path.includes('health_care')).map(({ path }) => path.split('/').at(-1));
    expect(names).toEqual([
      'part-01-001.parquet',
      'part-07-001.parquet',
      'part-corrections-001.parquet',
      'part-women-001.parquet',
    ]);
  });

  test('leaves the engine as it was', async () => {
    const before = await bench.engine.query(
      'SELECT current_database() AS name, count(*) AS databases FROM duckdb_databases()',
    );
    await bench.deliver();
    expect(
      await bench.engine.query('SELECT current_database() AS name, count(*) AS databases FROM duckdb_databases()'),
    ).toEqual(before);
  });
});

describe('years that exist', () => {
  test('are refused, and stay as they are', async () => {
    await bench.deliver({ years: [2022, 2023] });
    const before = hashFiles(bench.dataRoot);
    await expect(bench.deliver({ years: [2023, 2024], seed: 2 })).rejects.toMatchObject({
      kind: 'usage',
      message: expect.stringContaining('2023'),
      help: expect.stringContaining('--force'),
    });
    expect(hashFiles(bench.dataRoot)).toEqual(before);
  });

  test('are replaced with force, and no others', async () => {
    await bench.deliver({ years: [2022, 2023] });
    const before = hashFiles(bench.dataRoot, 'year=2022');
    const replaced = hashFiles(bench.dataRoot, 'year=2023');
    await bench.deliver({ years: [2023], seed: 2, force: true });
    expect(hashFiles(bench.dataRoot, 'year=2022')).toEqual(before);
    expect(hashFiles(bench.dataRoot, 'year=2023')).not.toEqual(replaced);
    expect(left()).toEqual(['claims']);
  });

  test('may be made where only an empty folder waits', async () => {
    mkdirSync(join(bench.dataRoot, 'claims', 'population', 'year=2023'), { recursive: true });
    expect((await bench.deliver()).files.length).toBe(8);
  });
});

describe('a run that does not end well', () => {
  test('leaves nothing when it fails', async () => {
    await expect(bench.deliver({ referenceRoot: '/nowhere' })).rejects.toMatchObject({ kind: 'engine' });
    expect(left()).toEqual([]);
  });

  test('leaves nothing when it is interrupted, and can be run again', async () => {
    const run = bench.deliver({ beneficiaries: 100_000, years: [2022, 2023], onProgress: stopSoon });
    await expect(run).rejects.toMatchObject({ kind: 'interrupted' });
    expect(left()).toEqual([]);
    const other = await openWorkbench();
    expect((await other.deliver({ dataRoot: bench.dataRoot })).files.length).toBe(8);
    other.close();
  });

  test('puts back what it had moved when a later move fails', async () => {
    await bench.deliver({ years: [2022] });
    const before = hashFiles(bench.dataRoot);
    // A file where the folder of a table should be: the claims of 2022 are replaced by then.
    rmSync(join(bench.dataRoot, 'claims', 'practitioner'), { recursive: true });
    writeFileSync(join(bench.dataRoot, 'claims', 'practitioner'), '');
    await expect(bench.deliver({ years: [2022], seed: 2, force: true })).rejects.toThrow();
    const after = hashFiles(bench.dataRoot);
    for (const [path, hash] of Object.entries(before).filter(([path]) => !path.includes('practitioner')))
      expect(after[path], path).toBe(hash);
    expect(left()).toEqual(['claims']);
  });

  test.each([
    [{ beneficiaries: 0 }, 'beneficiaries'],
    [{ beneficiaries: 1.5 }, 'beneficiaries'],
    [{ seed: -1 }, 'seed'],
    [{ years: [2002, 2003] }, '2002'],
    [{ years: [2031] }, '2031'],
    [{ years: [] }, 'no year'],
  ])('refuses %o before it writes anything', async (options, says) => {
    await expect(bench.deliver(options)).rejects.toMatchObject({
      kind: 'usage',
      message: expect.stringContaining(says),
    });
    expect(left()).toEqual([]);
  });
});

/** The first year is done: the statements of the second are under way. */
function stopSoon(): void {
  setTimeout(() => bench.engine.interrupt(), 100);
}
