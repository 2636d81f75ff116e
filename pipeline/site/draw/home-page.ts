/** The first page of a language: the search, and a card with a small map for every indicator. */
import type { Sheet } from '../../sheet/index.ts';
import { type Slice, stateOf } from '../shape/figures.ts';
import { formatNumber } from '../shape/format.ts';
import type { MapPaths } from '../shape/geometry.ts';
import { fill } from '../texts/fill.ts';
import { html, type Markup } from './html.ts';
import { sheetTexts } from './indicator-view.ts';
import { defineThumbnails, drawThumbnail, HATCH } from './map.ts';
import { drawPage, type PageContext, printDay } from './page.ts';
import { type Choice, type Drawing, type IndicatorView, printCell } from './view.ts';

/** An indicator as a card shows it. */
export interface IndicatorCard {
  readonly sheet: Sheet;
  readonly view: IndicatorView;
  readonly choice: Choice;
  /** The newest year, everybody. */
  readonly newest: Slice;
  /** Values of the country by year. */
  readonly country: readonly (number | null)[];
}

/** Draws the home page; `paths` are those of small maps. */
export function drawHomePage(context: PageContext, cards: readonly IndicatorCard[], paths: MapPaths | null): string {
  const { texts, language, source, index } = context;
  const { manifest, changes } = source;
  const body = html`${HATCH}${paths !== null && defineThumbnails({ index }, paths)}
<section class="hero"><h1>${texts.site}</h1><p class="lead">${texts.siteLead}</p>
${drawSearch(context)}</section>
<section><h2>${fill(texts.indicatorsCount, { n: formatNumber(cards.length, language) })}</h2>
<ul class="cards">${cards.map((card) => drawCard(context, card, paths))}</ul></section>
<section class="news"><h2>${fill(texts.releaseLead, { release: manifest.release, date: printDay(manifest.created, language) })}</h2>
<p>${changes.from === null ? texts.firstRelease : html`<a href="release/index.html">${fill(texts.changes, { release: changes.from })}</a>`}</p></section>`;
  return drawPage(context, {
    path: 'index.html',
    title: texts.site,
    description: texts.siteLead,
    body,
    kind: 'home',
    config: { page: 'home', root: '../', language },
    data: [`data/common-${language}.js`, `data/search-${language}.js`],
  });
}

/**
 * The search, which appears with the script; without it the lists of indicators and areas are the
 * way.
 */
export function drawSearch({ texts }: PageContext): Markup {
  return html`<form id="search-form" class="search" role="search" hidden><label for="search">${texts.search}</label><input id="search" type="search" autocomplete="off" placeholder="${texts.searchHint}" role="combobox" aria-expanded="false" aria-controls="results" aria-autocomplete="list"><ul id="results" role="listbox" aria-label="${texts.search}" hidden></ul><p id="search-none" class="note" aria-live="polite" hidden>${texts.searchNone}</p></form>`;
}

function drawCard(context: PageContext, card: IndicatorCard, paths: MapPaths | null): Markup {
  const { texts, index } = context;
  const { view, choice, newest, country } = card;
  const drawing: Drawing = { view, index, texts, root: '' };
  const own = sheetTexts(card, context.language).language;
  const foreign = own === context.language ? null : own;
  return html`<li class="card"><a href="${view.code}/index.html">${paths !== null && drawThumbnail(drawing, paths, newest, choice)}<span class="card-title"${foreign !== null && html` lang="${foreign}"`}>${view.title}</span></a>
<p class="card-figure"><b>${printCell(drawing, stateOf(newest, 0), newest.v[0] ?? null)}</b> ${view.unit !== '%' && html`<span class="unit">${view.unit}</span>`}</p>
<p class="note">${index.names[0] ?? ''}, ${choice.year} ${drawSpark(country)}</p><p class="note code">${view.code}</p>${view.illustrative !== null && html`<p class="note">${view.illustrative}</p>`}</li>`;
}

/** The values of some years as a line without an axis, from zero; gaps where nothing is shown. */
export function drawSpark(values: readonly (number | null)[]): Markup {
  const most = Math.max(0, ...values.map((value) => value ?? 0)) || 1;
  if (values.filter((value) => value !== null).length < 2) return html``;
  const x = (i: number) => Math.round((i * 56) / Math.max(values.length - 1, 1)) + 2;
  const y = (value: number) => Math.round(170 - (150 * value) / most) / 10;
  let path = '';
  for (const [i, value] of values.entries()) {
    if (value === null) continue;
    path += `${(values[i - 1] ?? null) === null ? 'M' : 'L'}${x(i)} ${y(value)}`;
  }
  return html`<svg class="spark" viewBox="0 0 60 18" aria-hidden="true"><path d="${path}"/></svg>`;
}
