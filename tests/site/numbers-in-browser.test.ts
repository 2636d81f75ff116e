/**
 * What the script draws anew (a choice of year, group, area and level; the comparison) is read back
 * from a real browser and equals the cube.
 */
/// <reference lib="dom" />
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fill } from '../../pipeline/site/texts/fill.ts';
import { TEXTS } from '../../pipeline/site/texts/index.ts';
import { CHROMIUM, fileAddress, launch, visit } from './browser.ts';
import { type Areas, type CubeFigures, formatOf, readCubeFigures } from './cube-figures.ts';
import { CODES, draw, readPut, released, YEARS } from './drawn.ts';
import { expectFigures, expectPlots, pointsOf, takeScale } from './explain-charts.ts';
import { expectMap, expectPanel, expectTable } from './explain-page.ts';
import { all, numbersLeft, one, parsePage, take, textOf } from './read-page.ts';
import { areasAt, type Reading, wordsOf } from './reading.ts';

const DESK = { viewport: { width: 1280, height: 900 } };

function numbersTests(): void {
  let browser: Browser;
  let site: string;
  const [cubes, before] = [new Map<string, CubeFigures>(), new Map<string, CubeFigures>()];

  beforeAll(async () => {
    const dataRoot = await released();
    site = (await draw(dataRoot, { languages: ['nl', 'en'] })).out;
    browser = await launch();
    for (const code of CODES) {
      cubes.set(code, await readCubeFigures(dataRoot, '2026Q4', code, YEARS));
      before.set(code, await readCubeFigures(dataRoot, '2025Q4', code, YEARS));
    }
  });
  afterAll(() => browser.close());

  /** The page of an address once the script has drawn what `isDrawn` waits for. */
  async function open(language: 'nl' | 'en', code: string, path: string, isDrawn: string): Promise<Reading> {
    const figures = cubes.get(code);
    if (figures === undefined) throw new Error(`${code} is no indicator`);
    const content = await visit(browser, fileAddress(site, `${language}/${path}`), DESK, async ({ page }) => {
      await page.waitForFunction(isDrawn);
      await page.waitForTimeout(300);
      return page.content();
    });
    const areas = readPut<{ index: Areas }>(join(site, `data/common-${language}.js`)).index;
    return { page: one(parsePage(content), 'body'), language, figures, areas };
  }

  const views = [
    ['nl', 'cube_013_001', 2022, '40-49', 'province', '62000'],
    ['en', 'cube_013_004', 2022, 'total', 'arrondissement', '20001'],
    ['nl', 'stat_003_007', 2023, 'total', 'municipality', '62063'],
    ['en', 'cube_013_001', 2023, '70-79', 'municipality', '44021'],
  ] as const;
  it.each(views)('%s: %s of %i, %s, by %s, and %s equal the cube', async (language, code, year, group, level, area) => {
    const chosen = `year=${year}&area=${area}${group === 'total' ? '' : `&age_group=${group}`}&level=${level}`;
    const isDrawn = `document.getElementById('ranking-title').textContent.includes('${year}') && location.search.includes('${area}') && document.querySelector('#panel .where').textContent.includes('${year}') && document.querySelectorAll('#panel ul.parents li').length > 0`;
    const reading = await open(language, code, `${code}/index.html?${chosen}`, isDrawn);
    const { page, areas } = reading;
    const choice = { year, group, level, area: areas.codes.indexOf(area) };
    expectMap(reading, choice, one(page, 'svg.map'), one(page, '#legend'));
    const [now, was] = [reading.figures, before.get(code)].map((one) => one?.cell(year, area, group).value ?? null);
    const words = wordsOf(reading);
    const isChanged = was !== null && now !== null && was !== now;
    const said = fill(words.texts.changedWas, { before: words.value(was ?? null), release: '2025Q4' });
    expect(all(one(page, '#panel'), 'p.notice').map((notice) => take(notice))).toEqual(isChanged ? [said] : []);
    expectPanel(reading, choice, one(page, '#panel'));
    expectTable(reading, choice, one(page, 'table#ranking'));
    expectPlots(reading, choice);
    for (const part of ['#panel', '#map', '#legend', 'table#ranking', '#caterpillar', '#funnel'])
      expect(
        all(page, part)
          .flatMap(numbersLeft)
          .filter((text) => !isSentence(reading, text)),
        part,
      ).toEqual([]);
  });

  /** Texts with a digit that is of no figure: limits of chance, what groups are called. */
  const isSentence = ({ figures, language, areas }: Reading, text: string) =>
    [
      TEXTS[language].interval,
      fill(TEXTS[language].funnel, { area: areas.names[0] ?? '' }),
      ...Object.values(figures.sheet.texts[language]?.dimensions ?? {}),
    ].includes(text);

  it.each(['nl', 'en'] as const)('%s: areas over the years in the comparison equal the cube', async (language) => {
    const chosen = ['62000', '21000', '11002'];
    const reading = await open(
      language,
      'cube_013_001',
      `compare/index.html?areas=${chosen.join(',')}`,
      `document.querySelectorAll('#comparison .series').length === 3`,
    );
    const { page, figures } = reading;
    const words = wordsOf(reading);
    const cells = chosen.map((area) => YEARS.map((year) => figures.cell(year, area)));
    const rows = all(page, '#comparison tbody tr').map((row) => all(row, 'td').map((td) => take(td)));
    expect(rows).toEqual(cells.map((row) => row.map((cell) => words.said(cell) + words.interval(cell))));
    expect(
      all(page, '#comparison thead th')
        .slice(1)
        .map((th) => take(th)),
    ).toEqual(YEARS.map(String));
    const chart = one(page, '#comparison svg.plot');
    const { at, close } = takeScale(reading, chart);
    for (const [i, row] of cells.entries()) {
      const found = all(chart, `circle.s${i}`).map((dot) => at(Number(dot.attributes.get('cy'))));
      expectFigures(
        found,
        row.map(({ value }) => value),
        close,
      );
      expectFigures(
        pointsOf(one(chart, `path.s${i}`)).map(([, y]) => at(y)),
        row.map(({ value }) => value),
        close,
      );
    }
    expect(
      all(chart, 'g.axis text')
        .map((text) => take(text))
        .filter(Boolean),
    ).toEqual(YEARS.map(String));
    expect(numbersLeft(one(page, '#comparison'))).toEqual([]);
  });

  it('two indicators over all areas in the comparison equal the cubes', async () => {
    const [code, other] = ['cube_013_001', 'cube_013_004'];
    const path = `compare/index.html?second=${other}&areas=62000`;
    const reading = await open('en', code, path, `document.querySelector('#comparison .plot .dots') !== null`);
    const chart = one(reading.page, '#comparison svg.plot');
    const heading = take(one(reading.page, '#comparison h2'));
    expect(heading.match(/\d+/g)).toEqual(['2023']);
    const { at, close } = takeScale(reading, chart);
    const { read } = formatOf('en');
    const marks = all(chart, 'g.axis text').filter((text) => textOf(text) !== '');
    const places = marks.map((text) => [Number(text.attributes.get('x')), read(take(text))] as const);
    const [[from, least] = [0, 0], [to, most] = [0, 0]] = [places[0], places.at(-1)];
    const per = (most - least) / (to - from);
    const found = pointsOf(one(chart, 'path.dots'));
    const pairs = areasAt(reading.areas, 'municipality').flatMap((area) => {
      const [x, y] = [code, other].map((one) => cubes.get(one)?.cell(2023, area).value ?? null);
      return x === null || x === undefined || y === null || y === undefined ? [] : [{ x, y }];
    });
    expect(found).toHaveLength(pairs.length);
    expect(pairs.length).toBeGreaterThan(0);
    for (const [i, { x, y }] of pairs.entries()) {
      const [across = 0, up = 0] = found[i] ?? [];
      expect(Math.abs(least + (across - from) * per - x)).toBeLessThanOrEqual(per * 0.11);
      expect(Math.abs(at(up) - y)).toBeLessThanOrEqual(close);
    }
    expect(numbersLeft(one(reading.page, '#comparison'))).toEqual([]);
  });
}

// Without a browser, browser.test.ts gives notice of it.
if (CHROMIUM === undefined) it('is looked at where there is a browser', () => expect(CHROMIUM).toBeUndefined());
else describe('numbers in a browser', numbersTests);
