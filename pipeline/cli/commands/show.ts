/** `cubes show CODE`: the whole sheet of an indicator. */
import { Failure, suggest } from '../../base/index.ts';
import { buildSheet } from '../../sheet/index.ts';
import { openCatalogueWithoutTests } from '../catalogue-cache.ts';
import { printJson } from '../json/print-json.ts';
import { catalogueFileOf, type PlaceOptions } from '../options.ts';
import { printSheet } from '../print-sheet.ts';
import { languageOf, showText, textWidth } from '../terminal.ts';

/** No wider than a page. */
const MOST_COLUMNS = 100;

export interface ShowOptions extends PlaceOptions {
  readonly lang?: string;
  readonly json?: boolean;
}

/** Prints the sheet of an indicator. Refuses (usage) a code that the catalogue does not have. */
export async function show(code: string, options: ShowOptions): Promise<void> {
  const catalogue = openCatalogueWithoutTests(catalogueFileOf(options));
  const indicator = Object.hasOwn(catalogue.indicators, code) ? catalogue.indicators[code] : undefined;
  if (indicator === undefined)
    throw unknown(
      `\`${code}\` is not an indicator of the catalogue.`,
      code,
      Object.keys(catalogue.indicators),
      'list them with `cubes list`.',
    );
  const language = languageOf(options.lang, catalogue.languages);
  if (!catalogue.languages.includes(language))
    throw unknown(`there is no sheet in \`${language}\`.`, language, [], `one of: ${catalogue.languages.join(', ')}.`);
  const sheet = buildSheet(catalogue, indicator, { accessed: today() });
  if (options.json) {
    printJson('show', sheet);
    return;
  }
  await showText(printSheet(sheet, language, textWidth(MOST_COLUMNS)));
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
