/**
 * The address of a view: what is not the default, in a fixed order; what it does not know is named.
 */

import type { Choice, IndicatorView } from '../draw/view.ts';
import { CONFIDENCES } from '../shape/compare.ts';
import { type AreaIndex, type MapLevel, type Reference, TOTAL } from '../shape/figures.ts';

export type Sort = 'value' | 'std' | 'name';

/** What an address can say. */
export interface Viewed extends Choice {
  readonly sort: Sort;
}

const KNOWN = ['year', 'area', 'level', 'show', 'colour', 'confidence', 'with', 'sort', 'release'];

/** Reads an address; unknown names and values are given back with the view that is left. */
export function readAddress(
  search: string,
  view: IndicatorView,
  index: AreaIndex,
  initial: Viewed,
): { readonly viewed: Viewed; readonly unknown: readonly string[] } {
  const given = new URLSearchParams(search);
  const unknown: string[] = [];
  const pick = <T>(name: string, read: (text: string) => T | undefined, otherwise: T): T => {
    const text = given.get(name);
    if (text === null) return otherwise;
    const value = read(text);
    if (value === undefined) unknown.push(`${name}=${text}`);
    return value ?? otherwise;
  };
  const oneOf =
    <T extends string | number>(known: readonly T[]) =>
    (text: string) =>
      known.find((one) => String(one) === text);
  const areaOf = (text: string) => {
    const area = index.codes.indexOf(text);
    return area < 0 ? undefined : area;
  };
  const members = view.dimensions.map(({ name, members: known }) =>
    pick(name, oneOf([TOTAL, ...known.map((member) => member.name)]), TOTAL),
  );
  const viewed: Viewed = {
    year: pick('year', oneOf(view.years), initial.year),
    area: pick('area', areaOf, initial.area),
    group: members.every((member) => member === TOTAL) ? TOTAL : members.join('|'),
    level: pick('level', oneOf<MapLevel>(view.levels), initial.level),
    show: pick('show', oneOf(view.hasStandardised ? ['value', 'std'] : ['value']), initial.show),
    colour: pick('colour', oneOf(['quantiles', 'steps', 'compare']), initial.colour),
    confidence: pick('confidence', oneOf(CONFIDENCES), initial.confidence),
    reference: pick(
      'with',
      (text) => ownLevels(view).find((level) => level === text) ?? areaOf(text),
      initial.reference,
    ),
    sort: pick('sort', oneOf(['value', 'std', 'name']), initial.sort),
  };
  const release = given.get('release');
  if (release !== null && release !== view.release) unknown.push(`release=${release}`);
  const names = new Set([...KNOWN, ...view.dimensions.map(({ name }) => name)]);
  for (const name of given.keys()) if (!names.has(name)) unknown.push(name);
  return { viewed, unknown };
}

/** The levels of which areas can be compared with the one that they lie in. */
function ownLevels({ levels }: IndicatorView) {
  return (['region', 'province'] as const).filter((level) => levels.includes(level));
}

/** Writes the address of a view. */
export function writeAddress(viewed: Viewed, view: IndicatorView, index: AreaIndex, initial: Viewed): string {
  const said = new URLSearchParams();
  const put = (name: string, value: string | number, otherwise: string | number) => {
    if (value !== otherwise) said.set(name, String(value));
  };
  const codeOf = (area: number) => index.codes[area] ?? '';
  put('year', viewed.year, initial.year);
  put('area', codeOf(viewed.area), codeOf(initial.area));
  const members = viewed.group.split('|');
  if (viewed.group !== TOTAL)
    for (const [i, { name }] of view.dimensions.entries()) put(name, members[i] ?? TOTAL, TOTAL);
  put('level', viewed.level, initial.level);
  put('show', viewed.show, initial.show);
  put('colour', viewed.colour, initial.colour);
  put('confidence', viewed.confidence, initial.confidence);
  const nameOf = (reference: Reference) => (typeof reference === 'number' ? codeOf(reference) : reference);
  put('with', nameOf(viewed.reference), nameOf(initial.reference));
  put('sort', viewed.sort, initial.sort);
  const text = said.toString();
  return text === '' ? location.pathname : `?${text}`;
}
