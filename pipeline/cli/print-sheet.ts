/** A sheet for people: headings and text below each other, within the width of a terminal. */
import { type Headings, LANGUAGES, type NamedText, printDay, type Sheet } from '../catalogue/index.ts';
import { wrap } from './wrap.ts';

/** The sheet in a language of the catalogue, in lines of at most `width` characters. */
export function printSheet(sheet: Sheet, language: string, width: number): string {
  const words = LANGUAGES[language];
  const texts = sheet.texts[language];
  if (words === undefined || texts === undefined) throw new Error(`no sheet in ${language}`);
  const named = ({ name, label }: NamedText) => `${name} - ${label}`;
  const field = (heading: keyof Headings, body: string | readonly string[]): string[] => {
    if (body.length === 0) return [];
    const lines = typeof body === 'string' ? wrap(body, width, '  ') : body.flatMap((item) => bullet(item, width));
    return ['', words.headings[heading], ...lines];
  };
  const head = [...wrap(texts.title, width), '='.repeat(Math.min(width, [...texts.title].length))];
  const lines = [
    ...head,
    ...field('description', texts.description),
    ...field('unit', texts.unit),
    ...field('status', texts.status),
    ...field('readings', texts.readings),
    ...field('remarks', texts.remarks),
    ...field('update', texts.update),
    ...field('smallestLevel', texts.smallest_level),
    ...field('levels', texts.levels.join(', ')),
    ...field('method', texts.method),
    ...field('availableFrom', String(sheet.available_from)),
    ...field('dimensions', texts.dimensions),
    ...field('citation', texts.citation),
    ...field('metadataDate', printDay(sheet.metadata_date)),
    ...field('code', sheet.atlas_code ?? sheet.code),
    ...field('sourceVariables', texts.source_variables.map(named)),
    ...field('computedVariables', texts.computed_variables.map(named)),
    ...field('equivalents', texts.equivalents.map(named)),
    ...field('keywords', texts.keywords),
    ...sheet.code_lists.flatMap((list, i) => {
      const { label = '', confidence = null } = texts.code_lists[i] ?? {};
      const sentence = confidence === null ? [] : wrap(confidence, width, '  ');
      const codes = list.codes.flatMap((code) => {
        const meaning = [code.label, code.category, code.confidence].filter((part) => part !== null).join(' | ');
        const dates = words.validity(code.valid_from, code.valid_to);
        const text = [meaning, dates && `(${dates})`].filter(Boolean).join(' ');
        return wrap(text, width, '          ', `  ${String(code.code).padStart(6)}  `).map((line) => line.trimEnd());
      });
      return ['', `${words.headings.codeLists}: ${list.name} - ${label}`, ...sentence, ...codes];
    }),
  ];
  return `${lines.join('\n')}\n`;
}

function bullet(text: string, width: number): string[] {
  return wrap(text, width, '    ', '  - ');
}
