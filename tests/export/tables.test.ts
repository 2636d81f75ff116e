/**
 * Parquet, CSV and Excel, read back by readers that are not ours, hold the figures of the release,
 * suppressed cells included.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Cell } from '../oracle/index.ts';
import { query, readParquet } from '../support/read-cube.ts';
import { exportTo, inOrder, isFigure, isSuppressed, readJson, released, releasedCells } from './exported.ts';

const SHARE = 'cube_013_001';
const COUNT = 'stat_020_033';
const YEARS = [2022, 2023];

let dataRoot: string;
let share: Cell[];
let count: Cell[];
beforeAll(async () => {
  dataRoot = await released([SHARE, COUNT], YEARS);
  share = await releasedCells(dataRoot, SHARE, YEARS);
  count = await releasedCells(dataRoot, COUNT, YEARS);
});

const same = (read: readonly Cell[], cells: readonly Cell[]) =>
  expect(inOrder(read, cells)).toEqual(inOrder(cells, cells));

it('the release has suppressed cells and cells of nobody, so that each format has to show them', () => {
  expect(share.filter(isSuppressed).length).toBeGreaterThan(100);
  expect(share.some(({ numerator }) => numerator === 0)).toBe(true);
});

describe('parquet', () => {
  it('is one sorted file an indicator with the types of the release, and names in the language', async () => {
    const { out, report } = await exportTo(dataRoot, { format: 'parquet', language: 'nl' });
    expect(report.files.map(({ path }) => path)).toEqual([`${SHARE}.parquet`, `${COUNT}.parquet`]);
    const file = join(out, `${SHARE}.parquet`);
    const cells = await readParquet(file);
    same(cells, share);
    same(await readParquet(join(out, `${COUNT}.parquet`)), count);
    expect(cells.map(({ time_period }) => time_period)).toEqual(cells.map(({ time_period }) => time_period).sort());
    expect(cells.find(({ ref_area }) => ref_area === '11002')).toMatchObject({
      area_name: 'Antwerpen',
      area_level_name: 'gemeente',
    });
    const types = await query(`DESCRIBE FROM read_parquet('${file}')`);
    expect(types.find(({ column_name }) => column_name === 'numerator')).toMatchObject({ column_type: 'BIGINT' });
    const footer = await query(`SELECT decode(key) AS key, decode(value) AS value FROM parquet_kv_metadata('${file}')`);
    expect(Object.fromEntries(footer.map(({ key, value }) => [key, value]))).toMatchObject({
      code: SHARE,
      release: '2026Q4',
    });
  });

  it('has statistics of what is shown alone', async () => {
    const { out } = await exportTo(dataRoot, { format: 'parquet', codes: [SHARE] });
    const [stats] = await query(
      `SELECT MIN(CAST(stats_min_value AS BIGINT)) AS least, MAX(CAST(stats_max_value AS BIGINT)) AS most FROM parquet_metadata('${out}/${SHARE}.parquet') WHERE path_in_schema = 'denominator'`,
    );
    const shown = share.flatMap(({ denominator }) => (typeof denominator === 'number' ? denominator : []));
    expect(stats).toEqual({ least: Math.min(...shown), most: Math.max(...shown) });
    expect(await query(`SELECT COUNT(*) AS n FROM '${out}/${SHARE}.parquet' WHERE numerator BETWEEN 1 AND 4`)).toEqual([
      { n: 0 },
    ]);
  });

  it('in folders is read as one table by what knows Hive', async () => {
    const { out } = await exportTo(dataRoot, {
      format: 'parquet',
      codes: [SHARE],
      partition: true,
      levels: ['region', 'municipality'],
    });
    expect(readdirSync(join(out, SHARE)).sort()).toEqual(['time_period=2022', 'time_period=2023']);
    expect(readdirSync(join(out, SHARE, 'time_period=2022')).sort()).toEqual([
      'area_level=municipality',
      'area_level=region',
    ]);
    const cells = await query(`SELECT * FROM read_parquet('${out}/${SHARE}/**/*.parquet', hive_partitioning = true)`);
    same(cells, await releasedCells(dataRoot, SHARE, YEARS, ['region', 'municipality']));
  });
});

describe('csv', () => {
  const read = (file: string): Cell[] => {
    const records: Record<string, string>[] = parse(readFileSync(file), { columns: true, record_delimiter: '\r\n' });
    return records.map((record) =>
      Object.fromEntries(
        Object.entries(record).map(([name, text]) => {
          const isNumber = name === 'time_period' || (isFigure(name) && !name.endsWith('_status'));
          return [name, text === '' ? null : isNumber ? Number(text) : text];
        }),
      ),
    );
  };

  it('is RFC 4180 with CRLF, and holds every digit', async () => {
    const { out } = await exportTo(dataRoot, { format: 'csv', language: 'fr' });
    same(read(join(out, `${SHARE}.csv`)), share);
    same(read(join(out, `${COUNT}.csv`)), count);
    const text = readFileSync(join(out, `${SHARE}.csv`), 'utf8');
    expect(text.endsWith('\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('names what it shows in the language, and areas without a name in it by the language of their region', async () => {
    const name = async (language: string, area: string) => {
      const { out } = await exportTo(dataRoot, { format: 'csv', codes: [SHARE], language, years: [2023] });
      const cell = read(join(out, `${SHARE}.csv`)).find((one) => one.ref_area === area && one.age_group === 'total');
      return [cell?.area_level_name, cell?.area_name, cell?.age_group_name];
    };
    expect(await name('fr', '11002')).toEqual(['commune', 'Anvers', 'Total']);
    expect(await name('en', '11002')).toEqual(['municipality', 'Antwerpen', 'Total']);
    expect(await name('en', '62063')).toEqual(['municipality', 'Liège', 'Total']);
    expect(await name('de', '03000')).toEqual(['Region', 'Wallonische Region', 'Insgesamt']);
  });

  it('is described as CSV on the Web: every column under the name in the header, typed, with the keys', async () => {
    const { out } = await exportTo(dataRoot, { format: 'csv', codes: [SHARE], language: 'fr' });
    const metadata = readJson(out, `${SHARE}.csv-metadata.json`);
    const [header = ''] = readFileSync(join(out, `${SHARE}.csv`), 'utf8').split('\r\n');
    expect(metadata).toMatchObject({
      '@context': ['http://www.w3.org/ns/csvw', { '@language': 'fr' }],
      url: `${SHARE}.csv`,
      tableSchema: { primaryKey: ['time_period', 'area_level', 'ref_area', 'age_group'] },
    });
    const { columns } = metadata.tableSchema as {
      columns: { name: string; titles: string[]; datatype: string; null?: string }[];
    };
    expect(columns.map(({ titles }) => titles[0])).toEqual(header.split(','));
    expect(columns.find(({ name }) => name === 'numerator')).toMatchObject({
      datatype: 'integer',
      null: '',
      titles: ['numerator', 'Numérateur'],
    });
  });
});

describe('xlsx', () => {
  it('has a sheet of figures with names and a sheet of metadata, and a suppressed cell is empty in columns that hold numbers alone', async () => {
    const { out } = await exportTo(dataRoot, { format: 'xlsx', codes: [SHARE], language: 'fr' });
    const file = join(out, `${SHARE}.xlsx`);
    const [, ...rows] = await readSheet(file, 'Chiffres');
    const order = ['time_period', 'area_level', 'level_name', 'ref_area', 'area_name', 'age_group', 'age_name'];
    const names = [...order, ...Object.keys(share[0] ?? {}).filter(isFigure)];
    const suppressed = rows.filter((row) => row[names.indexOf('obs_status')] === 'Q');
    expect(suppressed.length).toBeGreaterThan(0);
    const figures = names.flatMap((name, i) => (isFigure(name) && !name.endsWith('_status') ? [i] : []));
    expect(suppressed.flatMap((row) => figures.map((i) => row[i] ?? null)).filter((cell) => cell !== null)).toEqual([]);
    // A pivot table adds up a column of numbers; with one text in it, it counts.
    const kinds = new Set(rows.flatMap((row) => figures.map((i) => typeof (row[i] ?? 0))));
    expect([...kinds]).toEqual(['number']);
    const cells = rows.map((row) =>
      Object.fromEntries(names.map((name, i) => [name, (row[i] ?? null) as string | number | null])),
    );
    same(cells, share);
    const metadata = (await readSheet(file, 'Métadonnées')).map((row) => row.join(' '));
    expect(metadata.slice(0, 2)).toEqual([`Code ${SHARE}`, ' Imagerie médicale']);
    expect(metadata.join('\n')).toContain('Q: Supprimé : confidentiel');
  });
});
