/**
 * CSV as RFC 4180 has it (comma, CRLF, a header, UTF-8), with a description of its columns as CSV
 * on the Web beside it.
 */
import { join } from 'node:path';
import type { Value } from '../../engine/index.ts';
import { type FigureRow, type FigureTable, readYear } from '../figure-table.ts';
import { type TextFile, writeText } from '../text-file.ts';
import { type CsvForm, type ExportJob, perIndicator } from '../writer.ts';
import { describeCsv } from './csvw.ts';

export const csv = perIndicator(
  'csv',
  'RFC 4180, UTF-8, with a CSVW description beside it',
  (code) => [`${code}.csv`, `${code}.csv-metadata.json`],
  async (job, table) => {
    const [figures, metadata] = [`${table.code}.csv`, `${table.code}.csv-metadata.json`];
    await writeCsv(join(job.folder, figures), job, table);
    const described = describeCsv(figures, job.release.manifest, table, job.csv);
    await writeText(join(job.folder, metadata), (file) => file.write(`${JSON.stringify(described, null, 2)}\n`));
  },
);

/** Comma, point, no byte order mark. */
export const RFC_4180: CsvForm = { bom: false, delimiter: ',', decimal: '.' };

/** Writes a table; a NULL is an empty field, which no text of a cube is. */
export async function writeCsv(path: string, { release, csv: form }: ExportJob, table: FigureTable): Promise<void> {
  const names = table.columns.map(({ name }) => name);
  await writeText(path, async (file) => {
    if (form.bom) file.write('\uFEFF');
    writeRecord(file, names, form);
    for (const year of table.years)
      for (const row of await readYear(release, table, year)) writeRecord(file, valuesOf(row, names), form);
  });
}

/** One record with its CRLF. */
export function writeRecord(file: TextFile, values: readonly Value[], form: CsvForm = RFC_4180): void {
  file.write(`${values.map((value) => quote(value, form)).join(form.delimiter)}\r\n`);
}

function valuesOf(row: FigureRow, names: readonly string[]): Value[] {
  return names.map((name) => row[name] ?? null);
}

function quote(value: Value, { delimiter, decimal }: CsvForm): string {
  if (value === null) return '';
  const text = typeof value === 'number' && decimal !== '.' ? withDecimal(value, decimal) : String(value);
  return /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Without an exponent, which goes with a point alone. */
function withDecimal(value: number, decimal: string): string {
  const text = String(value);
  const written = text.includes('e') ? value.toFixed(20).replace(/\.?0+$/, '') : text;
  return written.replace('.', decimal);
}
