/**
 * Figures as scripts that call `atlas.put`: they load from a file as from a server, under the
 * strictest policy.
 */

import type { Feature } from 'geojson';
import type { Sheet } from '../../sheet/index.ts';
import { heldPer } from '../../sheet/index.ts';
import type { SitePlaces } from '../read/read-areas.ts';
import type { IndicatorFigures } from '../read/read-figures.ts';
import type { SectorShapes } from '../read/read-sector-shapes.ts';
import type { MunicipalSectors } from '../read/read-sectors.ts';
import { type AreaIndex, areasAt, MAP_LEVELS, TOTAL } from '../shape/figures.ts';
import { fold } from '../shape/format.ts';
import { drawShapes, type MapPaths, type ShapePaths } from '../shape/geometry.ts';
import { pack } from '../shape/packed.ts';
import { type SiteLanguage, TEXTS } from '../texts/index.ts';
import type { SiteFolder } from './site-folder.ts';

/** One value under a key; a script of this site reads it. */
export function printPut(key: string, value: unknown, isSynthetic: boolean): string {
  const note = isSynthetic ? '/* synthetic data: figures of invented people */\n' : '';
  return `${note}atlas.put(${JSON.stringify(key)},${JSON.stringify(value).replaceAll('<', '\\u003c')});\n`;
}

/**
 * Writes the figures of an indicator: all years of everybody, and a file a year with the groups.
 */
export function writeFigures(site: SiteFolder, figures: IndicatorFigures, isSynthetic: boolean): void {
  const { sheet, years, groups } = figures;
  const { code, measure } = sheet;
  const put = (path: string, key: string, value: unknown) => site.put(path, printPut(key, value, isSynthetic));
  const total = Object.fromEntries(years.map((year) => [year, pack(figures.slice(year), heldPer(measure))]));
  put(`data/${code}/total.js`, `${code}/total`, total);
  const others = groups.filter((group) => group !== TOTAL);
  if (others.length === 0) return;
  for (const year of years) {
    const slices = others.map((group) => [group, pack(figures.slice(year, group), heldPer(measure))]);
    put(`data/${code}/${year}.js`, `${code}/${year}`, Object.fromEntries(slices));
  }
}

/** Writes the sectors of every municipality that shows some: all years of everybody. */
export function writeSectors(
  site: SiteFolder,
  { code, measure }: Sheet,
  sectors: ReadonlyMap<string, MunicipalSectors>,
  isSynthetic: boolean,
): void {
  for (const [municipality, { codes, names, slices }] of sectors) {
    const years = Object.fromEntries(
      Object.entries(slices).map(([year, slice]) => [year, pack(slice, heldPer(measure))]),
    );
    const key = `${code}/sector/${municipality}`;
    site.put(`data/${key}.js`, printPut(key, { codes, names, years }, isSynthetic));
  }
}

const SECTOR_GRID = 600;

/** Writes boundaries of sectors that show a figure: a file an arrondissement, by municipality. */
export function writeSectorShapes(
  site: SiteFolder,
  index: AreaIndex,
  sectors: ReadonlyMap<string, readonly string[]>,
  shapes: SectorShapes,
): void {
  const files = new Map<string, Record<string, ShapePaths>>();
  for (const [municipality, codes] of sectors) {
    const own = new Map(
      codes.flatMap((code) => (shapes.has(code) ? [[code, shapes.get(code) as Feature] as const] : [])),
    );
    const arrondissement = index.codes[index.parents[index.codes.indexOf(municipality)] ?? -1];
    if (own.size === 0 || arrondissement === undefined) continue;
    const file = files.get(arrondissement) ?? {};
    file[municipality] = drawShapes(own, SECTOR_GRID);
    files.set(arrondissement, file);
  }
  for (const [arrondissement, file] of files)
    site.put(`geo/${arrondissement}.js`, printPut(`geo/${arrondissement}`, file, false));
}

/** Writes what all pages of a language share: areas, texts; and what its search knows. */
export function writeCommon(
  site: SiteFolder,
  places: SitePlaces,
  language: SiteLanguage,
  indicators: readonly { readonly code: string; readonly title: string; readonly others: readonly string[] }[],
  isSynthetic: boolean,
): void {
  const index = places.index[language];
  const common = { index, texts: TEXTS[language] };
  site.put(`data/common-${language}.js`, printPut('common', common, isSynthetic));
  const search = {
    // By area: every name that it goes by, folded; by indicator: titles of all languages.
    areas: places.allNames.map((names, area) => {
      const own = fold(index.names[area] ?? '');
      return [...new Set([own, ...names.map(fold)])].join('|');
    }),
    indicators: indicators.map(({ code, title, others }) => ({
      code,
      title,
      folded: [...new Set([title, ...others].map(fold))].join('|'),
    })),
  };
  site.put(`data/search-${language}.js`, printPut('search', search, isSynthetic));
}

/** Writes the paths of all levels, which are loaded where a reader asks for another one. */
export function writePaths(site: SiteFolder, paths: MapPaths, index: AreaIndex, isSynthetic: boolean): void {
  for (const level of MAP_LEVELS) {
    const known = paths.areas[level];
    const areas = areasAt(index, level);
    const value = { first: areas[0] ?? 0, paths: areas.map((area) => known[index.codes[area] ?? ''] ?? '') };
    site.put(`geo/${level}.js`, printPut(`geo/${level}`, value, isSynthetic));
  }
}
