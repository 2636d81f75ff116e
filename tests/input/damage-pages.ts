/** Makes a Parquet file whose footer is whole unreadable in the middle of a column. */
import { readFileSync, writeFileSync } from 'node:fs';
import { query } from '../support/read-cube.ts';

/** Overwrites the pages of a column in the row group in the middle. */
export async function damagePages(file: string, column: string): Promise<void> {
  const groups = await query(
    `SELECT COALESCE(dictionary_page_offset, data_page_offset) AS start, total_compressed_size AS length FROM parquet_metadata('${file}') WHERE path_in_schema = '${column}' ORDER BY row_group_id`,
  );
  const { start, length } = groups[Math.floor(groups.length / 2)] ?? {};
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(0xaa, Number(start) + 20, Number(start) + Number(length)));
}
