/**
 * How large the sources of a year are: from the footers of Parquet files, without reading a row.
 */
import { statSync } from 'node:fs';
import type { Engine } from '../engine/index.ts';
import type { Sizes, SourceSize } from '../plan/index.ts';
import { printFiles } from '../query/index.ts';
import { nameBelow } from '../store/index.ts';
import type { SourceFiles } from './inputs.ts';

/** Of text files only the bytes are known: a row of claims takes about this many. */
const TEXT_ROW_BYTES = 70;

/** The sizes of every source, by year. */
export async function readSizes(engine: Engine, inputs: readonly SourceFiles[]): Promise<Map<number, Sizes>> {
  const sizes = new Map<number, Record<string, SourceSize>>();
  for (const input of inputs) {
    const ofYear = sizes.get(input.year) ?? {};
    ofYear[input.source.name] = input.source.format === 'parquet' ? await footers(engine, input) : textFiles(input);
    sizes.set(input.year, ofYear);
  }
  return sizes;
}

/** Rows of every Parquet file, by its path below the data root. */
export async function readRowCounts(
  engine: Engine,
  inputs: readonly SourceFiles[],
  dataRoot: string,
): Promise<Map<string, number>> {
  const rows = new Map<string, number>();
  for (const { source, patterns } of inputs) {
    if (source.format !== 'parquet') continue;
    const found = await engine.query(`SELECT file_name, num_rows FROM parquet_file_metadata(${printFiles(patterns)})`);
    for (const { file_name, num_rows } of found) rows.set(nameBelow(dataRoot, String(file_name)), Number(num_rows));
  }
  return rows;
}

async function footers(engine: Engine, { source, patterns }: SourceFiles): Promise<SourceSize> {
  const files = printFiles(patterns);
  const [whole] = await engine.query(`SELECT SUM(num_rows) AS n FROM parquet_file_metadata(${files})`);
  const found = await engine.query(
    `SELECT path_in_schema AS name, SUM(total_compressed_size) AS bytes FROM parquet_metadata(${files}) GROUP BY ALL`,
  );
  const bytes = new Map(found.map((row) => [String(row.name), Number(row.bytes)]));
  const columns = Object.values(source.columns).map(({ name, from }) => [name, bytes.get(from) ?? 0]);
  return { rows: Number(whole?.n ?? 0), bytes: Object.fromEntries(columns) };
}

function textFiles({ source, files }: SourceFiles): SourceSize {
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  const names = Object.keys(source.columns);
  return {
    rows: Math.ceil(bytes / TEXT_ROW_BYTES),
    bytes: Object.fromEntries(names.map((name) => [name, bytes / names.length])),
  };
}
