/** Reads charts back: the figures that lines, bars and dots stand for, by the axes beside them. */
import { expect } from 'vitest';
import { type Cell, formatOf } from './cube-figures.ts';
import { all, type Element, one, take, takeAttribute } from './read-page.ts';
import { areasAt, type Chosen, type Reading, wordsOf } from './reading.ts';

type Point = readonly [x: number, y: number];
interface Scale {
  /** The figure at a place of the picture. */
  readonly at: (place: number) => number;
  /** What half of the rounding of a place (a tenth) makes of a figure. */
  readonly close: number;
}

/** The points of a path: `M46 120.5`, `L50,3`; `V30` and `H4` go on from the one before. */
export function pointsOf(path: Element): Point[] {
  let [x, y] = [0, 0];
  const points: Point[] = [];
  for (const [, sign = '', a = '0', b = '0'] of (path.attributes.get('d') ?? '').matchAll(
    /([MLHV])(-?[\d.]+)(?:[ ,](-?[\d.]+))?/g,
  )) {
    [x, y] = sign === 'H' ? [Number(a), y] : sign === 'V' ? [x, Number(a)] : [Number(a), Number(b)];
    points.push([x, y]);
  }
  return points;
}

/** The scale of the upright axis, whose marks must lie on a line; takes them off the page. */
export function takeScale({ language }: Reading, chart: Element): Scale {
  const { read } = formatOf(language);
  const marks = all(chart, 'g.axis text')
    .filter((text) => text.attributes.get('text-anchor') === 'end')
    .map((text) => [Number(text.attributes.get('y')) - 4, read(take(text))] as const);
  const [[from, least] = [0, 0], [to, most] = [0, 0]] = [marks[0], marks.at(-1)];
  expect(most).toBeGreaterThan(least);
  const per = (most - least) / (to - from);
  const at = (place: number) => least + (place - from) * per;
  const close = Math.abs(per) * 0.11 + Math.abs(most) * 1e-9;
  for (const [place, value] of marks) expect(Math.abs(at(place) - value)).toBeLessThanOrEqual(close);
  return { at, close };
}

/** Figures read from a picture are those that are wanted, in any order. */
export function expectFigures(found: readonly number[], wanted: readonly (number | null)[], close: number): void {
  const [a, b] = [found, wanted.filter((one) => one !== null)].map((list) => [...list].sort((x, y) => x - y));
  expect(a).toHaveLength(b?.length ?? 0);
  for (const [i, value] of (b ?? []).entries()) expect(Math.abs((a?.[i] ?? 0) - value)).toBeLessThanOrEqual(close);
}

const ys = (points: readonly Point[]) => points.map(([, y]) => y);

/** The years of an area: label, line, dots, band, comparator. */
export function expectTrend(reading: Reading, { area, group }: Chosen, chart: Element): void {
  const { figures, areas } = reading;
  const words = wordsOf(reading);
  const { years } = figures;
  const code = areas.codes[area] ?? '';
  const cells = years.map((year) => figures.cell(year, code, group));
  const said = cells.map((cell, i) => `${years[i]} ${words.said(cell)}`).join(', ');
  expect(takeAttribute(chart, 'aria-label')).toBe(`${words.texts.trend}: ${said}`);
  const { at, close } = takeScale(reading, chart);
  const values = cells.map(({ value }) => value);
  const read = (kind: string) => ys(pointsOf(one(chart, `path.${kind}`))).map(at);
  expectFigures(read('dots'), values, close);
  expectFigures(read('line'), values, close);
  expectFigures(
    read('band'),
    cells.flatMap(({ lower, upper }) => [lower, upper]),
    close,
  );
  const comparator = area === 0 ? [] : years.map((year) => figures.cell(year, '01000', group).value);
  expectFigures(read('other'), comparator, close);
  const labels = all(chart, 'g.axis text').map((text) => take(text));
  expect(years.map(String)).toEqual(expect.arrayContaining(labels.filter(Boolean)));
  expect(all(chart, 'text.gap')).toHaveLength(cells.filter(({ state }) => state === 'suppressed').length);
}

/** The groups of an area: label, a bar with its limits and its figure each, and the comparator. */
export function expectProfile(reading: Reading, { area, year }: Chosen, chart: Element): void {
  const { figures, areas } = reading;
  const words = wordsOf(reading);
  const code = areas.codes[area] ?? '';
  const [dimension] = figures.sheet.dimensions;
  const members = dimension?.members ?? [];
  const cells = members.map((member) => figures.cell(year, code, member));
  const numbers = (text: string) => text.match(/\d+/g) ?? [];
  const texts = all(chart, 'text').map((text) => [text, text.attributes.get('text-anchor') === 'end'] as const);
  const labels = texts.flatMap(([text, isLabel]) => (isLabel ? [take(text)] : []));
  expect(labels.map(numbers)).toEqual(members.map(numbers));
  const said = labels.map((label, i) => `${label} ${words.said(cells[i] as Cell)}`).join(', ');
  expect(takeAttribute(chart, 'aria-label').endsWith(`: ${said}`)).toBe(true);
  const shown = cells.filter(({ value }) => value !== null);
  const figuresOf = texts.flatMap(([text, isLabel]) => (isLabel ? [] : [take(text)]));
  expect(figuresOf.filter((text) => /\d/.test(text))).toEqual(shown.map(({ value }) => words.value(value)));

  const ends = (kind: string) => all(chart, `path.${kind}`).map((path) => pointsOf(path).map(([x]) => x));
  const left = 84;
  const bars = ends('bar').map(([, end = 0]) => end - left);
  const longest = Math.max(...bars);
  const most = Math.max(...shown.map(({ value }) => value ?? 0));
  const per = most / (longest || 1);
  const close = per * 0.11 * 2;
  const wanted = shown.map(({ value }) => value ?? 0);
  for (const [i, value] of wanted.entries()) expect(Math.abs((bars[i] ?? 0) * per - value)).toBeLessThanOrEqual(close);
  const limits = ends('limits').flat();
  const known = shown.flatMap(({ lower, upper }) => (lower === null || upper === null ? [] : [lower, upper]));
  for (const [i, value] of known.entries())
    expect(Math.abs(((limits[i] ?? 0) - left) * per - value)).toBeLessThanOrEqual(close);
  const ticks = ends('tick').map(([x = 0]) => (x - left) * per);
  const others = area === 0 ? [] : members.map((member) => figures.cell(year, '01000', member).value);
  expectFigures(ticks, others, close);
}

/** Caterpillar and funnel: every area with its limits, and by its number of people. */
export function expectPlots(reading: Reading, chosen: Chosen): number {
  const { page, figures, areas, language } = reading;
  const { year, group, level } = chosen;
  const cells = areasAt(areas, level).map((area) => figures.cell(year, area, group));
  const country = figures.cell(year, '01000', group).value;
  const [caterpillar] = all(page, '#caterpillar svg');
  let read = 0;
  if (caterpillar !== undefined) {
    const sure = cells.filter(({ value, lower }) => value !== null && lower !== null);
    const { at, close } = takeScale(reading, caterpillar);
    const dots = ys(pointsOf(one(caterpillar, 'path.dots'))).map(at);
    expect([...dots].sort((a, b) => a - b)).toEqual(dots);
    expectFigures(
      dots,
      sure.map(({ value }) => value),
      close,
    );
    const limits = ys(pointsOf(one(caterpillar, 'path.limits'))).map(at);
    expectFigures(
      limits,
      sure.flatMap(({ lower, upper }) => [lower, upper]),
      close,
    );
    const others = all(caterpillar, 'path.other').map((path) => at(pointsOf(path)[0]?.[1] ?? 0));
    expectFigures(others, country === null ? [] : [country], close);
    read += dots.length;
  }
  const [funnel] = all(page, '#funnel svg');
  if (funnel !== undefined) {
    const shown = cells.filter(({ value, d }) => value !== null && (d ?? 0) > 0);
    const { at, close } = takeScale(reading, funnel);
    const points = pointsOf(one(funnel, 'path.dots'));
    expectFigures(
      ys(points).map(at),
      shown.map(({ value }) => value),
      close,
    );
    const least = Math.min(...shown.map(({ d }) => d ?? 0));
    const largest = Math.max(...shown.map(({ d }) => d ?? 0));
    const [from, width] = [52, 720 - 52 - 16];
    const people = (x: number) => least * (largest / least) ** ((x - from) / width);
    for (const mark of all(funnel, 'g.axis text').filter((text) => text.children.length > 0)) {
      const x = Number(mark.attributes.get('x'));
      expect(Math.abs(people(x) / formatOf(language).read(take(mark)) - 1)).toBeLessThan(0.002);
    }
    for (const [i, [x, y]] of points.entries()) {
      const { value, d } = shown[i] as Cell;
      expect(Math.abs(people(x) / (d ?? 0) - 1)).toBeLessThan(0.002);
      expect(Math.abs(at(y) - (value ?? 0))).toBeLessThanOrEqual(close);
    }
    read += points.length;
  }
  return read;
}
