/**
 * Every number on every page of a site is read back from its HTML and equals the cube; a number
 * that nothing explains fails.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { fill } from '../../pipeline/site/texts/fill.ts';
import { type SiteLanguage, TEXTS } from '../../pipeline/site/texts/index.ts';
import { REPOSITORY } from '../support/shipped-catalogue.ts';
import { type Areas, type CubeFigures, readCubeFigures } from './cube-figures.ts';
import { CODES, draw, LANGUAGES, readPut, released, YEARS } from './drawn.ts';
import { dayOf, expectRelease, expectView, leadOf, type Published, textsOfSheet } from './explain-release.ts';
import {
  explainArea,
  explainEmbed,
  explainHome,
  explainIndicator,
  figuresOf,
  open,
  ranksByLevel,
  type Site,
  unexplained,
} from './explain-site.ts';
import { all, take, textOf } from './read-page.ts';
import { wordsOf } from './reading.ts';

const RELEASE = '2026Q4';
const NEWEST = 2023;
let folder: string;
let published: Published;

beforeAll(async () => {
  const dataRoot = await released();
  folder = (await draw(dataRoot)).out;
  const text = readFileSync(join(folder, 'manifest.json'), 'utf8');
  const [cubes, before] = [new Map<string, CubeFigures>(), new Map<string, CubeFigures>()];
  for (const code of CODES) {
    cubes.set(code, await readCubeFigures(dataRoot, RELEASE, code, YEARS));
    before.set(code, await readCubeFigures(dataRoot, '2025Q4', code, YEARS));
  }
  published = { text, manifest: JSON.parse(text) as Published['manifest'], cubes, before };
});

function siteIn(language: SiteLanguage): Site {
  const { index: areas } = readPut<{ index: Areas }>(join(folder, `data/common-${language}.js`));
  return { language, areas, published, newest: NEWEST };
}

const read = (language: SiteLanguage, path: string) => readFileSync(join(folder, language, path), 'utf8');
const ranksIn = (site: Site) => new Map(CODES.map((code) => [code, ranksByLevel(figuresOf(site, code), site)]));
const levelOf = (page: string) => String(open(page).config.choice.level);

describe.each(LANGUAGES)('every number in %s', (language) => {
  const texts = TEXTS[language];

  it.each(CODES)('of the page of %s equals the cube', (code) => {
    explainIndicator(siteIn(language), code, read(language, `${code}/index.html`));
  });

  it.each(CODES)('of the map of %s for other pages equals the cube', (code) => {
    const level = levelOf(read(language, `${code}/index.html`));
    explainEmbed(siteIn(language), code, level, read(language, `${code}/embed/index.html`));
  });

  it('of the cards of the first page equals the cube', () => {
    explainHome(siteIn(language), read(language, 'index.html'));
  });

  it('of every profile of an area equals the cube', () => {
    const site = siteIn(language);
    const ranks = ranksIn(site);
    for (const area of site.areas.codes) explainArea(site, area, ranks, read(language, `area/${area}/index.html`));
  });

  it('of the other pages is in the release', () => {
    const site = siteIn(language);
    for (const path of ['area/index.html', 'compare/index.html', 'data/index.html', 'release/index.html']) {
      const { page, config } = open(read(language, path));
      for (const view of config?.views ?? [])
        expectView({ page, language, figures: figuresOf(site, view.code), areas: site.areas }, view);
      if (path.startsWith('release')) expectRelease(page, language, published);
      const titles = CODES.map((code) => `${wordsOf({ language, figures: figuresOf(site, code) }).title} (${code})`);
      const files = YEARS.map((year) => `Parquet ${year}`);
      const news = [leadOf(language, published), fill(texts.changes, { release: '2025Q4' })];
      const more = [
        ...titles,
        ...files,
        ...news,
        `cubes verify ${RELEASE}`,
        'api/v1/index.json',
        'SHA-256',
        'manifest.json, SHA-256',
      ];
      expect(unexplained(page, site, more), path).toEqual([]);
    }
    const changes = readFileSync(join(REPOSITORY, 'data/reference/geo/municipality_changes.csv'), 'utf8');
    const ceased = changes.split('\n').reverse();
    for (const area of readdirSync(join(folder, language, 'area')).filter((one) => /^\d+$/.test(one))) {
      if (site.areas.codes.includes(area)) continue;
      const { page } = open(read(language, `area/${area}/index.html`));
      const [said] = all(page, 'main p').map((p) => take(p));
      const [date = ''] = ceased.filter((line) => line.split(',')[1] === area);
      const words = { area: '', code: area, date: dayOf(language, date), successor: '' };
      expect(said?.match(/\d+/g)).toEqual(fill(texts.ceased, words).match(/\d+/g));
      expect(unexplained(page, site), area).toEqual([]);
    }
    for (const code of CODES) {
      const { page } = open(read(language, `${code}/sheet/index.html`));
      const listed = all(page, 'section#codes tbody th').map((th) => textOf(th));
      expect(listed).toEqual(
        figuresOf(site, code).sheet.code_lists.flatMap((list) => list.codes.map((one) => String(one.code))),
      );
      expect(unexplained(page, site, textsOfSheet(language, figuresOf(site, code))), code).toEqual([]);
    }
  });
});

/** Copies of a page, each with another digit in one of its texts. */
function* withOneOtherDigit(page: string, count: number): Generator<{ readonly place: string; readonly text: string }> {
  const from = page.indexOf('<body');
  const places = [...page.slice(from).matchAll(/(?:>|aria-label=")[^<>"]*\d[^<>"]*/g)].flatMap(({ 0: said, index }) =>
    [...said.matchAll(/\d/g)].map((digit) => from + index + digit.index),
  );
  for (let i = 0; i < count; i += 1) {
    const at = places[Math.floor((i * places.length) / count)] ?? 0;
    const other = (Number(page[at]) + 1) % 10;
    yield { place: page.slice(at - 40, at + 20), text: `${page.slice(0, at)}${other}${page.slice(at + 1)}` };
  }
}

describe('a page with another digit anywhere', () => {
  it('is noticed, on every kind of page', () => {
    const site = siteIn('nl');
    const ranks = ranksIn(site);
    const [code, area] = ['cube_013_001', '62000'];
    const page = read('nl', `${code}/index.html`);
    const kinds = [
      [40, page, (text: string) => explainIndicator(site, code, text)],
      [20, read('nl', `${code}/embed/index.html`), (text: string) => explainEmbed(site, code, levelOf(page), text)],
      [20, read('nl', 'index.html'), (text: string) => explainHome(site, text)],
      [20, read('nl', `area/${area}/index.html`), (text: string) => explainArea(site, area, ranks, text)],
    ] as const;
    for (const [count, text, explain] of kinds) {
      explain(text);
      const unnoticed = [...withOneOtherDigit(text, count)].filter((other) => {
        try {
          explain(other.text);
          return true;
        } catch {
          return false;
        }
      });
      expect(unnoticed.map(({ place }) => place)).toEqual([]);
    }
  });
});
