/** Makes the view of an indicator in a language out of its figures and its sheet. */

import { memberWords, textsOf } from '../../export/index.ts';
import { heldPer, type SheetTexts } from '../../sheet/index.ts';
import type { IndicatorFigures } from '../read/read-figures.ts';
import { findBreaks } from '../shape/classes.ts';
import { areasAt, countLevel, defaultLevel, MAP_LEVELS, type MapLevel, TOTAL } from '../shape/figures.ts';
import { decimalsFor } from '../shape/format.ts';
import type { PageContext } from './page.ts';
import type { Choice, IndicatorView } from './view.ts';

/** The sheet in the language of the page, else in French; `language` is the one that it is in. */
export function sheetTexts(
  figures: Pick<IndicatorFigures, 'sheet'>,
  language: string,
): { readonly texts: SheetTexts; readonly language: string } {
  const { sheet } = figures;
  const found = sheet.texts[language];
  if (found !== undefined) return { texts: found, language };
  const other = ['fr', 'en', ...Object.keys(sheet.texts)].find((one) => sheet.texts[one] !== undefined) ?? language;
  return { texts: textsOf(sheet, other), language: other };
}

/** Limits of classes by group, then level: the same in every language. */
export function breaksOf(figures: IndicatorFigures, index: PageContext['index']): IndicatorView['breaks'] {
  const levels = levelsOf(figures);
  return Object.fromEntries(
    figures.groups.map((group) => {
      const slices = figures.years.map((year) => figures.slice(year, group));
      return [
        group,
        Object.fromEntries(levels.map((level) => [level, findBreaks(slices, areasAt(index, level))] as const)),
      ];
    }),
  );
}

/** Levels of a map that the indicator has, coarsest first. */
export function levelsOf({ sheet }: Pick<IndicatorFigures, 'sheet'>): MapLevel[] {
  return MAP_LEVELS.filter((level) => sheet.levels.some((one) => one.level === level));
}

/** The view of an indicator in the language of the context. */
export function makeView(
  { source, language }: PageContext,
  figures: IndicatorFigures,
  breaks: IndicatorView['breaks'],
  sectors: IndicatorView['sectors'],
): IndicatorView {
  const { sheet, years } = figures;
  const said = sheetTexts(figures, language).texts;
  const country = years.map((year) => Math.abs(figures.slice(year).v[0] ?? 0));
  const words = memberWords(language);
  return {
    language,
    code: sheet.code,
    title: said.title,
    unit: said.unit,
    per: heldPer(sheet.measure),
    kind: sheet.measure.kind,
    years,
    levels: levelsOf(figures),
    dimensions: sheet.dimensions.map(({ name, members, groups_claims: groupsClaims }, i) => ({
      name,
      ...(groupsClaims && { groupsClaims }),
      label: said.dimensions[i] ?? name,
      members: [...members.map((member) => ({ name: member, label: words[member] ?? member }))],
    })),
    decimals: decimalsFor(Math.max(0, ...country), figures.isWhole),
    threshold: source.threshold,
    isChanged: source.isChanged,
    hasIntervals: figures.hasIntervals,
    hasStandardised: figures.hasStandardised,
    breaks,
    release: source.manifest.release,
    sectors,
    illustrative: said.illustrative ?? null,
    notes: notesOf(source, sheet.code, years),
  };
}

/** The gates that were accepted for an indicator, or for a source or delivery of all, by year. */
export function acceptedFor({ manifest, sheets }: PageContext['source'], code: string, years: readonly number[]) {
  const others = new Set(sheets.map((sheet) => sheet.code).filter((one) => one !== code));
  return manifest.accepted.flatMap((gate) => {
    const [about = '', year] = gate.subject.split(' ');
    return !others.has(about) && years.includes(Number(year)) ? [{ ...gate, year: Number(year) }] : [];
  });
}

/** Their reasons. */
function notesOf(source: PageContext['source'], code: string, years: readonly number[]) {
  const notes = acceptedFor(source, code, years).flatMap(({ year, reason }) =>
    reason === undefined ? [] : [[`${year} ${reason}`, { year, reason }] as const],
  );
  return [...new Map(notes).values()].sort((a, b) => a.year - b.year);
}

/**
 * What a page shows before anybody chooses: Belgium, the newest year, everybody, the finest level
 * that says something.
 */
export function defaultChoice(figures: IndicatorFigures, index: PageContext['index']): Choice {
  const year = figures.years.at(-1) ?? 0;
  const counts = levelsOf(figures).map((level) => countLevel(index, figures.slice(year), level));
  return {
    year,
    group: TOTAL,
    level: defaultLevel(counts),
    show: 'value',
    colour: 'quantiles',
    confidence: 99.8,
    reference: 0,
    area: 0,
  };
}
