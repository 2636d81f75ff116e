/** Whether what comes back of a cluster fits into the memory of this machine. */
import { Failure } from '../base/index.ts';
import { type Catalogue, referenceRootOf } from '../catalogue/index.ts';
import type { Engine } from '../engine/index.ts';
import { type AreaCounts, emitReference, type Returned, type YearPlan } from '../plan/index.ts';
import { bytesOfLimit } from './partitions.ts';

/** Areas of the map that is there, by level. */
export async function countAreas(engine: Engine): Promise<AreaCounts> {
  const rows = await engine.query('SELECT area_level, COUNT(*) AS n FROM area GROUP BY area_level');
  return Object.fromEntries(rows.map(({ area_level, n }) => [String(area_level), Number(n)]));
}

/** The same for a year whose map is not there yet. */
export async function countAreasOf(engine: Engine, catalogue: Catalogue, { mapDate }: YearPlan): Promise<AreaCounts> {
  const places = { mapDate, referenceRoot: referenceRootOf(catalogue.file) };
  const { variables, statements } = emitReference(catalogue, ['area'], places);
  for (const [name, literal] of Object.entries(variables)) await engine.execute(`SET VARIABLE ${name} = ${literal}`);
  for (const { sql } of statements) await engine.execute(sql);
  return countAreas(engine);
}

/** Refuses (engine) tallies that would not fit into the memory limit of the engine here. */
export function refuseReturned(year: number, returned: readonly Returned[], memoryLimit: string): void {
  const bytes = returned.reduce((sum, table) => sum + table.bytes, 0);
  if (bytes <= bytesOfLimit(memoryLimit)) return;
  const rows = returned.reduce((sum, table) => sum + table.rows, 0);
  throw new Failure(
    'engine',
    `up to ${Number(rows.toPrecision(2)).toLocaleString('en-GB')} rows of tallies would come back for ${year}; they take up to ${(bytes / 1e9).toFixed(1)} GB, and the engine here has ${memoryLimit}.`,
    { help: 'give it more with --memory, or compute fewer indicators, dimensions or levels at a time.' },
  );
}
