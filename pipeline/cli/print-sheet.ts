/** A sheet for people: headings and text below each other, within the width of a terminal. */
import {
  type Headings,
  LANGUAGES,
  type Language,
  type NamedText,
  printDay,
  type Sheet,
  type SheetCodeList,
  type SheetTexts,
} from '../sheet/index.ts';
import { wrap } from './wrap.ts';

/** The sheet in a language of the catalogue, in lines of at most `width` characters. */
export function printSheet(sheet: Sheet, language: string, width: number): string {
  const words = LANGUAGES[language];
  const texts = sheet.texts[language];
  if (words === undefined || texts === undefined) throw new Error(`no sheet in ${language}`);
  const named = ({ name, label }: NamedText) => `${name}-${label}`;
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
    ...field('status', [texts.status, texts.formerly].filter(Boolean).join(' ')),
    ...field('interpretations', texts.interpretations),
    ...field('remarks', texts.remarks),
    ...field('update', texts.update),
    ...field('smallestLevel', texts.smallest_level),
    ...field('levels', texts.levels.join(', ')),
    ...field('method', texts.method),
    ...field('withheld', texts.withheld ?? []),
    ...field('availableFrom', String(sheet.available_from)),
    ...field('dimensions', texts.dimensions),
    ...field('citation', texts.citation),
    ...field(
      'publisher',
      [texts.publisher?.name, texts.publisher?.url].flatMap((text) => text ?? []),
    ),
    ...field('contact', texts.publisher?.contact ?? ''),
    ...field(
      'licence',
      [texts.publisher?.licence?.name, texts.publisher?.licence?.url].flatMap((text) => text ?? []),
    ),
    ...field('metadataDate', printDay(sheet.metadata_date)),
    ...field('code', sheet.atlas_code ?? sheet.code),
    ...field('sourceVariables', texts.source_variables.map(named)),
    ...field('computedVariables', texts.computed_variables.map(named)),
    ...field('equivalents', texts.equivalents.map(named)),
    ...field('keywords', texts.keywords),
    ...sheet.code_lists.flatMap((list, i) => printCodeList(list, texts.code_lists[i], words, width)),
  ];
  return `${lines.join('\n')}\n`;
}

function bullet(text: string, width: number): string[] {
  return wrap(text, width, '    ', '  - ');
}

/** A code a line with what its file says of it; codes that have no label, in a row. */
function printCodeList(
  { name, codes }: SheetCodeList,
  texts: SheetTexts['code_lists'][number] | undefined,
  words: Language,
  width: number,
): string[] {
  const head = wrap(`${words.headings.codeLists} - ${texts?.label ?? name} (${name})`, width);
  const sentence = texts?.confidence == null ? [] : wrap(texts.confidence, width, '  ');
  const day = (date: string | null) => (date === null ? null : printDay(date));
  const dated = codes.map((code) => ({ ...code, dates: words.validity(day(code.valid_from), day(code.valid_to)) }));
  if (dated.every(({ label }) => label === null)) {
    const row = dated.map(({ code, dates }) => (dates === '' ? String(code) : `${code} (${dates})`)).join(', ');
    return ['', ...head, ...sentence, ...wrap(row, width, '  ')];
  }
  const lines = dated.flatMap(({ code, label, category, confidence, dates }) => {
    const known = [category, confidence && words.meaning[confidence]].filter(Boolean).join(', ');
    const text = [label, dates && `(${dates})`, known && `[${known}]`].filter(Boolean).join(' ');
    return wrap(text, width, '          ', `  ${String(code).padStart(6)}  `);
  });
  return ['', ...head, ...sentence, ...lines];
}
