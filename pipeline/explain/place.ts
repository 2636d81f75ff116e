/** The areas of a municipal map: which there are, what they are called, and which lie in which. */
import { Failure, suggest } from '../base/index.ts';
import { type Catalogue, LEVELS, type Level, referenceRootOf } from '../catalogue/index.ts';
import type { Engine } from '../engine/index.ts';
import { emitReference } from '../plan/index.ts';
import { literalPath } from '../run/index.ts';

export interface Place {
  readonly level: Level;
  readonly code: string;
  /** The areas that it lies in, itself among them; the country is in all. */
  readonly within: Readonly<Partial<Record<Level, string>>>;
}

export interface PlaceMap {
  readonly vintage: number;
  readonly places: ReadonlyMap<string, Place>;
  /** By code and language; also of municipalities that are not on the map any more. */
  readonly names: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** Where a municipality of another time is now. */
  readonly succession: ReadonlyMap<string, string>;
}

const ABOVE = ['region', 'province', 'arrondissement', 'municipality'] as const;

/** Reads the map of 31 December of a year. */
export async function readPlaces(engine: Engine, catalogue: Catalogue, vintage: number): Promise<PlaceMap> {
  const { variables, statements } = emitReference(catalogue, ['area_place', 'area_name', 'municipality_succession'], {
    mapDate: `${vintage}-12-31`,
    referenceRoot: literalPath(referenceRootOf(catalogue.file)),
  });
  for (const [name, literal] of Object.entries(variables)) await engine.execute(`SET VARIABLE ${name} = ${literal}`);
  for (const { sql } of statements) await engine.execute(sql);
  const places = new Map<string, Place>();
  for (const row of await engine.query('SELECT * FROM area_place ORDER BY area_level DESC, ref_area')) {
    const within: Partial<Record<Level, string>> = { country: '01000' };
    for (const level of ABOVE) if (row[level] !== null) within[level] = String(row[level]);
    const [level, code] = [row.area_level as Level, String(row.ref_area)];
    places.set(code, { level, code, within: { ...within, [level]: code } });
  }
  const names = new Map<string, Record<string, string>>();
  for (const { ref_area, language, name } of await engine.query('SELECT ref_area, language, name FROM area_name')) {
    const known = names.get(String(ref_area)) ?? {};
    names.set(String(ref_area), { ...known, [String(language)]: String(name) });
  }
  const succession = new Map<string, string>();
  for (const { nis_code, municipality } of await engine.query(
    'SELECT nis_code, municipality FROM municipality_succession',
  ))
    if (!places.has(String(nis_code))) succession.set(String(nis_code), String(municipality));
  return { vintage, places, names, succession };
}

/**
 * The area that somebody asks for, at one of the levels that are published. Refuses with a usage failure: one that is not on the map, with its
 * successor, or the area of that name; one of another level, with the area that it lies in.
 */
export function findPlace(map: PlaceMap, asked: string, levels: readonly Level[]): Place {
  const place = map.places.get(asked);
  if (place === undefined) throw unknownPlace(map, asked);
  if (levels.includes(place.level)) return place;
  const nearest = [...levels].reverse().find((level) => place.within[level] !== undefined);
  const within = nearest === undefined ? undefined : place.within[nearest];
  throw new Failure('usage', `it has no figure by ${place.level}, of which ${printPlace(map, asked)} is one.`, {
    help: `there are ${levels.join(', ')}; it lies in ${within === undefined ? 'none of them' : printPlace(map, within)}.`,
  });
}

function unknownPlace(map: PlaceMap, asked: string): Failure {
  const { vintage, places, names, succession } = map;
  const successor = succession.get(asked);
  const isCalled = (code: string) => Object.values(names.get(code) ?? {}).some((name) => plain(name) === plain(asked));
  const called = [...places.keys()].filter(isCalled).slice(0, 5);
  const nearest = suggest(asked, places.keys());
  const help = () => {
    if (successor !== undefined) return `it is in ${printPlace(map, successor)} now.`;
    if (called.length > 0) return `did you mean ${called.map((code) => printPlace(map, code)).join(' or ')}?`;
    if (nearest !== undefined) return `did you mean ${printPlace(map, nearest)}?`;
    return 'name it by its NIS code, or its code of a statistical sector; 01000 is the country.';
  };
  return new Failure('usage', `\`${asked}\` is no area of the municipal map of ${vintage}.`, { help: help() });
}

/** `62063 (Liège)`, in the language that there is first of French, Dutch and German. */
export function printPlace({ names }: Pick<PlaceMap, 'names'>, code: string): string {
  const { fr, nl, de } = names.get(code) ?? {};
  const name = fr ?? nl ?? de;
  return name === undefined ? code : `${code} (${name})`;
}

/** The areas of the nearest finer level that an area is made of; undefined where it is of the finest. */
export function partsOf(
  { places }: PlaceMap,
  whole: Place,
): { readonly level: Level; readonly codes: string[] } | undefined {
  for (const level of LEVELS.slice(LEVELS.indexOf(whole.level) + 1)) {
    const parts = [...places.values()].filter(
      (place) => place.level === level && place.within[whole.level] === whole.code,
    );
    if (parts.length > 0) return { level, codes: parts.map(({ code }) => code) };
  }
  return undefined;
}

/** Letters without accents and case. */
function plain(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
