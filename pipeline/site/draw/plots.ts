/**
 * Plots of all areas of a level at once: the caterpillar of their intervals, and the funnel by
 * numbers of people.
 */
import { ticks } from 'd3-array';
import { Z } from '../shape/compare.ts';
import { type Show, type Slice, shownOf, stateOf } from '../shape/figures.ts';
import { formatBreak, formatNumber } from '../shape/format.ts';
import { html, type Markup, raw } from './html.ts';
import type { Drawing } from './view.ts';

export interface PlotRequest {
  readonly slice: Slice;
  /** Places of the areas. */
  readonly areas: readonly number[];
  readonly show: Show;
  /** Value of the comparator; no line without it. */
  readonly reference: number | null;
  /** The area that is marked. */
  readonly selected: number;
  readonly label: string;
}

const WIDTH = 720;
const HEIGHT = 260;
const LEFT = 52;

const at = (value: number) => Math.round(value * 10) / 10;

/**
 * Every area with its interval, lowest value first. Two paths hold all of them, so that the page
 * stays small.
 */
export function drawCaterpillar(drawing: Drawing, request: PlotRequest): Markup {
  const { slice, areas, show, reference, selected, label } = request;
  const shown = areas
    .flatMap((area) => {
      const { value, lower, upper } = shownOf(slice, area, show);
      return stateOf(slice, area) === 'shown' && value !== null && lower !== null && upper !== null
        ? [{ area, value, lower, upper }]
        : [];
    })
    .sort((a, b) => a.value - b.value || a.area - b.area);
  if (shown.length === 0) return html``;
  const most = Math.max(reference ?? 0, ...shown.map(({ upper }) => upper));
  const y = scaleTo(most);
  const x = (i: number) => at(LEFT + ((WIDTH - LEFT - 8) * (i + 0.5)) / shown.length);
  const marked = shown.findIndex(({ area }) => area === selected);
  const own = shown[marked];
  return html`<svg class="plot" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${label}">${drawAxis(drawing, most, y)}
<path class="limits" d="${raw(shown.map(({ lower, upper }, i) => `M${x(i)} ${y(upper)}V${y(lower)}`).join(''))}"/>
<path class="dots" d="${raw(shown.map(({ value }, i) => `M${x(i)} ${y(value)}h0`).join(''))}"/>${
    reference !== null && html`<path class="other" d="M${LEFT} ${y(reference)}H${WIDTH - 8}"/>`
  }${
    own !== undefined &&
    html`<path class="mark" d="M${x(marked)} ${y(own.upper)}V${y(own.lower)}"/><circle class="mark" cx="${x(marked)}" cy="${y(own.value)}" r="4"/>`
  }</svg>`;
}

/**
 * Every area of a share by its number of people, within the limits of chance around the comparator.
 * Source of the limits: D. J. Spiegelhalter, Funnel plots for comparing institutional performance,
 * Statistics in Medicine 24 (2005) 1185-1202.
 */
export function drawFunnel(drawing: Drawing, request: PlotRequest): Markup {
  const { slice, areas, reference, selected, label } = request;
  const { per, language } = drawing.view;
  const shown = areas.flatMap((area) => {
    const [value, people] = [slice.v[area] ?? null, slice.d?.[area] ?? null];
    return stateOf(slice, area) === 'shown' && value !== null && people !== null && people > 0
      ? [{ area, value, people }]
      : [];
  });
  if (shown.length === 0 || reference === null) return html``;
  const p = reference / per;
  const range = shown.map(({ people }) => people);
  const [least, largest] = [Math.min(...range), Math.max(...range)];
  const most = Math.max(reference * 1.05, ...shown.map(({ value }) => value));
  const y = scaleTo(most);
  const x = (people: number) =>
    at(LEFT + ((WIDTH - LEFT - 16) * Math.log(people / least)) / (Math.log(largest / least) || 1));
  const limit = (z: number, sign: 1 | -1) =>
    Array.from({ length: 41 }, (_, i) => least * (largest / least) ** (i / 40))
      .map((people) => {
        const value = (p + sign * z * Math.sqrt((p * (1 - p)) / people)) * per;
        return `${x(people)} ${y(Math.min(most, Math.max(0, value)))}`;
      })
      .join('L');
  const own = shown.find(({ area }) => area === selected);
  const marks = [1, 2, 5].flatMap((digit) => [1, 2, 3, 4, 5, 6, 7].map((power) => digit * 10 ** power));
  const inRange = marks.filter((mark) => mark >= least && mark <= largest).sort((a, b) => a - b);
  const step = Math.ceil(inRange.length / 7);
  return html`<svg class="plot" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${label}">${drawAxis(drawing, most, y)}
<g class="axis">${inRange
    .filter((_, i) => i % step === 0)
    .map(
      (mark) =>
        html`<text x="${x(mark)}" y="${HEIGHT - 6}" text-anchor="middle">${formatNumber(mark, language)}</text>`,
    )}</g>
<path class="funnel wide" d="M${raw([limit(Z[99.8], 1), limit(Z[99.8], -1)].join('M'))}"/><path class="funnel" d="M${raw([limit(Z[95], 1), limit(Z[95], -1)].join('M'))}"/>
<path class="other" d="M${LEFT} ${y(reference)}H${WIDTH - 8}"/>
<path class="dots" d="${raw(shown.map(({ value, people }) => `M${x(people)} ${y(value)}h0`).join(''))}"/>${
    own !== undefined && html`<circle class="mark" cx="${x(own.people)}" cy="${y(own.value)}" r="5"/>`
  }</svg>`;
}

function scaleTo(most: number): (value: number) => number {
  return (value) => at(HEIGHT - 26 - ((HEIGHT - 36) * value) / (most || 1));
}

function drawAxis({ view }: Drawing, most: number, y: (value: number) => number): Markup {
  return html`<g class="axis">${ticks(0, most, 5).map(
    (mark) =>
      html`<path d="M${LEFT} ${y(mark)}H${WIDTH - 8}"/><text x="${LEFT - 6}" y="${y(mark) + 4}" text-anchor="end">${formatBreak(mark, view.language)}</text>`,
  )}</g>`;
}
