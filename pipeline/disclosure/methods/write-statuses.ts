/** Writes what becomes of the rows of a cube, out of the verdicts on its slices. */
import { keyColumns } from '../../plan/index.ts';
import { printName, printText } from '../../query/index.ts';
import { indicatorOf, policyOf } from './primary.ts';
import type { UnprotectedCube, YearCubes } from './protection.ts';
import { atLevels } from './read-figures.ts';
import { sliceOf } from './slices.ts';

/** What becomes of the rows of a slice of a cube, in the order of their keys. */
export interface SliceVerdicts {
  readonly slice: string;
  readonly levels: readonly string[];
  readonly statuses: readonly ('F' | 'A' | 'D')[];
}

/**
 * Writes the statuses of a cube: its keys with their status. A row of several slices is shown where
 * all of them show it; a row of none is of a withheld margin. Without verdicts nobody has to be
 * protected.
 */
export async function writeStatuses(
  { engine, catalogue, year }: Pick<YearCubes, 'engine' | 'catalogue' | 'year'>,
  { code, relation }: UnprotectedCube,
  statusTable: string,
  verdicts: readonly SliceVerdicts[] | undefined,
): Promise<void> {
  const keys = keyColumns(indicatorOf(catalogue, code).dimensions).map((key) => printName(key));
  const policy = policyOf(catalogue, code);
  const few = policy.kind === 'none' ? 'FALSE' : `COALESCE(least_stratum BETWEEN 1 AND ${policy.threshold - 1}, FALSE)`;
  const columns = [...keys, 'few AS strata_suppressed'].join(', ');
  const rows = `row_of_cube AS (SELECT *, ${few} AS few FROM ${printName(relation)})`;
  const write = (query: string) =>
    engine.execute(`-- linked rule ${code} ${year}\nCREATE OR REPLACE TABLE ${statusTable} AS\n${query}`);
  if (verdicts === undefined) {
    await write(`WITH ${rows}\nSELECT ${columns}, 'F' AS conf_status FROM row_of_cube`);
    return;
  }
  const slices = verdicts.map(
    ({ slice, levels, statuses }) => `SELECT ${keys.join(', ')}, listed.conf_status
FROM (
  SELECT *, ROW_NUMBER() OVER (ORDER BY ${keys.join(', ')}) AS place
  FROM ${sliceOf(slice, 'row_of_cube', 'with support')}
  WHERE ${atLevels(levels)}
)
JOIN (
  SELECT
    UNNEST(STRING_SPLIT(${printText(statuses.join(''))}, '')) AS conf_status,
    UNNEST(RANGE(1, ${statuses.length + 1})) AS place
) AS listed USING (place)`,
  );
  await write(`WITH ${rows},
verdict AS (
  SELECT
    ${keys.join(', ')},
    CASE WHEN BOOL_AND(conf_status = 'F') THEN 'F' WHEN BOOL_AND(conf_status = 'A') THEN 'A' ELSE 'D' END AS conf_status
  FROM (
${slices.join('\nUNION ALL\n')}
  )
  GROUP BY ALL
)
SELECT ${columns}, COALESCE(verdict.conf_status, 'D') AS conf_status
FROM row_of_cube
LEFT JOIN verdict USING (${keys.join(', ')})`);
}
