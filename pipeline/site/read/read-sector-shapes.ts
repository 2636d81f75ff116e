/** Boundaries of statistical sectors, which no release holds: TopoJSON that publishers hand in. */
import { readFileSync } from 'node:fs';
import type { Feature } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { Failure } from '../../base/index.ts';

/** By code of the sector. */
export type SectorShapes = ReadonlyMap<string, Feature>;

/**
 * Reads files of boundaries in degrees, of which every geometry names its sector in the property
 * `sector_code`.
 *
 * @throws Failure (data) for a file that cannot be read, is no TopoJSON, or names no sector
 */
export function readSectorShapes(files: readonly string[]): SectorShapes {
  const found = new Map<string, Feature>();
  for (const file of files) {
    const topology = readTopology(file);
    const named = Object.values(topology.objects).flatMap((object) => {
      if (object.type !== 'GeometryCollection') return [];
      const collection = object as GeometryCollection<{ readonly sector_code?: unknown }>;
      return feature(topology, collection).features.flatMap((one) => {
        const code = one.properties?.sector_code;
        return typeof code === 'string' ? [[code, one] as const] : [];
      });
    });
    for (const [code, shape] of named) found.set(code, shape);
    if (named.length === 0)
      throw new Failure('data', `${file} names no statistical sector.`, {
        help: 'every geometry needs the property `sector_code`, such as 11001A00-.',
      });
  }
  return found;
}

function readTopology(file: string): Topology {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new Failure('data', `${file} cannot be read.`, { help: 'name a file of boundaries with --geometry FILE.' });
  }
  const topology = parse(text);
  if (topology?.type !== 'Topology' || typeof topology.objects !== 'object')
    throw new Failure('data', `${file} is no TopoJSON.`, {
      help: 'convert boundaries in degrees (WGS 84) to TopoJSON, for example with `geo2topo`.',
    });
  return topology;
}

function parse(text: string): Topology | undefined {
  try {
    return JSON.parse(text) as Topology;
  } catch {
    return undefined;
  }
}
