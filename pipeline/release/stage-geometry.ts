/**
 * Puts the boundaries of municipalities into a release, so that a map of its figures needs nothing
 * else: a TopoJSON of the reference data whose municipalities are those of the release.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { referenceRootOf } from '../catalogue/index.ts';
import { shareFile } from '../store/index.ts';
import { geometryPath, type ReleasedMap } from './manifest.ts';
import type { Staging } from './stage-cubes.ts';

const TOPOLOGY = /^(be-\d{4})\.topo\.json$/;

/**
 * Copies the boundaries of every municipal map of the release.
 *
 * @param staging the release that is being made
 * @param municipalities NIS codes of all municipalities of the map, by vintage
 * @returns each vintage with the file of its boundaries; `path` is null where the reference data
 * has none
 */
export function stageGeometry(
  { catalogue, folder, before }: Staging,
  municipalities: ReadonlyMap<number, readonly string[]>,
): ReleasedMap[] {
  const root = join(referenceRootOf(catalogue.file), 'geo');
  const topologies = (existsSync(root) ? readdirSync(root) : []).sort().flatMap((file) => {
    const name = TOPOLOGY.exec(file)?.[1];
    return name === undefined ? [] : [{ name, file: join(root, file), codes: codesIn(join(root, file)) }];
  });
  return [...municipalities].map(([vintage, codes]) => {
    const wanted = [...codes].sort().join();
    const found = topologies.find((topology) => topology.codes === wanted);
    if (found === undefined) return { vintage, path: null };
    const path = geometryPath(found.name);
    if (!existsSync(join(folder, path))) {
      mkdirSync(join(folder, 'geo'), { recursive: true });
      copyFileSync(found.file, join(folder, path));
      shareFile(before(path), join(folder, path));
    }
    return { vintage, path };
  });
}

/** NIS codes of the municipalities of a TopoJSON, ascending, joined by commas. */
function codesIn(file: string): string {
  const topology = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly objects?: { readonly municipalities?: { readonly geometries?: readonly { readonly id?: string }[] } };
  };
  const geometries = topology.objects?.municipalities?.geometries ?? [];
  return geometries
    .map(({ id }) => String(id))
    .sort()
    .join();
}
