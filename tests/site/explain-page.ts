/**
 * Takes the numbers of an indicator off a page, each compared with the cube: headline, panel, map,
 * legend, tables. What is left is what no test has explained.
 */
import { expect } from 'vitest';
import { fill } from '../../pipeline/site/texts/fill.ts';
import { type Areas, breaksOf, type Cell, formatOf, ranksOf } from './cube-figures.ts';
import { expectProfile, expectTrend } from './explain-charts.ts';
import { all, type Element, one, take, takeAttribute, textOf } from './read-page.ts';
import { areasAt, type Chosen, cellsOf, type Reading, wordsOf } from './reading.ts';

const nameOf = ({ codes, names }: Areas, area: string) => names[codes.indexOf(area)] ?? '';
/** `Belgium, 2023 58.4 % (95%: 58.0 – 58.9) 2019 58.2 %` */
export function expectHeadline(reading: Reading, { year }: Chosen): void {
  const { page, areas, figures } = reading;
  const words = wordsOf(reading);
  const cell = figures.cell(year, '01000');
  const limits = words.limits(cell);
  const [first = year] = figures.years;
  const unit = words.unit === '%' ? '' : ` ${words.unit}`;
  const before = first === year ? '' : ` ${first} ${words.withUnit(figures.cell(first, '01000').value)}`;
  const said = `${words.said(cell)}${unit}${limits === '' ? '' : ` (${limits})`}`;
  expect(take(one(page, 'p.headline'))).toBe(`${areas.names[0]}, ${year} ${said}${before}`);
}

/** The map: its sentence, the text and the class of every area, and the limits of its legend. */
export function expectMap(reading: Reading, chosen: Chosen, map: Element, legend: Element): void {
  const { language, figures, areas } = reading;
  const words = wordsOf(reading);
  const { texts } = words;
  const cells = cellsOf(reading, chosen);
  const count = (state: Cell['state']) => [...cells.values()].filter((cell) => cell.state === state).length;
  const numbers = takeAttribute(map, 'aria-label').replace(words.title, '').match(/\d+/g)?.map(Number) ?? [];
  const inGroup = chosen.group === 'total' ? [] : (chosen.group.match(/\d+/g)?.map(Number) ?? []);
  expect(numbers).toEqual([...inGroup, chosen.year, count('shown'), count('suppressed')]);

  const breaks = breaksOf(figures, areasAt(areas, chosen.level), chosen.group, 'quantiles');
  const unit = words.unit === '%' ? '\u00a0%' : '';
  const limits = breaks.map((limit) => formatOf(language).write(limit, (String(limit).split('.')[1] ?? '').length));
  const classes = [
    ...(breaks.length === 0 ? [`> 0${unit}`] : [`< ${limits[0]}${unit}`]),
    ...limits.slice(1).map((limit, i) => `${limits[i]} – ${limit}${unit}`),
    ...(breaks.length === 0 ? [] : [`≥ ${limits.at(-1)}${unit}`]),
  ];
  const known = new Map<string, string>();
  for (const item of all(legend, 'li')) {
    const paint = one(item, 'rect').attributes.get('class') ?? '';
    known.set(paint, take(item));
  }
  expect([...known].flatMap(([paint, text]) => (/^c[1-5]$/.test(paint) ? [text] : []))).toEqual(classes);
  if (known.has('c0')) expect(known.get('c0')).toBe(`0${unit}`);
  const suppressed = `${texts.suppressed} (${fill(texts.suppressedWhy, { threshold: 5 })})`;
  if (known.has('q')) expect(known.get('q')).toBe(suppressed);

  const paths = all(map, 'g.areas path');
  expect(paths).toHaveLength(cells.size);
  for (const [i, [area, cell]] of [...cells].entries()) {
    const path = paths[i];
    if (path === undefined) continue;
    // The script takes titles off: it has a tip of its own.
    for (const title of all(path, 'title')) expect(take(title)).toBe(`${nameOf(areas, area)}: ${words.said(cell)}`);
    expect(path.attributes.get('class'), area).toBe(paintOf(cell, breaks));
  }
}

/** The class that an area is painted in. */
export function paintOf({ state, value }: Cell, breaks: readonly number[]): string {
  if (state === 'suppressed') return 'q';
  if (state === 'empty') return 'm';
  if (value === null) return 'x';
  if (value === 0) return 'c0';
  const place = breaks.filter((limit) => limit <= value).length;
  return `c${1 + Math.round((place * 4) / Math.max(breaks.length, 1))}`;
}

/** A table of areas: rank range, value, interval, counts of every row. */
export function expectTable(reading: Reading, chosen: Chosen, table: Element, among?: readonly string[]): number {
  const { language, figures, areas } = reading;
  const words = wordsOf(reading);
  const { write } = formatOf(language);
  const own = among ?? areasAt(areas, chosen.level);
  const cells = new Map(own.map((area) => [area, figures.cell(chosen.year, area, chosen.group)]));
  const ranks = ranksOf(cells);
  const rows = all(table, 'tbody tr');
  const seen = new Set<string>();
  for (const row of rows) {
    const area = areas.codes[Number(row.attributes.get('data-area'))] ?? '';
    const cell = cells.get(area);
    if (cell === undefined) throw new Error(`${area} is no row of this table`);
    seen.add(area);
    const rank = ranks.get(area);
    const place = rank === undefined ? '' : [...new Set([rank.first, rank.last])].map((one) => write(one)).join('–');
    const value = cell.state === 'suppressed' ? words.texts.suppressed : words.value(cell.value);
    const texts = [
      place,
      nameOf(areas, area),
      cell.state === 'empty' ? words.texts.empty : value,
      ...(figures.hasIntervals ? [words.interval(cell)] : []),
      ...(figures.kind === 'count' ? [] : [words.count(cell.n), words.count(cell.d)]),
    ];
    expect(row.children.map((td) => (typeof td === 'string' ? td : textOf(td)))).toEqual(texts);
    row.children = [];
  }
  expect([...seen].sort()).toEqual([...own].sort());
  const caption = take(one(table, 'caption')).replace(words.title, '');
  expect(caption.match(/\d+/g)).toEqual([String(chosen.year), ...(chosen.group.match(/\d+/g) ?? [])]);
  return [...cells.values()].filter(({ state }) => state === 'shown').length;
}

/** The panel of an area: value, what it is made of, parents, rank, years, groups. */
export function expectPanel(reading: Reading, chosen: Chosen, panel: Element): void {
  const { language, figures, areas } = reading;
  const words = wordsOf(reading);
  const { texts } = words;
  const { year, group } = chosen;
  const area = areas.codes[chosen.area] ?? '';
  const cell = figures.cell(year, area, group);
  expect(take(one(panel, 'p.where')).match(/\d+/g)).toEqual([String(year), ...(group.match(/\d+/g) ?? [])]);
  const figure = take(one(panel, 'p.figure'));
  if (cell.value === null) {
    const why = { suppressed: fill(texts.suppressedWhy, { threshold: 5 }), empty: texts.empty, none: texts.none };
    const head = cell.state === 'suppressed' ? texts.suppressed : texts.noValue;
    expect(figure).toBe(`${head} ${why[cell.state as 'none']}`);
  } else {
    const counts =
      cell.n === null || cell.d === null ? '' : fill(texts.counts, { n: words.count(cell.n), d: words.count(cell.d) });
    const unit = words.unit === '%' ? '' : ` ${words.unit}`;
    const made = [words.limits(cell), counts].filter(Boolean).join(' · ');
    expect(figure).toBe(`${words.withUnit(cell.value)}${unit} ${made}`);
  }
  const parents: number[] = [];
  for (let at = areas.parents[chosen.area] ?? -1; at >= 0; at = areas.parents[at] ?? -1) parents.push(at);
  const said = all(panel, 'ul.parents b').map((b) => take(b));
  expect(said).toEqual(parents.map((at) => words.said(figures.cell(year, areas.codes[at] ?? '', group))));

  const level = areas.levels[chosen.area] ?? '';
  const rank = ranksOf(cellsOf(reading, { ...chosen, level })).get(area);
  const [ranked] = all(panel, 'p.rank b');
  if (rank === undefined || level === 'country') expect(ranked).toBeUndefined();
  else if (ranked !== undefined) {
    const { write } = formatOf(language);
    const numbers = [...new Set([rank.first, rank.last]), rank.of].map((one) => write(one));
    expect(
      take(ranked)
        .match(/\d[\d.,\u00a0\u202f]*/g)
        ?.map((text) => text.replace(/\D+$/, '')),
    ).toEqual(numbers);
  } else throw new Error('there is no rank');
  const [trend, profile] = splitCharts(panel);
  if (trend !== undefined) expectTrend(reading, chosen, trend);
  if (profile !== undefined) expectProfile(reading, chosen, profile);
}

/** The trend is the chart that has an axis. */
function splitCharts(panel: Element): [Element | undefined, Element | undefined] {
  const charts = all(panel, 'svg.chart');
  return [
    charts.find((chart) => all(chart, 'g.axis').length > 0),
    charts.find((chart) => all(chart, 'g.axis').length === 0),
  ];
}
