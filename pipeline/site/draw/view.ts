/**
 * What is drawn, as the build and the browser both know it: an indicator in a language, and a
 * choice of its figures.
 */

import type { Breaks, Scale } from '../shape/classes.ts';
import type { Confidence, Verdict } from '../shape/compare.ts';
import { type AreaIndex, type CellState, type MapLevel, type Reference, type Show, TOTAL } from '../shape/figures.ts';
import { formatNumber } from '../shape/format.ts';
import type { Texts } from '../texts/en.ts';
import { fill } from '../texts/fill.ts';
import { html, type Markup } from './html.ts';

/**
 * An indicator as a page in one language shows it. Plain data: the page carries it for the browser.
 */
export interface IndicatorView {
  readonly language: string;
  readonly code: string;
  readonly title: string;
  readonly unit: string;
  /** The ratio is multiplied by it. */
  readonly per: number;
  readonly kind: string;
  readonly years: readonly number[];
  readonly levels: readonly MapLevel[];
  readonly dimensions: readonly {
    readonly name: string;
    readonly label: string;
    /** It groups claims: a person may be in several of its members. */
    readonly groupsClaims?: true;
    readonly members: readonly { readonly name: string; readonly label: string }[];
  }[];
  /** Decimals of values. */
  readonly decimals: number;
  readonly threshold: number | null;
  /** Figures were rounded or perturbed: each is written with ≈. */
  readonly isChanged: boolean;
  readonly hasIntervals: boolean;
  readonly hasStandardised: boolean;
  /** Limits of classes by group, then level. */
  readonly breaks: Readonly<Record<string, Readonly<Partial<Record<MapLevel, Breaks>>>>>;
  readonly release: string;
  /** Codes of municipalities of which some sector shows a figure; those with boundaries of some. */
  readonly sectors: { readonly municipalities: readonly string[]; readonly drawn: readonly string[] };
  /** That figures depend on invented values, in a sentence; null where they do not. */
  readonly illustrative: string | null;
  /** Why a year is out of line: the reasons that gates of it were accepted for. */
  readonly notes: readonly { readonly year: number; readonly reason: string }[];
}

/** A choice of figures: what the address of a view says. */
export interface Choice {
  readonly year: number;
  /** Key of the group. */
  readonly group: string;
  readonly level: MapLevel;
  readonly show: Show;
  readonly colour: Scale | 'compare';
  readonly confidence: Confidence;
  readonly reference: Reference;
  /** Place of the area of the panel. */
  readonly area: number;
}

/** What everything is drawn with. */
export interface Drawing {
  readonly view: IndicatorView;
  readonly index: AreaIndex;
  readonly texts: Texts;
  /** Where the pages of the language are, seen from this page; ends with a slash. */
  readonly root: string;
}

/** What a reader has to know of an indicator before its figures. */
export function drawIllustrative({ illustrative }: IndicatorView): Markup {
  return html`${illustrative !== null && html`<p class="notice">${illustrative}</p>`}`;
}

/** A value as it is written; the sign of a changed figure before it. */
export function printValue({ view, texts }: Pick<Drawing, 'view' | 'texts'>, value: number | null): string {
  if (value === null) return texts.noValue;
  return `${view.isChanged ? '≈ ' : ''}${formatNumber(value, view.language, view.decimals)}`;
}

/**
 * A value with its unit: a percent sign behind it, other units only where there is room for them.
 */
export function printWithUnit(drawing: Pick<Drawing, 'view' | 'texts'>, value: number | null): string {
  const printed = printValue(drawing, value);
  return value !== null && drawing.view.unit === '%' ? `${printed}\u00a0%` : printed;
}

/** What is said of a cell: its value with the unit, that it is not published, or a dash. */
export function printCell(drawing: Pick<Drawing, 'view' | 'texts'>, state: CellState, value: number | null): string {
  return state === 'suppressed' ? drawing.texts.suppressed : printWithUnit(drawing, value);
}

/** Both limits: `1.66 – 1.78`. */
export function printInterval(
  drawing: Pick<Drawing, 'view' | 'texts'>,
  lower: number | null,
  upper: number | null,
): string {
  if (lower === null || upper === null) return drawing.texts.noValue;
  const { language, decimals } = drawing.view;
  return `${formatNumber(lower, language, decimals)} – ${formatNumber(upper, language, decimals)}`;
}

/** A count: exact. */
export function printCount({ view }: Pick<Drawing, 'view'>, count: number | null | undefined): string {
  return count === null || count === undefined ? '' : formatNumber(count, view.language);
}

/** A group in words: `40-49, Men`; everybody where it is the total. */
export function nameGroup({ view, texts }: Pick<Drawing, 'view' | 'texts'>, group: string): string {
  if (group === TOTAL) return texts.everybody;
  const members = group.split('|');
  const named = view.dimensions.flatMap(({ members: known }, i) => {
    const member = members[i];
    return member === undefined || member === TOTAL ? [] : [known.find(({ name }) => name === member)?.label ?? member];
  });
  return named.join(', ');
}

/** What areas are compared with, in words. */
export function nameReference({ index, texts }: Pick<Drawing, 'index' | 'texts'>, reference: Reference): string {
  if (typeof reference === 'number') return index.names[reference] ?? '';
  return reference === 'region' ? texts.ownRegion : texts.ownProvince;
}

/** Why a figure is not there, in one phrase. */
export function printSuppressed({ view, texts }: Pick<Drawing, 'view' | 'texts'>): string {
  return fill(texts.suppressedWhy, { threshold: view.threshold ?? '' });
}

export const VERDICTS: readonly Verdict[] = ['below', 'same', 'above'];
