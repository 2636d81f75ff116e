/** The small charts of a panel: the years of an area beside a comparator, and its groups. */
import { nice, ticks } from 'd3-array';
import { area as areaShape, line as lineShape } from 'd3-shape';
import type { CellState, Shown } from '../shape/figures.ts';
import { formatBreak } from '../shape/format.ts';
import { html, type Markup, raw } from './html.ts';
import { type Drawing, printValue } from './view.ts';

export interface TrendPoint extends Shown {
  readonly year: number;
  readonly state: CellState;
  /** Value of the comparator in that year. */
  readonly reference: number | null;
}

const WIDTH = 400;
const LEFT = 46;
const RIGHT = 12;

/**
 * The years of an area with its intervals as a band; years that are not published are gaps with a
 * ×.
 *
 * @param label a sentence that says what is to be seen
 */
export function drawTrend({ view }: Drawing, points: readonly TrendPoint[], label: string): Markup {
  const height = 170;
  const bottom = height - 24;
  const [first = 0, last = 0] = [points[0]?.year, points.at(-1)?.year];
  const highest = Math.max(
    0,
    ...points.flatMap(({ value, upper, reference }) => [value ?? 0, upper ?? 0, reference ?? 0]),
  );
  const [, top] = nice(0, highest || 1, 4);
  const marks = ticks(0, top, 4);
  const x = (year: number) =>
    first === last ? (LEFT + WIDTH - RIGHT) / 2 : LEFT + ((WIDTH - RIGHT - LEFT) * (year - first)) / (last - first);
  const y = (value: number) => bottom - ((bottom - 10) * value) / top;
  const at = (value: number) => Math.round(value * 10) / 10;
  const isThere = ({ value }: TrendPoint) => value !== null;
  const band = areaShape<TrendPoint>()
    .defined(({ lower, upper }) => lower !== null && upper !== null)
    .x(({ year }) => at(x(year)))
    .y0(({ lower }) => at(y(lower ?? 0)))
    .y1(({ upper }) => at(y(upper ?? 0)));
  const own = lineShape<TrendPoint>()
    .defined(isThere)
    .x(({ year }) => at(x(year)))
    .y(({ value }) => at(y(value ?? 0)));
  const other = lineShape<TrendPoint>()
    .defined(({ reference }) => reference !== null)
    .x(({ year }) => at(x(year)))
    .y(({ reference }) => at(y(reference ?? 0)));
  const step = Math.ceil(points.length / 6);
  const dots = points.filter(isThere).map(({ year, value }) => `M${at(x(year))} ${at(y(value ?? 0))}h0`);
  const gaps = points.filter(({ state }) => state === 'suppressed');
  const noted = [...new Set(view.notes.map(({ year }) => year))].filter((year) =>
    points.some((one) => one.year === year),
  );
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${label}">
<g class="axis">${marks.map(
    (mark) =>
      html`<path d="M${LEFT} ${at(y(mark))}H${WIDTH - RIGHT}"/><text x="${LEFT - 6}" y="${at(y(mark)) + 4}" text-anchor="end">${formatBreak(mark, view.language)}</text>`,
  )}${points
    .filter((_, i) => (points.length - 1 - i) % step === 0)
    .map(({ year }) => html`<text x="${at(x(year))}" y="${height - 6}" text-anchor="middle">${year}</text>`)}</g>
${noted.map((year) => html`<path class="noted" d="M${at(x(year))} 10V${bottom}"/>`)}<path class="band" d="${raw(band(points) ?? '')}"/><path class="other" d="${raw(other(points) ?? '')}"/>
<path class="line" d="${raw(own(points) ?? '')}"/><path class="dots" d="${raw(dots.join(''))}"/>${gaps.map(
    ({ year }) => html`<text class="gap" x="${at(x(year))}" y="${bottom - 4}" text-anchor="middle">×</text>`,
  )}</svg>`;
}

export interface ProfileBar extends Shown {
  readonly label: string;
  readonly state: CellState;
  readonly reference: number | null;
}

/** A bar a group, with its interval, and a stroke where the comparator is. */
export function drawProfile(drawing: Drawing, bars: readonly ProfileBar[], label: string): Markup {
  const row = 21;
  const [left, right] = [84, WIDTH - 66];
  const highest = Math.max(...bars.flatMap(({ value, upper, reference }) => [value ?? 0, upper ?? 0, reference ?? 0]));
  const x = (value: number) => Math.round((left + ((right - left) * value) / (highest || 1)) * 10) / 10;
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${bars.length * row + 2}" role="img" aria-label="${label}">${bars.map(
    ({ label: name, value, lower, upper, state, reference }, i) => {
      const y = i * row + 2;
      const middle = y + row / 2 - 1;
      const shown =
        value !== null
          ? html`<path class="bar" d="M${left} ${y + 2}H${x(value)}v${row - 6}H${left}z"/>${
              lower !== null && upper !== null && html`<path class="limits" d="M${x(lower)} ${middle}H${x(upper)}"/>`
            }<text x="${x(Math.max(value, upper ?? 0)) + 6}" y="${middle + 4}">${printValue(drawing, value)}</text>`
          : html`<text class="quiet" x="${left + 6}" y="${middle + 4}">${
              state === 'suppressed' ? `× ${drawing.texts.suppressed}` : drawing.texts.noValue
            }</text>`;
      return html`<text x="${left - 8}" y="${middle + 4}" text-anchor="end">${name}</text>${shown}${
        reference !== null && html`<path class="tick" d="M${x(reference)} ${y}v${row - 2}"/>`
      }`;
    },
  )}<path class="base" d="M${left} 0V${bars.length * row + 2}"/></svg>`;
}
