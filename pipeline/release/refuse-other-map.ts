/**
 * A year is published on one municipal map for good: subtracting areas of the old map from those of
 * the new one discloses areas that were merged.
 */
import { Failure } from '../base/index.ts';
import { type Catalogue, protectedEntity } from '../catalogue/index.ts';
import { type AreaRow, indicatorOf, readPlaces } from '../disclosure/index.ts';
import { type Engine, type EngineOptions, withDuckDB } from '../engine/index.ts';
import { mapDateOf } from '../plan/index.ts';
import { parquet } from '../run/index.ts';
import { type KnownRelease, knownReleases } from './known-releases.ts';
import type { ReleasedCube } from './manifest.ts';

export interface MapRequest {
  readonly catalogue: Catalogue;
  readonly dataRoot: string;
  readonly engine: EngineOptions;
  /** What is about to be published, by year. */
  readonly fresh: ReadonlyMap<number, readonly { readonly cube: { readonly code: string } }[]>;
  readonly signal?: AbortSignal | undefined;
}

/** A cube that a known release published. */
interface KnownCube {
  readonly release: KnownRelease;
  readonly cube: ReleasedCube;
  /** Hash of its file, which several releases may share. */
  readonly content: string;
}

interface MunicipalMap {
  readonly areas: ReadonlySet<string>;
  /** Equal for equal maps. */
  readonly text: string;
}

function cubesOf(release: KnownRelease): KnownCube[] {
  const hashes = new Map(release.manifest.files.map(({ path, sha256 }) => [path, sha256]));
  return release.manifest.cubes.map((cube) => ({ release, cube, content: hashes.get(cube.path) ?? cube.path }));
}

/**
 * Refuses (disclosure) a year of a protected entity on another municipal map than that on which a
 * known release published it. Two vintages between which no area changed are one map.
 */
export async function refuseOtherMap(request: MapRequest): Promise<void> {
  const { catalogue, dataRoot, fresh } = request;
  const known = knownReleases(dataRoot).flatMap(cubesOf);
  const published = [...fresh].flatMap(([year, records]) =>
    entitiesOf(catalogue, records).flatMap((entity) => {
      const ofYear = known.filter(({ cube }) => cube.entity === entity && cube.year === year);
      const cubes = [...new Map(ofYear.map((one) => [`${one.content} ${one.cube.vintage}`, one])).values()];
      return cubes.length === 0 ? [] : [{ entity, year, cubes }];
    }),
  );
  if (published.length === 0) return;
  await withDuckDB(request.engine, request.signal, async (engine) => {
    const mapOf = mapReader(engine, catalogue);
    for (const { entity, year, cubes } of published) {
      const vintage = Number(mapDateOf(catalogue, year).slice(0, 4));
      const map = await mapOf(vintage);
      for (const one of cubes) {
        const isSame = (await mapOf(one.cube.vintage)).text === map.text;
        if (!isSame || !(await hasAreas(engine, one.release.fileOf(one.cube), map.areas)))
          throw otherMap(entity, year, one, vintage);
      }
    }
  });
}

/** Entities whose persons are protected. */
function entitiesOf(catalogue: Catalogue, records: readonly { readonly cube: { readonly code: string } }[]): string[] {
  const entities = records.map(({ cube }) => protectedEntity(indicatorOf(catalogue, cube.code).measure));
  return [...new Set(entities)].filter((entity) => catalogue.disclosure[entity]?.kind === 'threshold');
}

function mapReader(engine: Engine, catalogue: Catalogue): (vintage: number) => Promise<MunicipalMap> {
  const read = new Map<number, MunicipalMap>();
  return async (vintage) => {
    const known = read.get(vintage);
    if (known) return known;
    const places = await readPlaces(engine, { ...catalogue, vintage }, vintage);
    const lines = places.map((place) => JSON.stringify(Object.entries(place))).sort();
    const map = { areas: new Set(places.map(areaOf)), text: lines.join('\n') };
    read.set(vintage, map);
    return map;
  };
}

function areaOf({ area_level, ref_area }: Pick<AreaRow, 'area_level' | 'ref_area'>): string {
  return `${area_level} ${ref_area}`;
}

/**
 * The reference files of a vintage may have been corrected since: then a cube has areas that the
 * map has not.
 */
async function hasAreas(engine: Engine, file: string, areas: ReadonlySet<string>): Promise<boolean> {
  const rows = await engine.query(`SELECT DISTINCT area_level, ref_area FROM ${parquet(file)}`);
  return (rows as unknown as AreaRow[]).every((row) => areas.has(areaOf(row)));
}

function otherMap(entity: string, year: number, { release, cube }: KnownCube, vintage: number): Failure {
  const maps =
    cube.vintage === vintage
      ? `other areas of the municipal map of ${vintage}`
      : `the municipal map of ${cube.vintage}, and cannot be published on that of ${vintage}`;
  const what = cube.vintage === vintage ? `${maps} than the reference files have now` : maps;
  return new Failure(
    'disclosure',
    `figures on ${entity} of ${year} were published in ${release.manifest.release} on ${what}: the differences between both disclose areas that were merged or moved.`,
    {
      help: '`vintage: reference_year` in the catalogue gives every year its own map for good; otherwise leave `vintage` and the reference files as they were, and publish later years alone. If that release was never distributed, delete it with its record in work/published.',
    },
  );
}
