/**
 * The table of a page, kept up in place: rows move and their texts change, nothing is drawn twice.
 */
import { drawRows, rowTexts } from '../draw/table.ts';
import type { Drawing } from '../draw/view.ts';
import { areasAt, type Slice, stateOf } from '../shape/figures.ts';
import { sortAreas } from '../shape/ranks.ts';
import type { Viewed } from './permalink.ts';

/** Brings the table to what is chosen. */
export function updateRanking(drawing: Drawing, viewed: Viewed, slice: Slice, caption: string): void {
  const table = document.getElementById('ranking');
  const body = table?.querySelector('tbody');
  if (!table || !body) return;
  const { index } = drawing;
  const areas = areasAt(index, viewed.level);
  const order = sortAreas(slice, areas, index.names, viewed.sort === 'value' ? viewed.show : viewed.sort);
  const rows = new Map([...body.rows].map((row) => [Number(row.dataset.area), row]));
  if (rows.size !== areas.length || !rows.has(areas[0] ?? -1)) {
    body.innerHTML = drawRows(drawing, slice, order, viewed.show)
      .map(({ markup }) => markup)
      .join('');
  } else {
    const textsOf = rowTexts(drawing, slice, areas, viewed.show);
    const places = placesOf(drawing);
    let after: Element | null = null;
    for (const area of order) {
      const row = rows.get(area);
      if (row === undefined) continue;
      const texts = textsOf(area);
      for (const [i, place] of places.entries()) {
        const cell = row.cells[place];
        const text = texts[i] ?? '';
        if (cell !== undefined && cell.textContent !== text) cell.textContent = text;
      }
      row.cells[2]?.classList.toggle('quiet', stateOf(slice, area) !== 'shown');
      const next: Element | null = after === null ? body.firstElementChild : after.nextElementSibling;
      if (next !== row) body.insertBefore(row, next);
      after = row;
    }
  }
  for (const row of body.querySelectorAll('.chosen')) row.classList.remove('chosen');
  body.querySelector(`[data-area="${viewed.area}"]`)?.classList.add('chosen');
  const said = table.querySelector('caption');
  if (said !== null) said.textContent = caption;
}

/**
 * Places of rank, value, interval, numerator and denominator in a row; the area is in the second.
 */
function placesOf({ view }: Drawing): number[] {
  const places = [0, 2];
  if (view.hasIntervals) places.push(3);
  else places.push(99);
  if (view.kind !== 'count') places.push(view.hasIntervals ? 4 : 3, view.hasIntervals ? 5 : 4);
  return places;
}

/** The table as CSV: what is seen, with the status of every row. */
export function writeCsv(drawing: Drawing, viewed: Viewed, slice: Slice, note: string): string {
  const { index, view } = drawing;
  const order = sortAreas(
    slice,
    areasAt(index, viewed.level),
    index.names,
    viewed.sort === 'value' ? viewed.show : viewed.sort,
  );
  const quote = (text: string | number | null | undefined) => {
    const said = text === null || text === undefined ? '' : String(text);
    return /[",\r\n]/.test(said) ? `"${said.replaceAll('"', '""')}"` : said;
  };
  const head = [
    'code',
    'year',
    'group',
    'level',
    'ref_area',
    'area',
    'numerator',
    'denominator',
    'value',
    'lower',
    'upper',
    'std_value',
    'std_lower',
    'std_upper',
    'status',
    'note',
  ];
  const rows = order.map((area) => {
    const columns = [slice.n, slice.d, slice.v, slice.lo, slice.hi, slice.s, slice.slo, slice.shi];
    return [
      view.code,
      viewed.year,
      viewed.group,
      viewed.level,
      index.codes[area],
      index.names[area],
      ...columns.map((column) => column?.[area]),
      slice.status[area],
      note,
    ];
  });
  return [head, ...rows].map((row) => `${row.map(quote).join(',')}\r\n`).join('');
}
