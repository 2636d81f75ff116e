/** Draws the atlas of a release: a folder of pages that needs nothing but itself. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../base/index.ts';
import type { EngineOptions } from '../engine/index.ts';
import { openReleaseFolder } from '../export/index.ts';
import { findRelease, releaseFolder } from '../release/index.ts';
import { type AreaColumn, drawAreaPage, drawAreasPage, drawCeasedPage, rangesOf } from './draw/area-page.ts';
import { drawHomePage } from './draw/home-page.ts';
import { drawIndicatorPage } from './draw/indicator-page.ts';
import { breaksOf, defaultChoice, makeView } from './draw/indicator-view.ts';
import { drawComparePage, drawDataPage, drawEmbedPage, drawLanguagePage } from './draw/other-pages.ts';
import type { PageContext } from './draw/page.ts';
import { drawReleasePage } from './draw/release-page.ts';
import { drawFormerPage, drawSheetPage } from './draw/sheet-page.ts';
import { openSite, type SiteSource } from './read/open-site.ts';
import { readFigures } from './read/read-figures.ts';
import { readSectorShapes } from './read/read-sector-shapes.ts';
import { readSectors } from './read/read-sectors.ts';
import { drawMap } from './shape/geometry.ts';
import { SITE_LANGUAGES, type SiteLanguage, TEXTS } from './texts/index.ts';
import { API, writeApi, writeApiIndex } from './write/api-files.ts';
import { writeCommon, writeFigures, writePaths, writeSectorShapes, writeSectors } from './write/data-files.ts';
import { putSite, type SiteFolder } from './write/site-folder.ts';

export interface SiteRequest {
  readonly dataRoot: string;
  /** A release, or `current`. */
  readonly release: string;
  /** The folder of the site. */
  readonly out: string;
  /** Where the compiled script, style and logo are. */
  readonly assets: string;
  /** Languages of pages, the first is the default; all of them unless some are named. */
  readonly languages?: readonly SiteLanguage[];
  /** What the site is published under. */
  readonly baseUrl?: string;
  /** Instead of the licence that the release declares. */
  readonly licence?: string;
  /** Files of boundaries of statistical sectors (TopoJSON with `sector_code`). */
  readonly geometry?: readonly string[];
  /** Replaces a site that is there. */
  readonly force?: boolean;
  readonly engine: EngineOptions;
  readonly signal?: AbortSignal;
  readonly onStep?: (label: string, done: number, total: number) => void;
}

export interface SiteReport {
  readonly version: 1;
  readonly release: string;
  readonly out: string;
  readonly languages: readonly SiteLanguage[];
  readonly indicators: number;
  readonly areas: number;
  readonly pages: number;
  readonly files: number;
  /** Parquet files of the release are linked, and not counted. */
  readonly bytes: number;
}

/** Widths of the grids that maps are drawn on: of the page, and of cards and locators. */
const GRID = { map: 2000, small: 150 } as const;
const ASSETS = ['site.js', 'site.css', 'logo.svg'];

/**
 * Draws a site: reads the release (read), works out areas, classes, ranks and paths (shape), draws
 * pages from them (draw), and puts the folder in place (write).
 *
 * @throws Failure (usage) for an unknown release or a folder that is taken, (data) for a release
 * that is broken
 */
export async function buildSite(request: SiteRequest): Promise<SiteReport> {
  const { dataRoot, out, force = false, engine, signal } = request;
  const name = findRelease(dataRoot, request.release);
  const release = await openReleaseFolder(releaseFolder(dataRoot, name), engine, signal);
  try {
    const source = await openSite(release);
    return await putSite(out, force, (site) => fillSite(site, source, request));
  } finally {
    release.close();
  }
}

async function fillSite(site: SiteFolder, source: SiteSource, request: SiteRequest): Promise<SiteReport> {
  const { places, sheets, manifest, release } = source;
  const { languages = SITE_LANGUAGES, assets, onStep = () => {}, signal } = request;
  const baseUrl = request.baseUrl === undefined ? null : request.baseUrl.replace(/\/*$/, '/');
  const licence = request.licence ?? source.publisher?.licence ?? null;
  const contexts = languages.map(
    (language): PageContext => ({
      source,
      language,
      languages,
      texts: TEXTS[language],
      index: places.index[language],
      baseUrl,
      licence,
    }),
  );
  const [paths, small] =
    places.topology === null
      ? [null, null]
      : [drawMap(places.topology, GRID.map), drawMap(places.topology, GRID.small)];
  const { codes } = places.index.en;
  let pages = 0;
  const page = (language: string, path: string, text: string) => {
    site.put(`${language}/${path}`, text);
    pages += 1;
  };
  const shapes = readSectorShapes(request.geometry ?? []);
  const shown = new Map<string, readonly string[]>();
  const columns = new Map<SiteLanguage, AreaColumn[]>(languages.map((language) => [language, []]));
  const known = new Set(sheets.map(({ code }) => code));
  mkdirSync(join(site.folder, API), { recursive: true });
  for (const [i, sheet] of sheets.entries()) {
    onStep(sheet.code, i, sheets.length + 1);
    refuseInterrupted(signal);
    const figures = await readFigures(release, sheet, places.index.en);
    const breaks = breaksOf(figures, places.index.en);
    writeFigures(site, figures, source.isSynthetic);
    const sectors = await readSectors(release, sheet);
    writeSectors(site, sheet, sectors, source.isSynthetic);
    for (const [municipality, { codes: own }] of sectors) shown.set(municipality, own);
    const drawn = [...sectors].flatMap(([nis, { codes: own }]) => (own.some((code) => shapes.has(code)) ? [nis] : []));
    const shownSectors = { municipalities: [...sectors.keys()], drawn };
    await writeApi(site, source, figures);
    for (const context of contexts) {
      const { language } = context;
      const view = makeView(context, figures, breaks, shownSectors);
      page(language, `${sheet.code}/index.html`, drawIndicatorPage(context, figures, view, paths));
      page(language, `${sheet.code}/sheet/index.html`, drawSheetPage(context, sheet, known));
      for (const former of sheet.formerly ?? [])
        page(language, `${former}/index.html`, drawFormerPage(context, sheet, former));
      page(language, `${sheet.code}/embed/index.html`, drawEmbedPage(context, figures, view, paths));
      const choice = defaultChoice(figures, context.index);
      const newest = figures.slice(choice.year);
      const history = figures.years.map((year) => figures.slice(year).v);
      const card = { sheet, view, choice, newest, country: history.map((values) => values[0] ?? null) };
      columns.get(language)?.push({ ...card, history, ranges: rangesOf(context, card) });
    }
  }
  onStep('areas', sheets.length, sheets.length + 1);
  for (const context of contexts) {
    refuseInterrupted(signal);
    const { language, index } = context;
    const cards = columns.get(language) ?? [];
    page(language, 'index.html', drawHomePage(context, cards, small));
    page(language, 'area/index.html', drawAreasPage(context));
    for (const area of index.codes.keys())
      page(language, `area/${index.codes[area]}/index.html`, drawAreaPage(context, cards, area, small));
    for (const ceased of places.ceased)
      page(language, `area/${ceased.code}/index.html`, drawCeasedPage(context, ceased));
    page(language, 'compare/index.html', drawComparePage(context, cards));
    page(language, 'release/index.html', drawReleasePage(context));
    page(language, 'data/index.html', drawDataPage(context, cards));
    const named = cards.map(({ view, sheet }) => ({
      code: view.code,
      title: view.title,
      others: [...Object.values(sheet.texts).map(({ title }) => title), view.code],
    }));
    writeCommon(site, places, language, named, source.isSynthetic);
  }
  if (paths !== null) writePaths(site, paths, places.index.en, source.isSynthetic);
  if (shapes.size > 0) writeSectorShapes(site, places.index.en, shown, shapes);
  writeApiIndex(site, source, licence, baseUrl);
  site.put('index.html', drawLanguagePage(languages, source.isSynthetic));
  site.put('manifest.json', readFileSync(join(release.folder, 'manifest.json'), 'utf8'));
  for (const asset of ASSETS) copyFileSync(join(assets, asset), join(site.folder, asset));
  if (baseUrl !== null) site.put('sitemap.xml', drawSitemap(site.folder, baseUrl));
  const { files, bytes } = measure(site.folder);
  return {
    version: 1,
    release: manifest.release,
    out: request.out,
    languages,
    indicators: sheets.length,
    areas: codes.length,
    pages: pages + 1,
    files,
    bytes,
  };
}

function refuseInterrupted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new Failure('interrupted', 'interrupted.');
}

function drawSitemap(folder: string, baseUrl: string): string {
  const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.html') && !path.includes('/embed/'))
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
  const urls = pages.map((path) => `<url><loc>${baseUrl}${path}</loc></url>`).join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls}\n</urlset>\n`;
}

function measure(folder: string): { readonly files: number; readonly bytes: number } {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const counted = entries.filter(({ name }) => !name.endsWith('.parquet'));
  const bytes = counted.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
  return { files: entries.length, bytes };
}
