/** Boundaries as SVG paths: projected once, at build, onto a grid of whole numbers. */
import { geoConicConformal, geoPath } from 'd3-geo';
import type { Feature, FeatureCollection } from 'geojson';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { MAP_LEVELS, type MapLevel } from './figures.ts';

/** Paths of a map in a viewBox of `width` by `height`. */
export interface MapPaths {
  readonly width: number;
  readonly height: number;
  /** By level, then NIS code. */
  readonly areas: Readonly<Record<MapLevel, Readonly<Record<string, string>>>>;
  /** Lines between arrondissements, and between regions. */
  readonly arrondissementLines: string;
  readonly regionLines: string;
}

const OBJECTS: Readonly<Record<MapLevel, string>> = {
  country: 'country',
  region: 'regions',
  province: 'provinces',
  arrondissement: 'arrondissements',
  municipality: 'municipalities',
};

/**
 * Draws all areas of a topology.
 *
 * @param topology boundaries in degrees, with an object for every level
 * @param width of the grid; the finer the grid, the longer the paths
 */
export function drawMap(topology: Topology, width: number): MapPaths {
  const objectOf = (level: MapLevel) => topology.objects[OBJECTS[level]] as GeometryCollection;
  const projection = belgianLambert().fitWidth(width, feature(topology, objectOf('country')));
  const path = geoPath(projection).digits(0);
  const [, [, bottom] = [0, 0]] = path.bounds(feature(topology, objectOf('country')));
  const areas = MAP_LEVELS.map((level) => {
    const { features } = feature(topology, objectOf(level));
    return [level, Object.fromEntries(features.map((one) => [String(one.id), shorten(path(one) ?? '')]))];
  });
  const lines = (level: MapLevel) => shorten(path(mesh(topology, objectOf(level), (a, b) => a !== b)) ?? '');
  return {
    width,
    height: Math.ceil(bottom),
    areas: Object.fromEntries(areas) as MapPaths['areas'],
    arrondissementLines: lines('arrondissement'),
    regionLines: lines('region'),
  };
}

/** The paths of some shapes by code, on a grid of their own. */
export interface ShapePaths {
  readonly width: number;
  readonly height: number;
  readonly paths: Readonly<Record<string, string>>;
}

/** Draws shapes by code, in the projection of the map. */
export function drawShapes(shapes: ReadonlyMap<string, Feature>, width: number): ShapePaths {
  const all: FeatureCollection = { type: 'FeatureCollection', features: [...shapes.values()] };
  const path = geoPath(belgianLambert().fitWidth(width, all)).digits(0);
  const [, [, bottom] = [0, 0]] = path.bounds(all);
  const paths = [...shapes].map(([code, shape]) => [code, shorten(path(shape) ?? '')]);
  return { width, height: Math.ceil(bottom), paths: Object.fromEntries(paths) };
}

/** Lambert conformal conic with the parallels of Belgian Lambert (49°50′ and 51°10′ N, 4°22′ E). */
function belgianLambert() {
  return geoConicConformal()
    .parallels([49 + 50 / 60, 51 + 10 / 60])
    .rotate([-(4 + 22 / 60), 0]);
}

/**
 * Writes lines relative to the point before, without points that fall onto it: a third of the
 * length.
 */
function shorten(path: string): string {
  return path
    .split('M')
    .filter((part) => part !== '')
    .map((part) => {
      const isClosed = part.endsWith('Z');
      const points = part
        .replace('Z', '')
        .split('L')
        .map((point) => point.split(',').map(Number));
      let [x = 0, y = 0] = points[0] ?? [];
      const start = `M${x} ${y}`;
      const steps: string[] = [];
      for (const [nx = 0, ny = 0] of points.slice(1)) {
        if (nx === x && ny === y) continue;
        steps.push(`${nx - x}${ny < y ? '' : ' '}${ny - y}`);
        [x, y] = [nx, ny];
      }
      const lines = steps.map((step, i) => (i === 0 || step.startsWith('-') ? step : ` ${step}`)).join('');
      return steps.length === 0 ? '' : `${start}l${lines}${isClosed ? 'z' : ''}`;
    })
    .join('');
}
