/** The statistical sectors of a municipality: a table, and a map where boundaries are handed in. */
import { findBreaks } from '../shape/classes.ts';
import { type AreaIndex, type Slice, TOTAL } from '../shape/figures.ts';
import type { ShapePaths } from '../shape/geometry.ts';
import { fill } from '../texts/fill.ts';
import { html, type Markup } from './html.ts';
import { drawLegend } from './legend.ts';
import { drawAreas } from './map.ts';
import { drawTable } from './table.ts';
import type { Choice, Drawing } from './view.ts';

/** The sectors of a municipality, in one order; by year, the figures of everybody. */
export interface ShownSectors {
  readonly codes: readonly string[];
  readonly names: readonly string[];
  readonly slices: Readonly<Record<number, Slice>>;
}

/**
 * Draws the sectors of the municipality of a choice, of everybody. Classes are those of the
 * municipality over all years.
 *
 * @param paths of the sectors by code; undefined where there are none
 */
export function drawSectors(
  drawing: Drawing,
  choice: Choice,
  { codes, names, slices }: ShownSectors,
  paths: ShapePaths | undefined,
): Markup {
  const { view, texts } = drawing;
  const slice = slices[choice.year];
  if (slice === undefined) return html``;
  const areas = [...codes.keys()];
  const index: AreaIndex = {
    codes,
    levels: codes.map(() => 'municipality'),
    parents: codes.map(() => -1),
    names: names.map((name, i) => (name === codes[i] ? name : `${name} (${codes[i]})`)),
  };
  const breaks = { [TOTAL]: { municipality: findBreaks(Object.values(slices), areas) } };
  const own: Drawing = { ...drawing, index, view: { ...view, breaks } };
  const shown: Choice = { ...choice, group: TOTAL, level: 'municipality', show: 'value', colour: 'quantiles' };
  const caption = fill(texts.sectorsOf, { area: drawing.index.names[choice.area] ?? '', year: choice.year });
  const table = drawTable(own, { slice, areas, show: 'value', sort: 'value', caption, isPlain: true });
  if (paths === undefined) return table;
  const { width, height } = paths;
  const none = { country: {}, region: {}, province: {}, arrondissement: {} };
  const map = {
    width,
    height,
    areas: { ...none, municipality: paths.paths },
    arrondissementLines: '',
    regionLines: '',
  };
  return html`<figure class="sectors">${drawAreas(own, map, slice, shown)}${drawLegend(own, slice, shown)}</figure>${table}`;
}
