/** The areas of a municipal map: which there are, what they are called, and which lie in which. */
import { Failure, suggest } from '../base/index.ts';
import { type Catalogue, LEVELS, type Level, referenceRootOf } from '../catalogue/index.ts';
import type { Engine } from '../engine/index.ts';
import { emitReference } from '../plan/index.ts';
import { literalPath } from '../run/index.ts';

export interface MapArea {
  readonly level: Level;
  readonly code: string;
  /** The areas that it lies in, itself among them; the country is in all. */
  readonly within: Readonly<Partial<Record<Level, string>>>;
}

export interface AreaMap {
  readonly vintage: number;
  readonly areas: ReadonlyMap<string, MapArea>;
  /** By code and language; also of municipalities that are not on the map any more. */
  readonly names: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** Where a municipality of another time is now. */
  readonly succession: ReadonlyMap<string, string>;
}

const ABOVE = ['region', 'province', 'arrondissement', 'municipality'] as const;

/** Reads the map of 31 December of a year. */
export async function readAreas(engine: Engine, catalogue: Catalogue, vintage: number): Promise<AreaMap> {
  const { variables, statements } = emitReference(catalogue, ['area_place', 'area_name', 'municipality_succession'], {
    mapDate: `${vintage}-12-31`,
    referenceRoot: literalPath(referenceRootOf(catalogue.file)),
  });
  for (const [name, literal] of Object.entries(variables)) await engine.execute(`SET VARIABLE ${name} = ${literal}`);
  for (const { sql } of statements) await engine.execute(sql);
  const areas = new Map<string, MapArea>();
  for (const row of await engine.query('SELECT * FROM area_place ORDER BY area_level DESC, ref_area')) {
    const within: Partial<Record<Level, string>> = { country: '01000' };
    for (const level of ABOVE) if (row[level] !== null) within[level] = String(row[level]);
    const [level, code] = [row.area_level as Level, String(row.ref_area)];
    areas.set(code, { level, code, within: { ...within, [level]: code } });
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
    if (!areas.has(String(nis_code))) succession.set(String(nis_code), String(municipality));
  return { vintage, areas, names, succession };
}

/**
 * The area that somebody asks for by its code or its name, at one of the levels that are published.
 * Refuses with a usage failure: one that is not on the map, with its successor or a similar name; a
 * name of several areas, with their codes; one of another level, with the area that it lies in.
 */
export function findArea(map: AreaMap, asked: string, levels: readonly Level[]): MapArea {
  const area = map.areas.get(asked) ?? findByName(map, asked, levels);
  if (area === undefined) throw unknownArea(map, asked);
  if (levels.includes(area.level)) return area;
  const nearest = [...levels].reverse().find((level) => area.within[level] !== undefined);
  const within = nearest === undefined ? undefined : area.within[nearest];
  throw new Failure(
    'usage',
    `${printArea(map, area.code)} is of the level ${area.level}, and the indicator is not published at that level.`,
    {
      help: `published levels: ${levels.join(', ')}; it lies in ${within === undefined ? 'none of them' : printArea(map, within)}.`,
    },
  );
}

/**
 * The area of a name in any language, accents and case apart; of the first published level that has
 * one, as sectors are named after municipalities.
 */
function findByName(map: AreaMap, asked: string, levels: readonly Level[]): MapArea | undefined {
  const called = [...map.areas.values()].filter(({ code }) =>
    Object.values(map.names.get(code) ?? {}).some((name) => plain(name) === plain(asked)),
  );
  const published = called.filter(({ level }) => levels.includes(level));
  const candidates = published.length > 0 ? published : called;
  const level = LEVELS.find((one) => candidates.some((area) => area.level === one));
  const [found, ...others] = candidates.filter((area) => area.level === level);
  if (found === undefined || others.length === 0) return found;
  const named = [found, ...others].map(({ code }) => printArea(map, code)).join(' or ');
  throw new Failure('usage', `several areas are called \`${asked}\`.`, { help: `name one by its code: ${named}.` });
}

function unknownArea(map: AreaMap, asked: string): Failure {
  const { vintage, areas, names, succession } = map;
  const known = [...areas.keys()].flatMap((code) => Object.values(names.get(code) ?? {}));
  const similar = suggest(asked, known);
  const successor = succession.get(asked);
  const nearest = suggest(asked, areas.keys());
  const help = () => {
    if (successor !== undefined) return `it is in ${printArea(map, successor)} now.`;
    if (similar !== undefined) return `did you mean ${similar}?`;
    if (nearest !== undefined) return `did you mean ${printArea(map, nearest)}?`;
    return 'name it by its NIS code, its code of a statistical sector, or its name in French, Dutch or German; 01000 is the country.';
  };
  return new Failure('usage', `\`${asked}\` is not an area of the municipal map of ${vintage}.`, { help: help() });
}

/** `62063 (Liège)`, in the language that there is first of French, Dutch and German. */
export function printArea({ names }: Pick<AreaMap, 'names'>, code: string): string {
  const { fr, nl, de } = names.get(code) ?? {};
  const name = fr ?? nl ?? de;
  return name === undefined ? code : `${code} (${name})`;
}

/**
 * The areas of the nearest finer level that an area is made of; undefined where it is of the
 * finest.
 */
export function partsOf(
  { areas }: AreaMap,
  whole: MapArea,
): { readonly level: Level; readonly codes: string[] } | undefined {
  for (const level of LEVELS.slice(LEVELS.indexOf(whole.level) + 1)) {
    const parts = [...areas.values()].filter((area) => area.level === level && area.within[whole.level] === whole.code);
    if (parts.length > 0) return { level, codes: parts.map(({ code }) => code) };
  }
  return undefined;
}

/** Letters without accents and case. */
function plain(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
