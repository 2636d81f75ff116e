/** What a test reads: an indicator on a page, what is chosen of it, and its words. */
import { fill } from '../../pipeline/site/texts/fill.ts';
import { type SiteLanguage, TEXTS } from '../../pipeline/site/texts/index.ts';
import { type Areas, type Cell, type CubeFigures, formatOf } from './cube-figures.ts';
import type { Element } from './read-page.ts';

/** An indicator on a page of a language. */
export interface Reading {
  readonly page: Element;
  readonly language: SiteLanguage;
  readonly figures: CubeFigures;
  readonly areas: Areas;
}

/** What the page shows of it; `area` is a place. */
export interface Chosen {
  readonly year: number;
  readonly group: string;
  readonly level: string;
  readonly area: number;
}

/** Texts of figures as the page of a language must write them. */
export function wordsOf({ language, figures }: Pick<Reading, 'language' | 'figures'>) {
  const { write } = formatOf(language);
  const texts = TEXTS[language];
  const sheet = figures.sheet.texts[language] ?? figures.sheet.texts.fr;
  const unit = sheet?.unit ?? '';
  const value = (x: number | null) => (x === null ? texts.noValue : write(x, figures.decimals));
  const withUnit = (x: number | null) => value(x) + (x !== null && unit === '%' ? '\u00a0%' : '');
  return {
    texts,
    unit,
    title: sheet?.title ?? '',
    count: (n: number | null) => (n === null ? '' : write(n)),
    value,
    withUnit,
    said: ({ state, value: x }: Cell) => (state === 'suppressed' ? texts.suppressed : withUnit(x)),
    interval: ({ lower, upper }: Cell) => (lower === null || upper === null ? '' : `${value(lower)} – ${value(upper)}`),
    limits: ({ lower, upper }: Cell) =>
      lower === null || upper === null ? '' : fill(texts.intervalShort, { lower: value(lower), upper: value(upper) }),
  };
}

export const areasAt = ({ codes, levels }: Areas, level: string) => codes.filter((_, place) => levels[place] === level);
export const cellsOf = ({ figures, areas }: Reading, { year, group, level }: Chosen) =>
  new Map(areasAt(areas, level).map((area) => [area, figures.cell(year, area, group)]));
