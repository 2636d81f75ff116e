import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeDataRoot } from './data-root.ts';
import { query, readParquet } from './read-cube.ts';
import { writeDelivery } from './write-delivery.ts';

const delivery = {
  year: 2023,
  healthCare: [
    { SS00010: 1, SS00015: '2023-03-01', SS00020: 453154, QUANTITY: 1, SS00060: '12.50' },
    { SS00010: 9007199254740993n, SS00015: '2023-12-31', SS00020: 453154, QUANTITY: -1, SS00060: -12.5 },
    { SS00010: 3, SS00015: '2023-01-01', SS00020: 109616, QUANTITY: 1, SS00060: 0, SS00075: 80012805 },
  ],
  population: [{ PP0010: 1, PP0015: 1980, PP0020: 2, BIM: false, SECTOR_DEC31: '11001A00-' }],
  practitioner: [],
};

const types = async (file: string) =>
  (await query(`DESCRIBE FROM read_parquet('${file}', hive_partitioning = false)`)).map(
    (row) => `${row.column_name} ${row.column_type}`,
  );

it('writes the types of the contract, in a source without rows too', async () => {
  const root = makeDataRoot();
  await writeDelivery(root, delivery);
  expect(await types(join(root, 'claims/health_care/year=2023/part-0.parquet'))).toEqual([
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
  ]);
  expect(await types(join(root, 'claims/practitioner/year=2023/part-0.parquet'))).toEqual([
    'SS00065A INTEGER',
    'ADDRESS_NIS VARCHAR',
  ]);
  const rows = await readParquet(join(root, 'claims/population/year=2023/part-0.parquet'));
  expect(rows).toEqual([
    { PP0010: 1, PP0015: 1980, PP0020: 2, PP0040: null, SECTOR_DEC31: '11001A00-', SECTOR_JUN30: null, BIM: 'false' },
  ]);
});

it('holds the same rows in several files, in another order and in CSV', async () => {
  const sum = (file: string) =>
    query(
      `SELECT COUNT(*) AS n, CAST(SUM(SS00010) AS VARCHAR) AS id, CAST(SUM(SS00060) AS VARCHAR) AS eur FROM '${file}'`,
    );
  const expected = [{ n: 3, id: '9007199254740997', eur: '0.00' }];
  const [split, csv] = [makeDataRoot(), makeDataRoot()];
  await writeDelivery(split, delivery, { files: 2, shuffle: 7 });
  expect(await sum(`${split}/claims/health_care/year=2023/*.parquet`)).toEqual(expected);
  await writeDelivery(csv, delivery, { format: 'csv' });
  expect(await sum(`${csv}/claims/health_care/year=2023/*.csv`)).toEqual([{ ...expected[0], eur: expect.anything() }]);
});

it('refuses a column that the contract does not know', async () => {
  const typo = { ...delivery, population: [{ PP0010: 1, PP0016: 1980 }] };
  await expect(writeDelivery(makeDataRoot(), typo)).rejects.toThrow('no column PP0016');
});
