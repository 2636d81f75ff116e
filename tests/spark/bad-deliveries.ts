/** Deliveries that are refused before anything is computed, wherever their files are read. */
import { copyFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { delivered, fileOf, write } from '../input/deliver.ts';

const CLAIMS = 'FROM health_care';
const replaced = (columns: string) => `SELECT * REPLACE (${columns}) FROM health_care`;
const claims = (dataRoot: string, name?: string) => fileOf(dataRoot, 'health_care', 2023, name);

/** A delivery with one more file of claims. */
async function withFile(name: string, query: string): Promise<string> {
  const dataRoot = await delivered();
  await write(claims(dataRoot, name), query);
  return dataRoot;
}

/** A delivery that is right until something is done to it. */
async function spoilt(spoil: (dataRoot: string) => void): Promise<string> {
  const dataRoot = await delivered();
  spoil(dataRoot);
  return dataRoot;
}

/** By what is wrong: makes the delivery, and gives its data root. */
export const BAD_DELIVERIES: Readonly<Record<string, () => Promise<string>>> = {
  'a source is missing': () => spoilt((root) => rmSync(dirname(claims(root)), { recursive: true })),
  'a file is read by nothing': () => spoilt((root) => writeFileSync(join(dirname(claims(root)), 'notes.txt'), '')),
  'a file is empty': () => spoilt((root) => truncateSync(claims(root), 0)),
  'a file is truncated': () => spoilt((root) => truncateSync(claims(root), 900)),
  'a file is text': () => spoilt((root) => writeFileSync(claims(root), 'SS00010;SS00015\n1;2\n')),
  'a column is missing': () => delivered({ health_care: 'SELECT * EXCLUDE (SS00020) FROM health_care' }),
  'a column is of another type': () => delivered({ health_care: replaced('TRUE AS SS00015') }),
  'days are written in another way': () => delivered({ health_care: replaced("'31/12/2023' AS SS00015") }),
  'a day is a year alone': () => delivered({ health_care: replaced("'2023' AS SS00015") }),
  'an amount has three decimals': () =>
    delivered({ health_care: replaced('CAST(SS00010 % 3 + 0.005 AS DOUBLE) AS SS00060') }),
  'a number is too large': () =>
    delivered({ health_care: replaced('CAST(40000 + SS00010 % 3 AS INTEGER) AS QUANTITY') }),
  'numbers are words': () =>
    delivered({ health_care: replaced("CASE WHEN SS00010 % 2 = 0 THEN 'n/a' ELSE '7' END AS QUANTITY") }),
  'a column is empty': () => delivered({ health_care: replaced('NULL::INTEGER AS SS00020') }),
  'a domain is left': () =>
    delivered({ population: 'SELECT * REPLACE (CAST(7 AS TINYINT) AS PP0020) FROM population' }),
  'a file is there twice': () => spoilt((root) => copyFileSync(claims(root), claims(root, 'resent.parquet'))),
  'rows are there twice': () => withFile('again.parquet', `${CLAIMS} ORDER BY SS00010 DESC LIMIT 150`),
  'rows are cut into other parts': async () => {
    const dataRoot = await withFile('b.parquet', `${CLAIMS} WHERE SS00010 % 3 = 1`);
    await write(claims(dataRoot), `${CLAIMS} WHERE SS00010 % 3 = 0`);
    await write(claims(dataRoot, 'c.parquet'), `${CLAIMS} WHERE SS00010 % 3 = 2`);
    await write(claims(dataRoot, 'd.parquet'), `${CLAIMS} WHERE SS00010 % 2 = 0 OR SS00010 % 3 = 1`);
    return dataRoot;
  },
  'some files are synthetic': () => spoilt((root) => writeFileSync(join(dirname(claims(root)), 'SYNTHETIC'), '')),
};
