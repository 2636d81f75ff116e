/** Unprotected cubes as disclosure control takes them: with the support of every row. */
import { join } from 'node:path';
import { type Catalogue, type Indicator, otherEntity } from '../../catalogue/index.ts';
import type { Engine } from '../../engine/index.ts';
import { keyColumns } from '../../plan/index.ts';
import { printName } from '../../query/index.ts';
import { type CubeRecord, parquet } from '../../run/index.ts';
import type { UnprotectedCube } from './protection.ts';

/** Makes a relation of an unprotected cube with its support, from `work/cubes`. */
export async function loadCube(
  engine: Engine,
  catalogue: Catalogue,
  dataRoot: string,
  { cube }: CubeRecord,
): Promise<UnprotectedCube> {
  const { code, year, path, support } = cube;
  const { dimensions, measure } = catalogue.indicators[code] as Indicator;
  const keys = keyColumns(dimensions);
  // Of a density, nobody protected stands above the line.
  const behind = otherEntity(measure) === undefined ? 'support.numerator_members' : 'NULL::BIGINT AS numerator_members';
  const relation = `unprotected_${code}_${year}`;
  await engine.execute(
    `-- unprotected ${code} ${year}\nCREATE OR REPLACE TABLE ${relation} AS
SELECT cube.*, ${behind}, support.members_by_events, support.denominator_members,
  support.least_stratum
FROM ${parquet(join(dataRoot, path))} AS cube
JOIN ${parquet(join(dataRoot, support.path))} AS support USING (${keys.map((key) => printName(key)).join(', ')})`,
  );
  return { code, relation };
}
