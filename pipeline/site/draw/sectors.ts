/**
 * The statistical sectors of a municipality: a table, as no boundaries of them are in a release.
 */
import type { AreaIndex, Slice } from '../shape/figures.ts';
import { fill } from '../texts/fill.ts';
import type { Markup } from './html.ts';
import { drawTable } from './table.ts';
import type { Drawing } from './view.ts';

/** Draws the sectors of a municipality in a year, of everybody. */
export function drawSectors(
  drawing: Drawing,
  municipality: string,
  { codes, names }: { readonly codes: readonly string[]; readonly names: readonly string[] },
  year: number,
  slice: Slice,
): Markup {
  const index: AreaIndex = {
    codes,
    levels: codes.map(() => 'municipality'),
    parents: codes.map(() => -1),
    names: names.map((name, i) => (name === codes[i] ? name : `${name} (${codes[i]})`)),
  };
  return drawTable(
    { ...drawing, index },
    {
      slice,
      areas: [...codes.keys()],
      show: 'value',
      sort: 'value',
      caption: fill(drawing.texts.sectorsOf, { area: municipality, year }),
      isPlain: true,
    },
  );
}
