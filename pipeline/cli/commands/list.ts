/** `cubes list`: the indicators, one a line. */
import { openCatalogue } from '../../catalogue/index.ts';
import { catalogueFileOf, type PlaceOptions, PROGRAM_ROOT } from '../options.ts';
import { printTable } from '../print-table.ts';

export function list(options: PlaceOptions & { readonly lang: string; readonly json?: boolean }): void {
  const catalogue = openCatalogue(catalogueFileOf(options), PROGRAM_ROOT);
  const indicators = Object.values(catalogue.indicators).sort((a, b) => a.code.localeCompare(b.code));
  const rows = indicators.map(({ code, title, measure, dimensions, smallestLevel, availableFrom, schedule }) => ({
    code,
    title: title[options.lang] ?? title.en ?? code,
    measure: measure.kind,
    dimensions,
    smallest_level: smallestLevel,
    available_from: availableFrom,
    refresh: `${schedule.refresh}, Y-${schedule.lagYears}`,
  }));
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ version: 1, indicators: rows }, null, 2)}\n`);
    return;
  }
  const head = ['code', 'title', 'measure', 'by', 'smallest level', 'from', 'refresh'];
  const cells = rows.map((r) => [
    r.code,
    r.title,
    r.measure,
    r.dimensions.join(', '),
    r.smallest_level,
    String(r.available_from),
    r.refresh,
  ]);
  process.stdout.write(`${printTable(head, cells)}\n`);
}
