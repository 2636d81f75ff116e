/** A file without quotes is split, any other is parsed: the rows and their lines are the same. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { csvReader } from '../../../pipeline/catalogue/csv-file.ts';
import { Report } from '../../../pipeline/catalogue/report.ts';
import { makeDataRoot } from '../../support/data-root.ts';

function read(text: string) {
  const path = join(makeDataRoot(), 'codes.csv');
  writeFileSync(path, text);
  const report = new Report();
  const position = { place: { file: 'x', line: 1, column: 1, length: 1 }, source: '' };
  const csv = csvReader(report)(path, 'a list', position);
  return {
    columns: csv?.columns,
    rows: csv?.rows,
    problems: report.diagnostics.map(({ code, place }) => [code, place.line]),
  };
}

it.each([
  ['code,label\n1,one\n2,two\n'],
  ['code,label\n\n1,one\n\n\n2,\n,two'],
  ['code\n1\n2'],
  ['code,label\n1, one \n2,é'],
  ['code,label\n'],
])('%j', (text) => {
  const quoted = text.replace(/^[^,\n]+/, '"$&"');
  expect(read(text)).toEqual(read(quoted));
});

it('a line of another width is reported, quotes or not', () => {
  expect(read('code,label\n1,one\n2\n').problems).toEqual([['csv-syntax', 3]]);
  expect(read('"code",label\n1,one\n2\n').problems).toEqual([['csv-syntax', 3]]);
});
