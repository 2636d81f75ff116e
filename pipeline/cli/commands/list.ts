/** `cubes list`: the indicators, one a line. */
import { quarterOf } from '../../base/index.ts';
import { type Indicator, isReleased } from '../../catalogue/index.ts';
import { type IndicatorState, readStates } from '../../refresh/index.ts';
import { openCatalogueWithoutTests } from '../catalogue-cache.ts';
import { printYears } from '../findings.ts';
import { printJson } from '../json/print-json.ts';
import { catalogueFileOf, dataRootOf, type PlaceOptions } from '../options.ts';
import { printTable } from '../print-table.ts';
import { languageOf, showText } from '../terminal.ts';

export interface ListOptions extends PlaceOptions {
  readonly lang?: string;
  readonly json?: boolean;
}

/** Prints the indicators of the catalogue with their schedule and what is published. */
export async function list(options: ListOptions): Promise<void> {
  const catalogue = openCatalogueWithoutTests(catalogueFileOf(options));
  // What machines read does not change with the terminal.
  const language = options.json ? (options.lang ?? 'en') : languageOf(options.lang, catalogue.languages);
  const indicators = Object.values(catalogue.indicators).sort((a, b) => a.code.localeCompare(b.code));
  const states = new Map(
    readStates(catalogue, dataRootOf(options), [], quarterOf(new Date())).map((state) => [state.code, state]),
  );
  const rows = indicators.map((indicator) => {
    const { code, title, status, measure, dimensions, smallestLevel, availableFrom, schedule } = indicator;
    return {
      code,
      title: title[language] ?? title.en ?? code,
      measure: measure.kind,
      dimensions,
      smallest_level: smallestLevel,
      available_from: availableFrom,
      refresh: `${schedule.refresh}, Y-${schedule.lagYears}`,
      published: states.get(code)?.published ?? [],
      state: isReleased(catalogue, indicator) ? stateOf(status, states.get(code)) : 'not released',
    };
  });
  if (options.json) {
    printJson('list', { indicators: rows });
    return;
  }
  const head = ['code', 'title', 'measure', 'by', 'smallest level', 'from', 'refresh', 'published', 'state'];
  const cells = rows.map((r) => [
    r.code,
    r.title,
    r.measure,
    r.dimensions.join(', '),
    r.smallest_level,
    String(r.available_from),
    r.refresh,
    printYears(r.published),
    r.state,
  ]);
  await showText(`${printTable(head, cells)}\n`);
}

/** What has to be done next, today: `late 2023`, `due 2024`, or when the next year is. */
function stateOf(status: Indicator['status'], state: IndicatorState | undefined): string {
  if (status === 'example') return 'example';
  if (state === undefined) return '';
  const overdue = state.overdue.length === 0 ? [] : [`overdue ${printYears(state.overdue)}`];
  const due = state.due === null ? [] : [`due ${state.due}`];
  return [...overdue, ...due].join(', ') || `next in ${state.next}`;
}
