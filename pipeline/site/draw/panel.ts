/**
 * The panel beside a map: one area with its value, its parents, its place among others, its years
 * and its groups.
 */

import { areasAt, type MapLevel, referenceOf, type Slice, shownOf, stateOf, TOTAL } from '../shape/figures.ts';
import { formatNumber } from '../shape/format.ts';
import { rankRanges } from '../shape/ranks.ts';
import { fill } from '../texts/fill.ts';
import { drawProfile, drawTrend } from './charts.ts';
import { html, type Markup } from './html.ts';
import {
  type Choice,
  type Drawing,
  nameGroup,
  printCell,
  printCount,
  printInterval,
  printSuppressed,
  printWithUnit,
} from './view.ts';

/** Where figures of other years and groups are found; undefined where they are not at hand. */
export type SliceOf = (year: number, group: string) => Slice | undefined;

/** Draws the panel of the chosen area. */
export function drawPanel(drawing: Drawing, choice: Choice, sliceOf: SliceOf): Markup {
  const { index, texts, root } = drawing;
  const slice = sliceOf(choice.year, choice.group);
  if (slice === undefined) return html``;
  const { area } = choice;
  const name = index.names[area] ?? '';
  const group = choice.group === TOTAL ? '' : `, ${nameGroup(drawing, choice.group)}`;
  return html`<h2>${name}</h2>
<p class="where">${texts[`${index.levels[area] ?? 'country'}One`]}, ${choice.year}${group}</p>
${drawFigure(drawing, choice, slice)}
${drawParents(drawing, choice, slice)}
${drawRank(drawing, choice, slice)}
${drawYears(drawing, choice, sliceOf)}
${drawGroups(drawing, choice, sliceOf)}
<p class="more"><a href="${root}area/${index.codes[area] ?? ''}/index.html">${fill(texts.profileOf, { area: name })}</a></p>`;
}

/** The figure itself, large, with what it is made of. */
export function drawFigure(drawing: Drawing, choice: Choice, slice: Slice): Markup {
  const { view, texts } = drawing;
  const { area, show } = choice;
  const state = stateOf(slice, area);
  const { value, lower, upper } = shownOf(slice, area, show);
  if (value === null) {
    const why =
      state === 'suppressed'
        ? printSuppressed(drawing)
        : state === 'empty'
          ? texts.empty
          : state === 'none'
            ? texts.none
            : '';
    return html`<p class="figure"><span class="none">${state === 'suppressed' ? texts.suppressed : texts.noValue}</span> <span class="made">${why}</span></p>`;
  }
  const [n, d] = [slice.n?.[area] ?? null, slice.d?.[area] ?? null];
  const limits = lower !== null && upper !== null ? printLimits(drawing, lower, upper) : '';
  const made =
    n !== null && d !== null ? fill(texts.counts, { n: printCount(drawing, n), d: printCount(drawing, d) }) : '';
  return html`<p class="figure"><b>${printWithUnit(drawing, value)}</b>${view.unit !== '%' && html` <span class="unit">${view.unit}</span>`} <span class="made">${[limits, made].filter(Boolean).join(' · ')}</span></p>${
    show === 'std' && html`<p class="note">${texts.stdNote}</p>`
  }`;
}

/** `95%: 1.66 – 1.78`, as the language writes it. */
export function printLimits(drawing: Drawing, lower: number, upper: number): string {
  const [from, to] = printInterval(drawing, lower, upper).split(' – ');
  return fill(drawing.texts.intervalShort, { lower: from ?? '', upper: to ?? '' });
}

/** The areas that it lies in, with their values. */
function drawParents(drawing: Drawing, { area, show }: Choice, slice: Slice): Markup {
  const { index, texts } = drawing;
  const parents: number[] = [];
  for (let one = index.parents[area] ?? -1; one >= 0; one = index.parents[one] ?? -1) parents.push(one);
  if (parents.length === 0) return html``;
  const isBrussels = parents.some((one) => index.codes[one] === '04000');
  return html`<ul class="parents">${parents.map(
    (one) =>
      html`<li><span>${index.names[one] ?? ''}</span> <b>${printCell(drawing, stateOf(slice, one), shownOf(slice, one, show).value)}</b></li>`,
  )}${isBrussels && html`<li>${texts.noProvince}</li>`}</ul>`;
}

function drawRank(drawing: Drawing, { area, show }: Choice, slice: Slice): Markup {
  const { index, texts } = drawing;
  const level = index.levels[area] as MapLevel;
  if (level === 'country') return html``;
  const ranges = rankRanges(slice, areasAt(index, level), show);
  const range = ranges.get(area);
  if (range === undefined) return html``;
  return html`<p class="rank">${texts.rank} <b>${printRank(drawing, range.first, range.last, ranges.size)}</b></p>`;
}

/** `between 12 and 40 of 565`. */
export function printRank({ texts, view }: Drawing, first: number, last: number, of: number): string {
  const number = (value: number) => formatNumber(value, view.language);
  const parts = { first: number(first), last: number(last), of: number(of) };
  return fill(first === last ? texts.rankOne : texts.rankRange, parts);
}

function drawYears(drawing: Drawing, choice: Choice, sliceOf: SliceOf): Markup {
  const { view, index, texts } = drawing;
  const comparator = referenceOf(index, choice.reference, choice.area);
  const points = view.years.flatMap((year) => {
    const slice = sliceOf(year, choice.group);
    if (slice === undefined) return [];
    const reference = comparator === choice.area ? null : shownOf(slice, comparator, choice.show).value;
    return [{ year, state: stateOf(slice, choice.area), ...shownOf(slice, choice.area, choice.show), reference }];
  });
  if (points.length < 2 || points.every(({ value }) => value === null)) return html``;
  const label = `${texts.trend}: ${points.map(({ year, state, value }) => `${year} ${printCell(drawing, state, value)}`).join(', ')}`;
  return html`<h3>${texts.trend}</h3>${drawTrend(drawing, points, label)}${drawNotes(drawing)}${drawKey(comparator === choice.area ? null : (index.names[comparator] ?? ''))}`;
}

/** Why a year is out of line, below the years that are marked. */
function drawNotes({ view: { notes } }: Drawing): Markup {
  if (notes.length === 0) return html``;
  return html`<ul class="notes">${notes.map(({ year, reason }) => html`<li><b>${year}</b> ${reason}</li>`)}</ul>`;
}

function drawKey(name: string | null): Markup {
  return name === null
    ? html``
    : html`<p class="key-line"><svg viewBox="0 0 26 8" aria-hidden="true"><path class="other" d="M0 4H26"/></svg>${name}</p>`;
}

/** The members of the first dimension, the others as they are chosen. */
function drawGroups(drawing: Drawing, choice: Choice, sliceOf: SliceOf): Markup {
  const { view, index, texts } = drawing;
  const comparator = referenceOf(index, choice.reference, choice.area);
  const [dimension, ...others] = view.dimensions;
  if (dimension === undefined) return html``;
  const chosen = choice.group === TOTAL ? [] : choice.group.split('|').slice(1);
  const bars = dimension.members.flatMap(({ name, label }) => {
    const group = [name, ...others.map((_, i) => chosen[i] ?? TOTAL)].join('|');
    const slice = sliceOf(choice.year, group);
    if (slice === undefined) return [];
    const reference = comparator === choice.area ? null : (slice.v[comparator] ?? null);
    return [{ label, state: stateOf(slice, choice.area), ...shownOf(slice, choice.area), reference }];
  });
  if (bars.length === 0) return html``;
  const heading = dimension.label;
  if (bars.every(({ state }) => state === 'suppressed'))
    return html`<h3>${heading}</h3><p class="note">${texts.withheldText}</p>`;
  const label = `${heading}: ${bars.map(({ label: name, state, value }) => `${name} ${printCell(drawing, state, value)}`).join(', ')}`;
  const note = dimension.groupsClaims ? html`<p class="note">${texts.groupsClaims}</p>` : html``;
  return html`<h3>${heading}</h3>${drawProfile(drawing, bars, label)}${note}`;
}
