/**
 * Figures that are added up over years, after all years are protected: a row is shown where it is
 * the sum of rows that the release shows, so that nothing follows from it that does not from those.
 */
import { type Catalogue, type Term, yearlyFigures } from '../../catalogue/index.ts';
import type { Engine } from '../../engine/index.ts';
import { keyColumns } from '../../plan/index.ts';
import { printName } from '../../query/index.ts';
import { indicatorOf } from './primary.ts';
import type { UnprotectedCube } from './protection.ts';

export interface PooledCubes {
  readonly engine: Engine;
  readonly catalogue: Catalogue;
  readonly year: number;
  readonly cubes: readonly UnprotectedCube[];
  /** A cube of the release as it is published; undefined where the release has none. */
  readonly published: (code: string, year: number) => string | undefined;
}

/** Gives a relation of statuses for every cube, as a rule of protection does. */
export async function pooledStatuses(of: PooledCubes): Promise<Readonly<Record<string, string>>> {
  const statusTables: Record<string, string> = {};
  for (const cube of of.cubes) {
    const table = `status_${cube.code}_${of.year}`;
    await writePooled(of, cube, table);
    statusTables[cube.code] = table;
  }
  return statusTables;
}

async function writePooled(of: PooledCubes, { code, relation }: UnprotectedCube, table: string): Promise<void> {
  const { engine, catalogue, year } = of;
  const { measure, dimensions } = indicatorOf(catalogue, code);
  const years = Array.from({ length: measure.pooled ?? 1 }, (_, before) => year - before);
  const cells = ['area_level', 'ref_area', ...dimensions.map((name) => printName(name))];
  const named = [['counted', measure.numerator] as const, ['divided', measure.denominator] as const].map(
    ([name, term]) => `${name} AS (
  SELECT ${cells.join(', ')}, SUM(figure) AS figure
  FROM (${shownYears(of, code, term, years)})
  GROUP BY ALL
  HAVING COUNT(*) = ${years.length}
)`,
  );
  const keys = keyColumns(dimensions).map((key) => `cube.${printName(key)}`);
  // A standardised value is made of groups that no row of the years need show.
  await engine.execute(
    `-- years of ${code} ${year}\nCREATE OR REPLACE TABLE ${table} AS
WITH ${named.join(',\n')}
SELECT
  ${keys.join(', ')},
  CASE
    WHEN counted.figure = cube.numerator AND divided.figure = cube.denominator THEN 'F'
    ELSE 'D'
  END AS conf_status,
  TRUE AS strata_suppressed
FROM ${printName(relation)} AS cube
LEFT JOIN counted USING (${cells.join(', ')})
LEFT JOIN divided USING (${cells.join(', ')})`,
  );
}

/** What the release shows of a term, once by cell and year. */
function shownYears(
  { catalogue, published }: PooledCubes,
  code: string,
  term: Term | null,
  years: readonly number[],
): string {
  const { measure, dimensions } = indicatorOf(catalogue, code);
  const cells = ['area_level', 'ref_area', ...dimensions.map((name) => printName(name))];
  const yearly = term === null ? [] : yearlyFigures(catalogue, measure, term);
  const sources = years.flatMap((year) =>
    yearly.flatMap(({ indicator, column }) => {
      const file = published(indicator.code, year);
      if (file === undefined || dimensions.some((name) => !indicator.dimensions.includes(name))) return [];
      const others = indicator.dimensions.filter((name) => !dimensions.includes(name));
      const where = [`${column} IS NOT NULL`, ...others.map((name) => `${printName(name)} = 'total'`)];
      return [
        `SELECT ${year} AS year, ${cells.join(', ')}, ${column} AS figure FROM ${file} WHERE ${where.join(' AND ')}`,
      ];
    }),
  );
  const nothing = `SELECT 0 AS year, ${cells.map((cell) => `'' AS ${cell}`).join(', ')}, 0 AS figure WHERE FALSE`;
  return `SELECT year, ${cells.join(', ')}, ANY_VALUE(figure) AS figure
  FROM (${[nothing, ...sources].join(' UNION ALL ')}) GROUP BY ALL`;
}
