/** The table of all areas of a level: ranks as ranges, values, intervals, counts. */

import { type Show, type Slice, shownOf, stateOf } from '../shape/figures.ts';
import { formatNumber } from '../shape/format.ts';
import { rankRanges, sortAreas } from '../shape/ranks.ts';
import { html, type Markup } from './html.ts';
import { type Drawing, printCount, printInterval, printValue } from './view.ts';

/** The cells of a row as texts: rank, value, interval, counts. */
export type RowTexts = readonly [rank: string, value: string, interval: string, n: string, d: string];

/** Texts of the rows of areas, by place. */
export function rowTexts(
  drawing: Drawing,
  slice: Slice,
  areas: readonly number[],
  show: Show,
): (area: number) => RowTexts {
  const { texts, view } = drawing;
  const ranges = rankRanges(slice, areas, show);
  const number = (value: number) => formatNumber(value, view.language);
  return (area) => {
    const state = stateOf(slice, area);
    const { value, lower, upper } = shownOf(slice, area, show);
    const range = ranges.get(area);
    const rank =
      range === undefined
        ? ''
        : range.first === range.last
          ? number(range.first)
          : `${number(range.first)}–${number(range.last)}`;
    const said =
      state === 'suppressed' ? texts.suppressed : state === 'empty' ? texts.empty : printValue(drawing, value);
    return [
      rank,
      said,
      lower === null || upper === null ? '' : printInterval(drawing, lower, upper),
      printCount(drawing, slice.n?.[area]),
      printCount(drawing, slice.d?.[area]),
    ];
  };
}

export interface TableRequest {
  readonly slice: Slice;
  readonly areas: readonly number[];
  readonly show: Show;
  readonly sort: Show | 'name';
  readonly caption: string;
  /** `ranking` is the one that the browser keeps up. */
  readonly id?: string;
  /** Areas without a page of their own. */
  readonly isPlain?: true;
}

/** Draws the table; a row that is not published says so. */
export function drawTable(drawing: Drawing, request: TableRequest): Markup {
  const { texts, view, index } = drawing;
  const { slice, areas, show, sort, caption, id, isPlain } = request;
  const unit = view.unit === '%' ? ' (%)' : '';
  const hasCounts = view.kind !== 'count';
  return html`<table${id !== undefined && html` id="${id}"`} class="figures"><caption>${caption}</caption>
<thead><tr><th scope="col" class="num">${texts.rank}</th><th scope="col">${texts.area}</th><th scope="col" class="num">${texts.value}${unit}</th>${
    view.hasIntervals && html`<th scope="col" class="num">${texts.interval}</th>`
  }${hasCounts && html`<th scope="col" class="num">${texts.numerator}</th><th scope="col" class="num">${texts.denominator}</th>`}</tr></thead>
<tbody>${drawRows(drawing, slice, sortAreas(slice, areas, index.names, sort), show, isPlain)}</tbody></table>`;
}

/** The rows, in the order given. */
export function drawRows(
  drawing: Drawing,
  slice: Slice,
  areas: readonly number[],
  show: Show,
  isPlain?: true,
): Markup[] {
  const { index, view, root } = drawing;
  const textsOf = rowTexts(drawing, slice, areas, show);
  return areas.map((area) => {
    const [rank, value, interval, n, d] = textsOf(area);
    const isShown = stateOf(slice, area) === 'shown';
    const [code, name] = [index.codes[area] ?? '', index.names[area] ?? ''];
    return html`<tr data-area="${area}"><td class="num">${rank}</td><th scope="row">${isPlain ? name : html`<a href="${root}area/${code}/index.html">${name}</a>`}</th><td class="${isShown ? `num` : `num quiet`}">${value}</td>${
      view.hasIntervals && html`<td class="num">${interval}</td>`
    }${view.kind !== 'count' && html`<td class="num">${n}</td><td class="num">${d}</td>`}</tr>`;
  });
}
