/**
 * Takes the numbers of whole pages off, each compared with the cubes; what nothing explains is what
 * is left.
 */
import { expect } from 'vitest';
import { fill } from '../../pipeline/site/texts/fill.ts';
import { type SiteLanguage, TEXTS } from '../../pipeline/site/texts/index.ts';
import { type Areas, breaksOf, type CubeFigures, formatOf, groupOf, ranksOf } from './cube-figures.ts';
import { expectPlots, pointsOf } from './explain-charts.ts';
import { expectHeadline, expectMap, expectPanel, expectTable, paintOf } from './explain-page.ts';
import {
  citationOf,
  expectChanges,
  expectControls,
  expectHow,
  expectLevelWhy,
  expectView,
  leadOf,
  type Published,
} from './explain-release.ts';
import { all, type Element, numbersLeft, one, parsePage, take, textOf } from './read-page.ts';
import { areasAt, cellsOf, type Reading, wordsOf } from './reading.ts';

/** A site in one language, beside the release that it must equal. */
export interface Site {
  readonly language: SiteLanguage;
  readonly areas: Areas;
  readonly published: Published;
  /** The newest year. */
  readonly newest: number;
}

export function figuresOf({ published: { cubes } }: Site, code: string): CubeFigures {
  const figures = cubes.get(code);
  if (figures === undefined) throw new Error(`${code} is no indicator of the release`);
  return figures;
}

/** The body of a page, and what its script receives. */
export function open(text: string) {
  const root = parsePage(text);
  const config = all(root, 'script#config').map((script) => JSON.parse(textOf(script)))[0];
  return { page: one(root, 'body'), config };
}

/** Texts that a page may have with digits in them: those of the language and of the sheets. */
function knownTexts({ language, published }: Site): Set<string> {
  const known = new Set<string>();
  const add = (value: unknown): void => {
    if (typeof value === 'string') known.add(value.trim());
    else if (value !== null && typeof value === 'object') for (const part of Object.values(value)) add(part);
  };
  add(TEXTS[language]);
  add(fill(TEXTS[language].suppressedText, { threshold: 5 }));
  add(
    `${fill(TEXTS[language].madeBy, { release: published.manifest.release })} ${TEXTS[language].boundaries} ${TEXTS[language].synthetic}.`,
  );
  for (const { sheet } of published.cubes.values()) add([sheet.code, sheet.texts[language] ?? sheet.texts.fr]);
  return known;
}

/** Numbers of a page that nothing has explained. */
export function unexplained(page: Element, site: Site, more: readonly string[] = []): string[] {
  const known = knownTexts(site);
  for (const text of more) known.add(text.trim());
  return numbersLeft(page).filter((text) => !known.has(text));
}

/** Sentences below plots, which name limits of chance and the area of comparison. */
function plotTexts({ language, areas }: Reading): string[] {
  const { funnel, caterpillar } = TEXTS[language];
  return [funnel, caterpillar].map((text) => fill(text, { area: areas.names[0] ?? '' }));
}

/** How many sectors show a figure in the newest year. */
function sectorText({ language, figures }: Reading, newest: number): string {
  const rows = figures
    .rows(newest)
    .filter((row) => row.area_level === 'sector' && groupOf(figures.sheet, row) === 'total');
  const { write } = formatOf(language);
  const shown = rows.filter((row) => row.obs_value !== null).length;
  return fill(TEXTS[language].unpublishedSectors, { shown: write(shown), areas: write(rows.length) });
}

/** Rank ranges of all areas, each among those of its level. */
export function ranksByLevel(figures: CubeFigures, { areas, newest }: Site): ReturnType<typeof ranksOf> {
  const levels = figures.levels.filter((level) => level !== 'country');
  const cellsAt = (level: string) => areasAt(areas, level).map((area) => [area, figures.cell(newest, area)] as const);
  return new Map(levels.flatMap((level) => [...ranksOf(new Map(cellsAt(level)))]));
}

/** The years of an area as a line from zero: read back by its highest point. */
function expectSpark({ years, cell }: CubeFigures, area: string, path: Element | undefined): void {
  const values = years.map((year) => cell(year, area).value);
  const shown = values.filter((value) => value !== null);
  expect(path === undefined).toBe(shown.length < 2);
  if (path === undefined) return;
  const most = Math.max(...shown) || 1;
  const read = pointsOf(path).map(([, y]) => ((17 - y) / 15) * most);
  expect(read).toHaveLength(shown.length);
  for (const [i, value] of shown.entries()) expect(Math.abs((read[i] ?? 0) - value)).toBeLessThan(most * 0.004);
}

/** The page of an indicator. */
export function explainIndicator(site: Site, code: string, text: string): void {
  const { language, areas, published, newest } = site;
  const texts = TEXTS[language];
  const { write } = formatOf(language);
  const figures = figuresOf(site, code);
  const { page, config } = open(text);
  const reading: Reading = { page, language, figures, areas };
  const chosen = { year: newest, group: 'total', level: String(config.choice.level), area: 0 };
  expectView(reading, config.view, true);
  expectChanges(reading, config.changes, published.before.get(code) ?? figures);
  expectHeadline(reading, chosen);
  expectControls(reading);
  expectMap(reading, chosen, one(page, 'svg.map'), one(page, '#legend'));
  expectLevelWhy(reading, chosen.level);
  expectPanel(reading, chosen, one(page, '#panel'));
  const counts = cellsOf(reading, chosen);
  const lead = [...take(one(page, '#ranking-lead')).matchAll(/\d[\d.,\u202f\u00a0]*\d|\d/g)].map(([text]) => text);
  const number = (state: string) => write([...counts.values()].filter((cell) => cell.state === state).length);
  const known = [...counts.values()].filter(({ state }) => state !== 'none').length;
  expect(lead).toEqual([number('shown'), write(known), number('suppressed')]);
  expect(expectTable(reading, chosen, one(page, 'table#ranking'))).toBeGreaterThan(0);
  const coarser = ['country', 'region', 'province'].filter((level) => figures.levels.includes(level));
  for (const table of all(page, 'section.tables details table'))
    expectTable(
      reading,
      chosen,
      table,
      coarser.flatMap((level) => areasAt(reading.areas, level)),
    );
  const plotted = expectPlots(reading, chosen);
  if (figures.hasIntervals) expect(plotted).toBeGreaterThan(0);
  expectHow(reading, published);
  for (const item of all(page, 'ul.files a'))
    if (/^Parquet \d+$/.test(textOf(item)))
      expect(item.attributes.get('href')).toContain(`/${take(item).slice(-4)}.parquet`);
  const sql = take(one(page, '#sql'));
  expect(sql.match(/\d+/g)).toEqual([...(code.match(/\d+/g) ?? []), String(newest)]);
  const titles = [
    fill(texts.ranking, { level: texts[chosen.level as 'country'], year: newest }),
    fill(texts.coarser, { year: newest }),
  ];
  expect(
    unexplained(page, site, [
      ...titles,
      ...plotTexts(reading),
      sectorText(reading, newest),
      citationOf(reading, published),
    ]),
  ).toEqual([]);
}

/** The map of an indicator for other pages. */
export function explainEmbed(site: Site, code: string, level: string, text: string): void {
  const { language, areas, published, newest } = site;
  const texts = TEXTS[language];
  const figures = figuresOf(site, code);
  const { page } = open(text);
  const reading: Reading = { page, language, figures, areas };
  const chosen = { year: newest, group: 'total', level, area: 0 };
  expectMap(reading, chosen, one(page, 'svg.map'), one(page, 'ul.legend'));
  const words = wordsOf(reading);
  const country = words.said(figures.cell(newest, '01000'));
  const place = `${texts[level as 'country']}, ${newest}. ${reading.areas.names[0]}: ${country}`;
  const source = `${code}, ${texts.noPublisher}, ${published.manifest.release}`;
  expect(all(page, 'p.note').map((note) => take(note))).toEqual([place, source]);
  expect(unexplained(page, site)).toEqual([]);
}

/** The first page of a language. */
export function explainHome(site: Site, text: string): void {
  const { language, areas, published, newest } = site;
  const texts = TEXTS[language];
  const { write } = formatOf(language);
  const { page } = open(text);
  const cards = all(page, 'li.card');
  expect(cards).toHaveLength(published.cubes.size);
  for (const card of cards) {
    const code = take(one(card, 'p.code'));
    const figures = figuresOf(site, code);
    const reading: Reading = { page: card, language, figures, areas };
    const words = wordsOf(reading);
    const unit = words.unit === '%' ? '' : words.unit;
    const [figure = '', where = ''] = all(card, 'p').map((p) => take(p).trim());
    expect(figure).toBe(`${words.said(figures.cell(newest, '01000'))} ${unit}`.trim());
    expect(where).toBe(`${areas.names[0]}, ${newest}`);
    const own = areasAt(areas, 'arrondissement');
    const breaks = breaksOf(figures, own, 'total', 'quantiles');
    const uses = all(card, 'svg.thumbnail use');
    expect(uses.map((use) => [use.attributes.get('href'), use.attributes.get('class')])).toEqual(
      own.map((area) => [`#t${area}`, paintOf(figures.cell(newest, area), breaks)]),
    );
  }
  const count = fill(texts.indicatorsCount, { n: write(published.cubes.size) });
  const news = [leadOf(language, published), fill(texts.changes, { release: '2025Q4' })];
  expect(unexplained(page, site, [count, ...news])).toEqual([]);
}

/**
 * The profile of an area.
 *
 * @param ranks rank ranges by code, then area (`ranksByLevel`)
 */
export function explainArea(
  site: Site,
  area: string,
  ranks: ReadonlyMap<string, ReturnType<typeof ranksByLevel>>,
  text: string,
): void {
  const { language, areas, published, newest } = site;
  const texts = TEXTS[language];
  const { write } = formatOf(language);
  const place = areas.codes.indexOf(area);
  const codes = [...published.cubes.keys()];
  const { page } = open(text);
  const rows = all(page, 'table.profile tbody tr');
  expect(rows).toHaveLength(published.cubes.size);
  const parents: string[] = [];
  for (let at = areas.parents[place] ?? -1; at >= 0; at = areas.parents[at] ?? -1) parents.push(areas.codes[at] ?? '');
  for (const [i, code] of codes.entries()) {
    const figures = figuresOf(site, code);
    const words = wordsOf({ language, figures });
    const cell = figures.cell(newest, area);
    const rank = ranks.get(code)?.get(area);
    const range = rank && [...new Set([rank.first, rank.last])].map((one) => write(one)).join('–');
    const [row] = rows.slice(i);
    if (row === undefined) throw new Error(`${area} has no row of ${code}`);
    expectSpark(figures, area, all(row, 'svg.spark path')[0]);
    expect(all(row, 'td').map((td) => take(td))).toEqual([
      String(newest),
      cell.state === 'empty' ? texts.empty : words.said(cell),
      words.interval(cell),
      ...parents.map((parent) => words.said(figures.cell(newest, parent))),
      range === undefined ? '' : `${range} / ${write(rank?.of ?? 0)}`,
      '',
    ]);
  }
  const where = take(one(page, 'p.where'));
  expect(where).toContain(` ${area}`);
  expect(where.match(/\d+/g)).toEqual([area]);
  expect(unexplained(page, site)).toEqual([]);
}
