/**
 * Excel: a sheet of figures with names, and a sheet that says what they are. A suppressed cell is
 * empty, and its status says so: one text in a column of numbers, and a pivot table counts it
 * instead of adding it up.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import writeExcelFile, { type SheetData } from 'write-excel-file/node';
import { getCellAddress } from 'write-excel-file/utility';
import { Failure } from '../../base/index.ts';
import { type Headings, LANGUAGES, noticesOf } from '../../sheet/index.ts';
import { type Column, type FigureTable, readYear } from '../figure-table.ts';
import { type ExportJob, perIndicator } from '../writer.ts';

/**
 * A workbook is made in memory, about 4 KB a row; far below what Excel can open (1,048,576 rows),
 * and far above what a person looks at.
 */
const MOST_ROWS = 200_000;

export const xlsx = perIndicator(
  'xlsx',
  `a workbook an indicator, figures and metadata; up to ${MOST_ROWS.toLocaleString('en-GB')} rows`,
  (code) => [`${code}.xlsx`],
  async (job, table) => {
    if (table.rows > MOST_ROWS)
      throw new Failure('usage', `${table.code} has ${table.rows} rows, a workbook at most ${MOST_ROWS}.`, {
        help: 'choose fewer --years or some --level, or csv or parquet.',
      });
    const { words } = job;
    const data = await figuresOf(job, table);
    const range = `A1:${getCellAddress(data.length - 1, table.columns.length - 1)}`;
    const workbook = writeExcelFile(
      [
        {
          data,
          sheet: words.figures,
          stickyRowsCount: 1,
          orientation: 'landscape',
          columns: table.columns.map(({ role }) => ({ width: role === 'name' ? 24 : 14 })),
        },
        { data: metadataOf(job, table), sheet: words.metadata, columns: [{ width: 32 }, { width: 100 }] },
      ],
      {
        features: [
          {
            files: {
              transform: {
                'xl/worksheets/sheet{id}.xml': {
                  transform: (xml, _options, { sheetIndex }) => (sheetIndex === 0 ? withFilter(xml, range) : xml),
                },
              },
            },
          },
        ],
      },
    );
    writeFileSync(join(job.folder, `${table.code}.xlsx`), await workbook.toBuffer());
  },
);

/** A filter on the head of the figures; it comes right after the rows in the schema of a sheet. */
function withFilter(sheet: string, range: string): string {
  return sheet.replace('</sheetData>', `</sheetData><autoFilter ref="${range}"/>`);
}

/** How numbers of a column look; a year has no thousands. */
function formatOf({ name, type }: Column): string {
  if (name === 'time_period') return '0';
  return type === 'DOUBLE' ? '#,##0.00' : '#,##0';
}

async function figuresOf({ release }: ExportJob, table: FigureTable): Promise<SheetData> {
  const data: SheetData = [table.columns.map(({ title }) => ({ value: title, fontWeight: 'bold' as const }))];
  for (const year of table.years) {
    for (const row of await readYear(release, table, year)) {
      data.push(
        table.columns.map((column) => {
          const value = row[column.name] ?? null;
          if (value === null) return null;
          return typeof value === 'number' ? { value, format: formatOf(column) } : String(value);
        }),
      );
    }
  }
  return data;
}

function metadataOf({ release, words }: ExportJob, { code, language, texts, source, sheet }: FigureTable): SheetData {
  const headings = headingsIn(language);
  const line = (heading: string, value: string | readonly string[]): SheetData =>
    [value].flat().map((one, i) => [i === 0 ? { value: heading, fontWeight: 'bold' as const } : null, one]);
  return [
    ...line(headings.code, code),
    ...line('', texts.title),
    ...line('', noticesOf(texts)),
    ...line(headings.description, texts.description),
    ...line(headings.unit, texts.unit),
    ...line(headings.method, texts.method),
    ...line(headings.withheld, texts.withheld ?? []),
    ...line(headings.status, texts.status),
    ...line(headings.interpretations, texts.interpretations),
    ...line(headings.remarks, texts.remarks),
    ...line(headings.levels, texts.levels),
    ...line(headings.dimensions, texts.dimensions),
    ...line(headings.update, texts.update),
    ...line(headings.metadataDate, sheet.metadata_date),
    ...line(headings.citation, source),
    ...line(headings.publisher, linesOf(texts.publisher)),
    ...line(headings.licence, linesOf(texts.publisher?.licence)),
    ...line('Release', release.manifest.release),
    [],
    ...statusLines('obs_status', words.columns.obs_status, words.obsStatus),
    ...statusLines('conf_status', words.columns.conf_status, words.confStatus),
  ];
}

function linesOf(link: { readonly name: string; readonly url: string | null } | null | undefined): string[] {
  return [link?.name, link?.url].flatMap((text) => text ?? []);
}

/** Of a sheet in the language; in English, as its texts are, where there are no sheets in it. */
function headingsIn(language: string): Headings {
  const found = LANGUAGES[language] ?? LANGUAGES.en;
  if (found === undefined) throw new Error('no sheets in English');
  return found.headings;
}

function statusLines(name: string, title: string, meanings: Readonly<Record<string, string>>): SheetData {
  return Object.entries(meanings).map(([status, meaning]) => [`${title} (${name})`, `${status}: ${meaning}`]);
}
