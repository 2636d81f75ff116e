/** `cubes show CODE`: the whole sheet of an indicator. */
import { Failure, suggest } from '../../base/index.ts';
import { openCatalogue } from '../../catalogue/index.ts';
import { buildSheet } from '../../sheet/index.ts';
import { printJson } from '../json/print-json.ts';
import { catalogueFileOf, type PlaceOptions, PROGRAM_ROOT } from '../options.ts';
import { printSheet } from '../print-sheet.ts';

/** Readable on every terminal: no wider than a page, no narrower than a word. */
const WIDTHS = { least: 40, usual: 80, most: 100 };

export interface ShowOptions extends PlaceOptions {
  readonly lang: string;
  readonly json?: boolean;
}

/** Prints the sheet of an indicator. Refuses (usage) a code that the catalogue does not have. */
export function show(code: string, options: ShowOptions): void {
  const catalogue = openCatalogue(catalogueFileOf(options), PROGRAM_ROOT);
  const indicator = Object.hasOwn(catalogue.indicators, code) ? catalogue.indicators[code] : undefined;
  if (indicator === undefined)
    throw unknown(
      `\`${code}\` is not an indicator of the catalogue.`,
      code,
      Object.keys(catalogue.indicators),
      'list them with `cubes list`.',
    );
  if (!catalogue.languages.includes(options.lang))
    throw unknown(
      `there is no sheet in \`${options.lang}\`.`,
      options.lang,
      [],
      `one of: ${catalogue.languages.join(', ')}.`,
    );
  const sheet = buildSheet(catalogue, indicator, today());
  if (options.json) {
    printJson('show', sheet);
    return;
  }
  const width = Math.min(WIDTHS.most, Math.max(WIDTHS.least, process.stdout.columns ?? WIDTHS.usual));
  process.stdout.write(printSheet(sheet, options.lang, width));
}

/** The day here and now, as an ISO date. */
function today(): string {
  const now = new Date();
  const two = (n: number) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

function unknown(message: string, name: string, known: readonly string[], otherwise: string): Failure {
  const nearest = suggest(name, known);
  return new Failure('usage', message, { help: nearest === undefined ? otherwise : `did you mean \`${nearest}\`?` });
}
