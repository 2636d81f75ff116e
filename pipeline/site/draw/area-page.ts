/** The page of an area: the newest year of every indicator, beside the areas that it lies in. */

import type { Ceased } from '../read/read-areas.ts';
import { areasAt, type MapLevel, shownOf, stateOf } from '../shape/figures.ts';
import { formatNumber } from '../shape/format.ts';
import type { MapPaths } from '../shape/geometry.ts';
import { rankRanges } from '../shape/ranks.ts';
import { fill } from '../texts/fill.ts';
import type { IndicatorCard } from './home-page.ts';
import { drawSpark } from './home-page.ts';
import { html, type Markup, raw } from './html.ts';
import { drawLocator } from './map.ts';
import { drawPage, type PageContext, printDay } from './page.ts';
import { type Drawing, printCell, printInterval, printWithUnit } from './view.ts';

/** An indicator with what every area page of it needs, worked out once. */
export interface AreaColumn extends IndicatorCard {
  /** Values by year, then area. */
  readonly history: readonly (readonly (number | null)[])[];
  readonly ranges: Readonly<Partial<Record<MapLevel, ReturnType<typeof rankRanges>>>>;
}

/** Rank ranges of every level of an indicator. */
export function rangesOf({ index }: Pick<PageContext, 'index'>, { view, newest }: IndicatorCard): AreaColumn['ranges'] {
  const levels = view.levels.filter((level) => level !== 'country');
  return Object.fromEntries(levels.map((level) => [level, rankRanges(newest, areasAt(index, level))]));
}

/** Draws the page of an area. */
export function drawAreaPage(
  context: PageContext,
  columns: readonly AreaColumn[],
  area: number,
  paths: MapPaths | null,
): string {
  const { texts, index } = context;
  const name = index.names[area] ?? '';
  const code = index.codes[area] ?? '';
  const level = index.levels[area] ?? 'country';
  const parents: number[] = [];
  for (let one = index.parents[area] ?? -1; one >= 0; one = index.parents[one] ?? -1) parents.push(one);
  const link = (one: number) => html`<a href="../${index.codes[one] ?? ''}/index.html">${index.names[one] ?? ''}</a>`;
  const others = (context.source.places.allNames[area] ?? []).filter((other) => other !== name);
  const body = html`<div class="area-head">${paths !== null && level !== 'country' && drawLocator(paths, level, code)}<div><h1>${name}</h1>
<p class="where">${texts[`${level}One`]} ${code}${others.length > 0 && html` · ${others.join(' · ')}`}</p>
${parents.length > 0 && html`<p>${fillMarkup(texts.partOf, 'areas', parents.map(link))}</p>`}<p class="note">${texts.areaLead}</p></div></div>
<div class="scroll" tabindex="0" role="region" aria-label="${fill(texts.profileOf, { area: name })}"><table class="figures profile"><caption>${fill(texts.profileOf, { area: name })}</caption><thead><tr><th scope="col">${texts.indicator}</th><th scope="col" class="num">${texts.year}</th><th scope="col" class="num">${name}</th><th scope="col" class="num">${texts.interval}</th>${parents.map((one) => html`<th scope="col" class="num">${texts[`${index.levels[one] ?? 'country'}One`]}</th>`)}<th scope="col" class="num">${texts.rank}</th><th scope="col">${texts.trend}</th></tr></thead>
<tbody>${columns.map((column) => drawRow(context, column, area, parents))}</tbody></table></div>
${columns.map(({ view }) => html`${view.illustrative !== null && html`<p class="note">${view.title}: ${view.illustrative}</p>`}`)}<details class="why"><summary>${texts.suppressedTitle}</summary><p>${fill(texts.suppressedText, { threshold: context.source.threshold ?? '' })}</p></details>
${drawParts(context, area)}`;
  return drawPage(context, {
    path: `area/${code}/index.html`,
    title: name,
    description: fill(texts.profileOf, { area: name }),
    body,
    kind: 'area',
  });
}

function drawRow({ texts, index }: PageContext, column: AreaColumn, area: number, parents: readonly number[]): Markup {
  const { view, choice, newest, history, ranges } = column;
  const drawing: Drawing = { view, index, texts, root: '../../' };
  const state = stateOf(newest, area);
  const { value, lower, upper } = shownOf(newest, area);
  const level = index.levels[area] as MapLevel;
  const range = ranges[level]?.get(area);
  const said =
    state === 'suppressed'
      ? html`<td class="num quiet">${texts.suppressed}</td>`
      : state === 'empty'
        ? html`<td class="num quiet">${texts.empty}</td>`
        : html`<td class="num"><b>${printWithUnit(drawing, value)}</b></td>`;
  return html`<tr><th scope="row"><a href="../../${view.code}/index.html?area=${index.codes[area] ?? ''}">${view.title}</a>${view.unit !== '%' && html` <span class="unit">${view.unit}</span>`}</th><td class="num">${choice.year}</td>${said}<td class="num">${lower !== null && upper !== null && printInterval(drawing, lower, upper)}</td>${parents.map((one) => html`<td class="num">${printCell(drawing, stateOf(newest, one), newest.v[one] ?? null)}</td>`)}<td class="num">${range !== undefined && shortRank(drawing, range.first, range.last, ranges[level]?.size ?? 0)}</td><td>${drawSpark(history.map((year) => year[area] ?? null))}</td></tr>`;
}

/** `12–40 / 565`. */
function shortRank({ view }: Drawing, first: number, last: number, of: number): string {
  const number = (value: number) => formatNumber(value, view.language);
  return `${first === last ? number(first) : `${number(first)}–${number(last)}`} / ${number(of)}`;
}

/** The areas that lie in it. */
function drawParts({ texts, index }: PageContext, area: number): Markup {
  const parts = index.parents.flatMap((parent, one) => (parent === area ? [one] : []));
  if (parts.length === 0) return html``;
  return html`<section><h2>${texts.parts}</h2><ul class="columns">${parts.map((one) => html`<li><a href="../${index.codes[one] ?? ''}/index.html">${index.names[one] ?? ''}</a></li>`)}</ul></section>`;
}

/** The list of all areas, each below the one that it lies in. */
export function drawAreasPage(context: PageContext): string {
  const { texts, index } = context;
  const within = (area: number): Markup => {
    const parts = index.parents.flatMap((parent, one) => (parent === area ? [one] : []));
    const link = html`<a href="${index.codes[area] ?? ''}/index.html">${index.names[area] ?? ''}</a>`;
    if (index.levels[area] === 'municipality') return html`<li>${link}</li>`;
    const list = html`<ul${index.levels[area] === 'arrondissement' && html` class="columns"`}>${parts.map(within)}</ul>`;
    if (index.levels[area] !== 'arrondissement') return html`<li>${link}${list}</li>`;
    return html`<li><details><summary>${index.names[area] ?? ''}</summary><p>${link}</p>${list}</details></li>`;
  };
  const body = html`<h1>${texts.areasPage}</h1><ul class="tree">${within(0)}</ul>`;
  return drawPage(context, {
    path: 'area/index.html',
    title: texts.areasPage,
    description: texts.areasPage,
    body,
    kind: 'areas',
  });
}

/** The page of a municipality that ceased, so that links to it go on. */
export function drawCeasedPage(context: PageContext, ceased: Ceased): string {
  const { texts, index, language } = context;
  const name = ceased.names[language];
  const successor = index.codes.indexOf(ceased.successor);
  const link = html`<a href="../${ceased.successor}/index.html">${index.names[successor] ?? ceased.successor}</a>`;
  const said = fill(texts.ceased, { area: name, code: ceased.code, date: printDay(ceased.date, language) });
  const body = html`<h1>${name}</h1><p>${fillMarkup(said, 'successor', [link])}</p>`;
  return drawPage(context, {
    path: `area/${ceased.code}/index.html`,
    title: name,
    description: name,
    body,
    kind: 'area',
  });
}

/** A text with markup in the place of one name. */
function fillMarkup(text: string, name: string, parts: readonly Markup[]): Markup {
  const [before = '', after = ''] = text.split(`{${name}}`);
  const joined = raw(parts.map(({ markup }) => markup).join(' › '));
  return html`${before}${joined}${after}`;
}
