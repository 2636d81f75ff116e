/** SDMX-CSV 2.0 of an indicator, with its data structure definition in SDMX-JSON 2.0 beside it. */
import { join } from 'node:path';
import type { Value } from '../../engine/index.ts';
import { type FigureTable, readYear } from '../figure-table.ts';
import { writeText } from '../text-file.ts';
import { perIndicator } from '../writer.ts';
import { writeRecord } from './csv.ts';
import { AGENCY, flowId, sdmxCode, VERSION } from './sdmx-codes.ts';
import { describeStructure } from './sdmx-structure.ts';

/** Annual, as FREQ says it. */
const ANNUAL = 'A';

export const sdmxCsv = perIndicator(
  'sdmx-csv',
  'SDMX-CSV 2.0, with its structure in SDMX-JSON 2.0 beside it',
  (code) => [`${code}.sdmx.csv`, `${code}.structure.json`],
  async (job, table) => {
    const columns = componentsOf(table);
    const flow = `${AGENCY}:${flowId(table.code)}(${VERSION})`;
    await writeText(join(job.folder, `${table.code}.sdmx.csv`), async (file) => {
      const ids = columns.map((name) => name.toUpperCase());
      writeRecord(file, ['STRUCTURE', 'STRUCTURE_ID', 'ACTION', 'FREQ', ...ids]);
      const coded = new Set(table.sheet.dimensions.map(({ name }) => name));
      const codeFor = (name: string, value: Value) => (coded.has(name) ? sdmxCode(String(value)) : value);
      for (const year of table.years)
        for (const row of await readYear(job.release, table, year))
          writeRecord(file, [
            'dataflow',
            flow,
            'I',
            ANNUAL,
            ...columns.map((name) => codeFor(name, row[name] ?? null)),
          ]);
    });
    const structure = await describeStructure(job, table);
    await writeText(join(job.folder, `${table.code}.structure.json`), (file) =>
      file.write(`${JSON.stringify(structure, null, 1)}\n`),
    );
  },
);

/**
 * Dimensions with the year last, measures, attributes. NIS codes distinguish the levels by
 * themselves: the level is the attribute of an area, and the list of areas says in what each lies.
 * A value that is suppressed is empty, and its statuses say why.
 */
function componentsOf({ sheet, columns }: FigureTable): string[] {
  const named = (role: string) => columns.filter((column) => column.role === role).map(({ name }) => name);
  const dimensions = ['ref_area', ...sheet.dimensions.map(({ name }) => name), 'time_period'];
  return [...dimensions, ...named('figure'), 'area_level', ...named('status')];
}
