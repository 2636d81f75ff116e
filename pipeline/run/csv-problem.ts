/** Why a CSV file cannot be read: the line, and what is wrong there; never what it says. */
import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { CsvError, parse } from 'csv-parse';
import type { Source } from '../catalogue/index.ts';

/** The first line that is not as the map says; undefined where none is found. */
export async function findCsvProblem(source: Source, file: string): Promise<string | undefined> {
  if (source.encoding === 'utf-8') {
    const line = await firstLineNotUtf8(file);
    if (line !== undefined)
      return `line ${line} is not UTF-8; declare \`encoding:\` on the source, such as \`encoding: windows-1252\``;
  }
  return findWrongRecord(source, file);
}

async function firstLineNotUtf8(file: string): Promise<number | undefined> {
  let line = 0;
  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(file)) {
    const bytes = Buffer.concat([rest, chunk as Buffer]);
    const end = bytes.lastIndexOf(0x0a) + 1;
    const whole = bytes.subarray(0, end);
    if (!isUtf8(whole)) return line + badLine(whole);
    line += lines(whole);
    rest = bytes.subarray(end);
  }
  return isUtf8(rest) ? undefined : line + 1;
}

function lines(bytes: Buffer): number {
  return bytes.reduce((n, byte) => (byte === 0x0a ? n + 1 : n), 0);
}

/** The first of some lines that is not UTF-8, counted from 1. */
function badLine(bytes: Buffer): number {
  for (let line = 1, from = 0; ; line += 1) {
    const end = bytes.indexOf(0x0a, from);
    if (end < 0 || !isUtf8(bytes.subarray(from, end))) return line;
    from = end + 1;
  }
}

async function findWrongRecord({ delimiter, encoding }: Source, file: string): Promise<string | undefined> {
  const decoder: BufferEncoding = encoding === 'utf-16' ? 'utf16le' : encoding === 'utf-8' ? 'utf8' : 'latin1';
  const parser = createReadStream(file)
    .setEncoding(decoder)
    .pipe(parse({ delimiter, bom: true, relax_column_count: true, info: true, skip_empty_lines: true }));
  let fields: number | undefined;
  let wrong: { line: number; found: number } | undefined;
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: readonly string[];
      info: { lines: number };
    }>) {
      // Whether the wrong one is the last shows in what comes after it.
      if (wrong !== undefined) return `line ${wrong.line} has ${wrong.found} of ${fields} fields`;
      fields ??= record.length;
      if (record.length !== fields) wrong = { line: info.lines, found: record.length };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = 'lines' in error ? Number(error.lines) : undefined;
    return line === undefined
      ? 'a quote is not closed'
      : `a quote of line ${line} or above is not closed or stands in a field`;
  }
  if (wrong === undefined) return undefined;
  return `line ${wrong.line}, the last, has ${wrong.found} of ${fields} fields: remove it if it is a footer`;
}
