/** Parameters: a published number by group and year, such as a median income. */
import { type CsvFile, hasColumn } from './csv-file.ts';
import type { Position, Report } from './report.ts';

export interface ParameterRequest {
  readonly name: string;
  readonly value: string;
  readonly by: string;
  readonly position: Position;
}

/** Groups with a row of the file whose column `confidence`, if there is one, is `illustrative`. */
export function illustrativeGroups({ rows }: CsvFile, by: string): string[] {
  const marked = rows.filter(({ values }) => values.confidence === 'illustrative');
  return [...new Set(marked.map(({ values }) => values[by] ?? ''))];
}

/** Gives group → year → decimal text; reports values that are no numbers and values given twice. */
export function readParameter(
  csv: CsvFile,
  request: ParameterRequest,
  report: Report,
): Record<string, Record<number, string>> {
  const { name, value, by, position } = request;
  const complete = [value, by, 'year'].map((column) => hasColumn(csv, column, name, position, report));
  if (complete.includes(false)) return {};
  const values = new Map<string, Record<number, string>>();
  for (const row of csv.rows) {
    const group = row.values[by] ?? '';
    const year = row.values.year ?? '';
    const text = row.values[value] ?? '';
    if (!/^\d{4}$/.test(year))
      report.add('parameter-value', csv.positionOf(row, 'year'), { value: year, column: 'year' });
    else if (!/^\d{1,12}(\.\d{1,6})?$/.test(text))
      report.add('parameter-value', csv.positionOf(row, value), { value: text, column: value });
    else {
      const years = values.get(group) ?? {};
      values.set(group, years);
      if (years[Number(year)] !== undefined)
        report.add('parameter-twice', csv.positionOf(row, 'year'), { parameter: name, group, year });
      years[Number(year)] = text;
    }
  }
  return Object.fromEntries(values);
}
