/**
 * Recognises synthetic data by the marks that the generator leaves: a file SYNTHETIC in a folder,
 * and a key in Parquet footers.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure, SYNTHETIC_FILE, SYNTHETIC_FOOTER } from '../base/index.ts';
import type { Engine } from '../engine/index.ts';
import { printFiles, printText } from '../query/index.ts';
import { nameBelow } from '../store/index.ts';
import { literalPath, type SourceFiles } from './inputs.ts';
import { printList } from './print-list.ts';

/**
 * Which years of a delivery are synthetic. Refuses (data) a year of which some files are marked and
 * others are not: nobody could say whom its figures describe.
 * @returns by year, true where every file is marked
 */
export async function readSyntheticYears(
  engine: Engine,
  inputs: readonly SourceFiles[],
  dataRoot: string,
): Promise<ReadonlyMap<number, boolean>> {
  const years = new Map<number, boolean>();
  const mixed: string[] = [];
  for (const year of new Set(inputs.map((input) => input.year))) {
    const marks: { readonly file: string; readonly marked: boolean }[] = [];
    for (const input of inputs.filter((one) => one.year === year))
      marks.push(...(await readMarks(engine, input, dataRoot)));
    const marked = marks.filter((file) => file.marked);
    years.set(year, marked.length > 0);
    if (marked.length === 0 || marked.length === marks.length) continue;
    const [synthetic, real] = [marked[0]?.file, marks.find((file) => !file.marked)?.file];
    mixed.push(
      `${year}: ${marked.length} of ${marks.length} files are marked as synthetic (${synthetic}), others are not (${real})`,
    );
  }
  if (mixed.length === 0) return years;
  throw new Failure('data', `synthetic and real data are mixed in a year:\n${printList(mixed)}`, {
    help: `keep them in data roots of their own (--data); if all of it is synthetic, put an empty file ${SYNTHETIC_FILE} into the folders that have none.`,
  });
}

async function readMarks(engine: Engine, { source, files }: SourceFiles, dataRoot: string) {
  const below = files.filter((file) => !isMarkedByFolder(file, dataRoot));
  const footers = source.format === 'parquet' ? await markedFooters(engine, below) : new Set<string>();
  return files.map((file) => ({
    file: nameBelow(dataRoot, file),
    marked: !below.includes(file) || footers.has(file),
  }));
}

/** Whether the folder of a file, or one above it up to the data root, holds the marking file. */
function isMarkedByFolder(file: string, dataRoot: string): boolean {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if (existsSync(join(folder, SYNTHETIC_FILE))) return true;
    if (folder === dataRoot || folder === dirname(folder)) return false;
  }
}

async function markedFooters(engine: Engine, files: readonly string[]): Promise<ReadonlySet<string>> {
  if (files.length === 0) return new Set();
  const { key, value } = SYNTHETIC_FOOTER;
  const rows = await engine.query(
    `SELECT DISTINCT file_name FROM parquet_kv_metadata(${printFiles(files.map(literalPath))}) WHERE key = ${printText(key)}::BLOB AND value = ${printText(value)}::BLOB`,
  );
  return new Set(rows.map((row) => String(row.file_name)));
}
