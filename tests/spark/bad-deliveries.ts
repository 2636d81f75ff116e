/** Deliveries that are refused before anything is computed, wherever their files are read. */
import { copyFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { delivered, fileOf, type SourceName, write } from '../input/deliver.ts';

const at = (dataRoot: string, source: SourceName = 'health_care', name?: string) =>
  fileOf(dataRoot, source, 2023, name);

/** A delivery that is right until something is done to it. */
async function spoilt(spoil: (dataRoot: string) => unknown): Promise<string> {
  const dataRoot = await delivered();
  await spoil(dataRoot);
  return dataRoot;
}

/** By what is wrong: makes the delivery, and gives its data root. */
export const BAD_DELIVERIES: Readonly<Record<string, () => Promise<string>>> = {
  'a source is missing': () => spoilt((root) => rmSync(dirname(at(root)), { recursive: true })),
  'a file is read by nothing': () => spoilt((root) => writeFileSync(join(dirname(at(root)), 'notes.txt'), '')),
  'files are empty, truncated or text': () =>
    spoilt((root) => {
      truncateSync(at(root), 0);
      truncateSync(at(root, 'population'), 900);
      writeFileSync(at(root, 'practitioner'), 'SS00065A;ADDRESS_NIS\n1;11001\n');
    }),
  'columns are missing, or of other types': () =>
    delivered({
      health_care: 'SELECT * EXCLUDE (SS00020) REPLACE (TRUE AS SS00015) FROM health_care',
      population: 'SELECT * REPLACE (TRUE AS PP0010) FROM population',
    }),
  'values do not fit': () =>
    delivered({
      health_care: `SELECT * REPLACE ('31/12/2023' AS SS00015, CAST(SS00010 % 3 + 0.005 AS DOUBLE) AS SS00060,
        CAST(40000 + SS00010 % 3 AS INTEGER) AS QUANTITY, CASE WHEN SS00010 % 2 = 0 THEN 'n/a' ELSE '7' END AS PRACTICE_ID)
        FROM health_care`,
      population: "SELECT * REPLACE ('2023' AS PP0040) FROM population",
    }),
  'a column is empty, and a domain is left': () =>
    delivered({
      health_care: 'SELECT * REPLACE (NULL::INTEGER AS SS00020) FROM health_care',
      population: 'SELECT * REPLACE (CAST(7 AS TINYINT) AS PP0020) FROM population',
    }),
  'files and rows are there twice': () =>
    spoilt(async (root) => {
      copyFileSync(at(root, 'practitioner'), at(root, 'practitioner', 'resent.parquet'));
      await write(at(root, 'population', 'again.parquet'), 'FROM population ORDER BY PP0010 DESC LIMIT 150');
      for (const part of [0, 1, 2])
        await write(at(root, 'health_care', `part-${part}.parquet`), `FROM health_care WHERE SS00010 % 3 = ${part}`);
      const spread = 'FROM health_care WHERE SS00010 % 2 = 0 OR SS00010 % 3 = 1';
      await write(at(root, 'health_care', 'spread.parquet'), spread);
    }),
  'some files are synthetic': () => spoilt((root) => writeFileSync(join(dirname(at(root)), 'SYNTHETIC'), '')),
};
