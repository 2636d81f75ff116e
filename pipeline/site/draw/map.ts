/** Maps: every area of a level as a path, painted by class, with the lines of the levels above. */

import { areasAt, countLevel, type Slice, shownOf, stateOf } from '../shape/figures.ts';
import type { MapPaths } from '../shape/geometry.ts';
import { fill } from '../texts/fill.ts';
import { html, type Markup, raw } from './html.ts';
import { paintOf } from './legend.ts';
import { type Choice, type Drawing, nameGroup, printCell } from './view.ts';

/** The hatch of figures that are not published, which every map and legend refers to. */
export const HATCH = html`<svg class="defs" width="0" height="0" aria-hidden="true"><defs><pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="ground" width="7" height="7"/><path class="stroke" d="M0 0V7"/></pattern><pattern id="hatch-map" width="20" height="20" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="ground" width="20" height="20"/><path class="stroke" d="M0 0V20"/></pattern></defs></svg>`;

/** The sentence on a map: what is to be seen, and how many areas show a figure. */
export function labelMap(drawing: Drawing, slice: Slice, { level, year, group }: Choice): string {
  const { index, texts, view } = drawing;
  const { shown, suppressed } = countLevel(index, slice, level);
  const title = `${view.title} (${nameGroup(drawing, group)})`;
  return fill(texts.mapOf, { title, level: texts[level], year, shown, suppressed });
}

/** A map of a choice. */
export function drawAreas(drawing: Drawing, paths: MapPaths, slice: Slice, choice: Choice): Markup {
  const { index } = drawing;
  const { level } = choice;
  const areas = areasAt(index, level).map((area) => {
    const said = printCell(drawing, stateOf(slice, area), shownOf(slice, area, choice.show).value);
    return html`<path class="${paintOf(drawing, slice, choice, area)}" data-area="${area}" d="${raw(paths.areas[level][index.codes[area] ?? ''] ?? '')}"><title>${index.names[area] ?? ''}: ${said}</title></path>`;
  });
  return html`<svg class="map" viewBox="-12 -12 ${paths.width + 24} ${paths.height + 24}" role="img" aria-label="${labelMap(drawing, slice, choice)}"><g class="areas">${areas}</g><path class="lines" d="${raw(level === 'municipality' ? paths.arrondissementLines : '')}"/><path class="lines regions" d="${raw(level === 'region' || level === 'country' ? '' : paths.regionLines)}"/><path class="outline"/><path class="outline inner"/></svg>`;
}

/** The shapes of small maps, once a page; each map refers to them. */
export function defineThumbnails(drawing: Pick<Drawing, 'index'>, paths: MapPaths): Markup {
  const { index } = drawing;
  const shapes = areasAt(index, 'arrondissement').map((area) => {
    const code = index.codes[area] ?? '';
    return html`<path id="t${code}" d="${raw(paths.areas.arrondissement[code] ?? '')}"/>`;
  });
  return html`<svg class="defs" width="0" height="0" aria-hidden="true"><defs>${shapes}</defs></svg>`;
}

/** A small map of arrondissements, for cards; its figures are on the page that it leads to. */
export function drawThumbnail(drawing: Drawing, paths: MapPaths, slice: Slice, choice: Choice): Markup {
  const { index } = drawing;
  const at = { ...choice, level: 'arrondissement' } as const;
  const areas = areasAt(index, 'arrondissement').map(
    (area) => html`<use href="#t${index.codes[area] ?? ''}" class="${paintOf(drawing, slice, at, area)}"/>`,
  );
  return html`<svg class="thumbnail" viewBox="-2 -2 ${paths.width + 4} ${paths.height + 4}" aria-hidden="true">${areas}</svg>`;
}

/** Where an area lies: the country, with the area painted in it. */
export function drawLocator(paths: MapPaths, level: Choice['level'], code: string): Markup {
  return html`<svg class="locator" viewBox="-2 -2 ${paths.width + 4} ${paths.height + 4}" aria-hidden="true"><path class="ground" d="${raw(paths.areas.country['01000'] ?? '')}"/><path class="regions" d="${raw(paths.regionLines)}"/><path class="place" d="${raw(paths.areas[level][code] ?? '')}"/></svg>`;
}
