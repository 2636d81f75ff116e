/**
 * Charts of the page of comparison: lines of several areas, and a dot an area for two indicators.
 */
import { nice, ticks } from 'd3-array';
import { line as lineShape } from 'd3-shape';
import { formatBreak } from '../shape/format.ts';
import { html, type Markup, raw } from './html.ts';
import type { Drawing } from './view.ts';

const WIDTH = 720;
const HEIGHT = 300;
const LEFT = 56;

export interface Series {
  readonly name: string;
  /** By year, in the order of the years of the indicator. */
  readonly values: readonly (number | null)[];
}

/** A line an area; years that are not published are gaps. */
export function drawSeries({ view }: Drawing, series: readonly Series[], label: string): Markup {
  const [, top] = nice(0, Math.max(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0))) || 1, 5);
  const y = scale(HEIGHT - 28, 12, top);
  const steps = Math.max(view.years.length - 1, 1);
  const x = (i: number) => Math.round(LEFT + 8 + ((WIDTH - LEFT - 28) * i) / steps);
  const path = lineShape<number | null>()
    .defined((value) => value !== null)
    .x((_, i) => x(i))
    .y((value) => y(value ?? 0));
  return html`<svg class="plot" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${label}">${axis(view.language, top, y)}<g class="axis">${view.years.map((year, i) => html`<text x="${x(i)}" y="${HEIGHT - 8}" text-anchor="middle">${year}</text>`)}</g>${series.map(
    ({ values }, i) =>
      html`<path class="series s${i}" fill="none" d="${raw(path(values) ?? '')}"/>${values.flatMap((value, at) => (value === null ? [] : [html`<circle class="s${i}" cx="${x(at)}" cy="${y(value)}" r="3.5"/>`]))}`,
  )}</svg>`;
}

export interface Point {
  readonly x: number;
  readonly y: number;
  /** Place among the chosen areas; -1 for the others. */
  readonly mark: number;
}

/** A dot an area; both axes begin at zero. */
export function drawScatter({ view }: Drawing, points: readonly Point[], label: string): Markup {
  const height = 420;
  const [, right] = nice(0, Math.max(0, ...points.map(({ x }) => x)) || 1, 6);
  const [, top] = nice(0, Math.max(0, ...points.map(({ y }) => y)) || 1, 5);
  const y = scale(height - 28, 12, top);
  const x = scale(LEFT + 4, WIDTH - 16, right);
  const others = points.filter(({ mark }) => mark < 0).map((point) => `M${x(point.x)} ${y(point.y)}h0`);
  return html`<svg class="plot" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${label}">${axis(view.language, top, y)}<g class="axis">${ticks(0, right, 6).map((mark) => html`<text x="${x(mark)}" y="${height - 8}" text-anchor="middle">${formatBreak(mark, view.language)}</text>`)}</g><path class="dots" d="${raw(others.join(''))}"/>${points
    .filter(({ mark }) => mark >= 0)
    .map((point) => html`<circle class="s${point.mark}" cx="${x(point.x)}" cy="${y(point.y)}" r="6"/>`)}</svg>`;
}

/** A linear scale from zero, rounded to tenths. */
function scale(from: number, to: number, most: number): (value: number) => number {
  return (value) => Math.round((from + ((to - from) * value) / most) * 10) / 10;
}

function axis(language: string, top: number, y: (value: number) => number): Markup {
  return html`<g class="axis">${ticks(0, top, 5).map(
    (mark) =>
      html`<path d="M${LEFT} ${y(mark)}H${WIDTH - 8}"/><text x="${LEFT - 6}" y="${y(mark) + 4}" text-anchor="end">${formatBreak(mark, language)}</text>`,
  )}</g>`;
}
