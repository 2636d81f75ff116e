/**
 * Reads the areas of a release: where each lies, what it is called, what became of those that
 * ceased.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Topology } from 'topojson-specification';
import type { OpenRelease } from '../../export/index.ts';
import { type AreaIndex, MAP_LEVELS, type MapLevel } from '../shape/figures.ts';
import { AREA_NAMES, SITE_LANGUAGES, type SiteLanguage } from '../texts/index.ts';

export interface SitePlaces {
  /** The same areas in every language, with the names of that language. */
  readonly index: Readonly<Record<SiteLanguage, AreaIndex>>;
  /** Every name that an area goes by, for the search; in the order of the areas. */
  readonly allNames: readonly (readonly string[])[];
  /**
   * Municipalities that ceased: what they were called, since when, and the area that their figures
   * are in.
   */
  readonly ceased: readonly Ceased[];
  /** The year whose 31 December fixes the map. */
  readonly vintage: number;
  /** Boundaries of the map; null where the release has none. */
  readonly topology: Topology | null;
}

export interface Ceased {
  readonly code: string;
  readonly names: Readonly<Record<SiteLanguage, string>>;
  /** First day without it, ISO. */
  readonly date: string;
  readonly successor: string;
}

interface Row {
  readonly code: string;
  readonly level: MapLevel;
  readonly parent: string | null;
  readonly region: string | null;
}

/** Areas of the newest map of the release, from the country to the municipalities. */
export async function readPlaces(release: OpenRelease): Promise<SitePlaces> {
  const { manifest, folder, engine } = release;
  const vintage = Math.max(...manifest.cubes.map((cube) => cube.vintage));
  const rows = (await engine.query(areaQuery(vintage))).map((row) => ({
    code: String(row.ref_area),
    level: String(row.area_level) as MapLevel,
    parent: row.parent === null ? null : String(row.parent),
    region: row.region === null ? null : String(row.region),
  }));
  const names = await readNames(release);
  const at = new Map(rows.map(({ code }, i) => [code, i]));
  const shared = {
    codes: rows.map(({ code }) => code),
    levels: rows.map(({ level }) => level),
    parents: rows.map(({ parent }) => (parent === null ? -1 : (at.get(parent) ?? -1))),
  };
  const index = Object.fromEntries(
    SITE_LANGUAGES.map((language) => [
      language,
      { ...shared, names: rows.map(({ code, region }) => nameOf(names, code, region, language)) },
    ]),
  ) as unknown as SitePlaces['index'];
  const path = manifest.maps.find((map) => map.vintage === vintage)?.path ?? null;
  return {
    index,
    allNames: rows.map(({ code }) => [
      ...new Set([...Object.values(names.get(code) ?? {}), AREA_NAMES.en?.[code] ?? ''].filter(Boolean)),
    ]),
    ceased: await readCeased(release, names, at, rows),
    vintage,
    topology: path === null ? null : (JSON.parse(readFileSync(join(folder, path), 'utf8')) as Topology),
  };
}

function areaQuery(vintage: number): string {
  const levels = MAP_LEVELS.map((level) => `'${level}'`).join(', ');
  return `SELECT ref_area, area_level, region, CASE area_level
    WHEN 'municipality' THEN arrondissement
    WHEN 'arrondissement' THEN COALESCE(province, region)
    WHEN 'province' THEN region
    WHEN 'region' THEN '01000'
  END AS parent
FROM atlas.area
WHERE vintage = ${vintage} AND area_level IN (${levels})
ORDER BY LIST_POSITION([${levels}], area_level), ref_area`;
}

type Names = ReadonlyMap<string, Readonly<Record<string, string>>>;

async function readNames({ engine }: OpenRelease): Promise<Names> {
  const rows = await engine.query(
    `SELECT ref_area, language, name FROM atlas.area_name WHERE LENGTH(ref_area) = 5 ORDER BY ALL`,
  );
  const names = new Map<string, Record<string, string>>();
  for (const { ref_area, language, name } of rows)
    names.set(String(ref_area), { ...names.get(String(ref_area)), [String(language)]: String(name) });
  return names;
}

/** As it is called in the language, else in the language of its region. */
function nameOf(names: Names, code: string, region: string | null, language: SiteLanguage): string {
  const known = names.get(code) ?? {};
  const own = known[language] ?? AREA_NAMES[language]?.[code];
  const regional = region === '02000' ? known.nl : known.fr;
  return own ?? regional ?? known.fr ?? known.nl ?? code;
}

async function readCeased(
  { engine }: OpenRelease,
  names: Names,
  at: ReadonlyMap<string, number>,
  rows: readonly Row[],
): Promise<Ceased[]> {
  const changes = await engine.query(
    'SELECT old_nis, new_nis, CAST(effective_date AS VARCHAR) AS date FROM atlas.area_change ORDER BY ALL',
  );
  const next = new Map(changes.map(({ old_nis, new_nis }) => [String(old_nis), String(new_nis)]));
  return changes.flatMap(({ old_nis, date }) => {
    const code = String(old_nis);
    if (at.has(code)) return [];
    let successor = next.get(code);
    for (let steps = 0; successor !== undefined && !at.has(successor) && steps < 10; steps += 1)
      successor = next.get(successor);
    if (successor === undefined || !at.has(successor)) return [];
    const region = rows[at.get(successor) ?? 0]?.region ?? null;
    const said = SITE_LANGUAGES.map((language) => [language, nameOf(names, code, region, language)]);
    return [{ code, names: Object.fromEntries(said) as Ceased['names'], date: String(date).slice(0, 10), successor }];
  });
}
