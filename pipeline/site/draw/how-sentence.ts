/** A figure in a sentence with its numbers, and the command that explains it. */
import { type Slice, stateOf } from '../shape/figures.ts';
import { formatNumber } from '../shape/format.ts';
import { fill } from '../texts/fill.ts';
import { type Choice, type Drawing, printCount, printValue } from './view.ts';

/** `3,434 of 199,582, times 100, is 1.72.` */
export function howSentence(drawing: Drawing, { area, year }: Choice, slice: Slice): string {
  const { texts, view, index } = drawing;
  const [n, d, v] = [slice.n?.[area] ?? null, slice.d?.[area] ?? null, slice.v[area] ?? null];
  const place = `${index.names[area] ?? ''}, ${year}: `;
  if (stateOf(slice, area) !== 'shown' || v === null) return place + texts.howNone;
  if (n === null || d === null) return place + fill(texts.howCount, { n: printValue(drawing, v) });
  const parts = {
    n: printCount(drawing, n),
    d: printCount(drawing, d),
    per: formatNumber(view.per, view.language),
    v: printValue(drawing, v),
  };
  return place + fill(texts.howSum, parts);
}

/** The command that explains the figure from catalogue and data. */
export function howCommand({ view, index }: Drawing, { area, year, group }: Choice): string {
  const members = group === 'total' ? [] : group.split('|');
  const where = view.dimensions.flatMap(({ name }, i) => {
    const member = members[i];
    return member === undefined || member === 'total' ? [] : [` --where ${name}=${member}`];
  });
  return `cubes explain ${view.code} --year ${year} --area ${index.codes[area] ?? ''}${where.join('')} --release ${view.release}`;
}
