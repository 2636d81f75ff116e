/**
 * Levels that a year does not show. Where most cells of a level are small, nearly all of it would have to be masked cell by cell; it is withheld as a whole
 * instead, with all finer ones, from every cube of an entity. Nobody can tell a cell there: whoever it counts could live in another area of the same parent with
 * everything else as it is, and every figure that is shown would be the same.
 */
import { LEVELS, type Level, type ThresholdPolicy } from '../../catalogue/index.ts';
import type { Engine } from '../../engine/index.ts';
import type { UnprotectedCube, YearCubes } from '../protection.ts';

/** The levels that are withheld: those that no release has shown where the year is in one, else those with more small cells than the policy bears. */
export async function withheldLevels(
  engine: Engine,
  cubes: readonly UnprotectedCube[],
  { threshold, sparse }: ThresholdPolicy,
  before: YearCubes['before'],
): Promise<ReadonlySet<string>> {
  const earlier = cubes.flatMap(({ code }) => before?.(code) ?? []);
  if (earlier.length > 0)
    return finerThan(
      await shownLevels(
        engine,
        earlier.map(({ relation }) => relation),
      ),
    );
  const few = (column: string) => `${column} BETWEEN 1 AND ${threshold - 1}`;
  const parts = cubes.map(
    ({ relation }) => `SELECT
  area_level,
  COUNT(*) FILTER (${few('numerator_members')} OR ${few('denominator')}) AS small,
  COUNT(*) FILTER (numerator_members <> 0 OR denominator <> 0) AS anybody
FROM ${relation}
GROUP BY area_level`,
  );
  const rows = await engine.query(
    `SELECT area_level FROM (${parts.join(' UNION ALL ')}) AS cube GROUP BY area_level HAVING SUM(small) <= ${sparse} * SUM(anybody)`,
  );
  const dense = rows.map(({ area_level }) => String(area_level));
  const first = LEVELS.findIndex((level) => level !== 'country' && !dense.includes(level));
  return finerThan(LEVELS.slice(0, first < 0 ? LEVELS.length : first));
}

/** Levels at which some row of some relation is shown. */
export async function shownLevels(engine: Engine, relations: readonly string[]): Promise<Level[]> {
  const parts = relations.map((relation) => `SELECT DISTINCT area_level FROM ${relation} WHERE obs_status <> 'Q'`);
  const rows = await engine.query(parts.join(' UNION '));
  const shown = new Set(rows.map(({ area_level }) => String(area_level)));
  return LEVELS.filter((level) => shown.has(level));
}

/** All levels below the finest of those. */
export function finerThan(levels: readonly Level[]): ReadonlySet<string> {
  const finest = levels.at(-1) ?? 'country';
  return new Set(LEVELS.slice(LEVELS.indexOf(finest) + 1));
}
