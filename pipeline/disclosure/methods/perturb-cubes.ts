/**
 * Puts changed figures in the place of exact ones, in the cubes of entities whose policy rounds
 * them or adds noise (docs/explanation/disclosure.md).
 */
import { at } from '../../base/index.ts';
import { type Catalogue, perturbationOf, protectedEntity } from '../../catalogue/index.ts';
import type { Engine } from '../../engine/index.ts';
import { keyColumns } from '../../plan/index.ts';
import { printName, printText } from '../../query/index.ts';
import { figuresInRow } from '../cells/cube-parts.ts';
import { type Counts, readCounts } from '../perturb/counts.ts';
import { PERTURBATIONS } from './perturbations.ts';
import { indicatorOf } from './primary.ts';
import type { UnprotectedCube } from './protection.ts';
import { readCubeRows, tableOf } from './read-figures.ts';

export interface PerturbRequest {
  readonly engine: Engine;
  readonly catalogue: Catalogue;
  readonly year: number;
  readonly cubes: readonly UnprotectedCube[];
  /** Of noise (`noise-seed.ts`). */
  readonly seed: string;
}

/** A cube in which every figure may be shown, with statuses that allow it. */
export interface PerturbedCube extends UnprotectedCube {
  readonly statusTable: string;
}

/** The cubes whose figures are changed; the others are for a rule that suppresses. */
export async function perturbCubes({ engine, catalogue, year, cubes, seed }: PerturbRequest): Promise<PerturbedCube[]> {
  const perturbed: PerturbedCube[] = [];
  for (const [entity, policy] of Object.entries(catalogue.disclosure)) {
    const perturbation = perturbationOf(policy);
    const own = cubes.filter(({ code }) => protectedEntity(indicatorOf(catalogue, code).measure) === entity);
    if (perturbation === null || own.length === 0) continue;
    const counts = await readCounts({ engine, catalogue, year, cubes: own });
    const changed = PERTURBATIONS[perturbation.method].change(counts, perturbation, seed);
    for (const cube of own) perturbed.push(await replaceFigures(engine, catalogue, cube, counts, changed));
  }
  return perturbed;
}

/** Intervals and standardised values would disclose the exact figures: there are none. */
async function replaceFigures(
  engine: Engine,
  catalogue: Catalogue,
  { code, relation }: UnprotectedCube,
  { year, grid, figureRelations }: Counts,
  changed: ReadonlyMap<string, Float64Array>,
): Promise<PerturbedCube> {
  const keys = keyColumns(indicatorOf(catalogue, code).dimensions).map((key) => printName(key));
  const { numerator, denominator } = figuresInRow(grid.cubes, code);
  const { cells } = await readCubeRows(engine, tableOf(grid, code), relation, []);
  const listed = (name: string | null) => {
    const figures = changed.get(name ?? '');
    const texts = figures === undefined ? [] : Array.from(cells, (cell) => at(figures, cell));
    return `UNNEST(STRING_SPLIT(${printText(texts.join(' '))}, ' '))::BIGINT`;
  };
  const per = `${figureRelations.cubes[code]?.per ?? 1}::DOUBLE`;
  // Of a sum of nothing there is no ratio, as of no members.
  const value = `perturbed.numerator::DOUBLE / NULLIF(GREATEST(perturbed.denominator, 0)::DOUBLE, 0) * ${per}`;
  const [cube, statusTable] = [`perturbed_${code}_${year}`, `status_${code}_${year}`];
  await engine.execute(
    `-- perturbed ${code} ${year}\nCREATE OR REPLACE TABLE ${cube} AS
WITH perturbed AS (
  SELECT
    ${listed(numerator)} AS numerator,
    ${denominator === null ? 'NULL::BIGINT' : listed(denominator)} AS denominator,
    UNNEST(RANGE(1, ${cells.length + 1})) AS place
),
row_of_cube AS (
  SELECT ${keys.join(', ')}, ROW_NUMBER() OVER (ORDER BY ${keys.join(', ')}) AS place
  FROM ${printName(relation)}
)
SELECT
  ${keys.join(', ')},
  perturbed.numerator,
  perturbed.denominator,
  ${denominator === null ? `(perturbed.numerator * ${per})::DOUBLE` : value} AS obs_value,
  ${['ci_lower', 'ci_upper', 'std_value', 'std_ci_lower', 'std_ci_upper'].map((name) => `NULL::DOUBLE AS ${name}`).join(', ')},
  CASE WHEN perturbed.denominator = 0 THEN 'M' ELSE 'A' END AS obs_status,
  'F' AS conf_status
FROM row_of_cube
JOIN perturbed USING (place)`,
  );
  await engine.execute(
    `CREATE OR REPLACE TABLE ${statusTable} AS SELECT ${keys.join(', ')}, 'F' AS conf_status, FALSE AS strata_suppressed FROM ${cube}`,
  );
  return { code, relation: cube, statusTable };
}
