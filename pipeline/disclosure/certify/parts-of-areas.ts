/** Which areas make up which, on the levels that a cube shows. */
import type { AreaRow } from '../cells/grid.ts';

export interface PartsOfAreas {
  /** Every area, and whoever is in no part of one: its code with `?` after it. */
  readonly all: readonly string[];
  readonly sums: readonly { readonly whole: string; readonly parts: readonly string[] }[];
}

const COLUMNS = ['municipality', 'arrondissement', 'province', 'region'] as const;

/**
 * Every area is a part of the nearest one above it that is shown. Somebody is in the country and in
 * no area of it (unknown domicile), in a municipality and in no sector of it (`ZZZZ`); nobody
 * elsewhere.
 */
export function partsOfAreas(places: readonly AreaRow[], levels: readonly string[]): PartsOfAreas {
  const shown = places.filter(({ area_level: level }) => levels.includes(level));
  const country = shown.find(({ area_level: level }) => level === 'country');
  if (country === undefined) throw new Error('a cube without its country');
  const parts = new Map<string, string[]>();
  for (const place of shown) {
    if (place === country) continue;
    const above = COLUMNS.filter((level) => level !== place.area_level && levels.includes(level));
    const whole = above.map((level) => place[level]).find((code) => code !== null && code !== place.ref_area);
    const key = whole ?? country.ref_area;
    parts.set(key, [...(parts.get(key) ?? []), place.ref_area]);
  }
  const hasRest = new Set(
    shown.filter(({ area_level: level }) => ['country', 'municipality'].includes(level)).map((place) => place.ref_area),
  );
  const sums = [...parts].map(([whole, of]) => ({ whole, parts: hasRest.has(whole) ? [...of, `${whole}?`] : of }));
  return { all: [...new Set([country.ref_area, ...sums.flatMap((each) => each.parts)])], sums };
}
