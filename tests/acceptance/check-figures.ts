/**
 * Figures by hand-written SQL over the delivered Parquet, one query an indicator, which cubes are
 * compared with.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { REPOSITORY } from '../support/shipped-catalogue.ts';

export interface Figure {
  readonly numerator: number;
  readonly denominator: number | null;
  readonly obs_value: number | null;
}

/**
 * Gives the cells that somebody stands behind, by `<area_level>|<ref_area>` and `|<age_group>`
 * where the query has one.
 */
export async function checkFigures(
  dataRoot: string,
  year: number,
  mapDate: string,
  codes: readonly string[],
): Promise<Map<string, Map<string, Figure>>> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  try {
    await connection.run(`SET VARIABLE reference = '${join(REPOSITORY, 'data', 'reference')}'`);
    await connection.run(`SET VARIABLE year = ${year}`);
    await connection.run(`SET VARIABLE map_date = DATE '${mapDate}'`);
    for (const source of ['health_care', 'population', 'practitioner']) {
      const files = join(dataRoot, 'claims', source, `year=${year}`, '*.parquet');
      await connection.run(
        `CREATE VIEW ${source} AS SELECT * FROM read_parquet('${files}', hive_partitioning = false)`,
      );
    }
    await connection.run(readSql('places'));
    const figures = new Map<string, Map<string, Figure>>();
    for (const code of codes) {
      const rows = (await connection.runAndReadAll(readSql(code))).getRowObjects();
      const keyed = rows.map(({ area_level, ref_area, age_group, ...values }): [string, Figure] => [
        [area_level, ref_area, age_group].filter((part) => part !== undefined).join('|'),
        {
          numerator: Number(values.numerator),
          denominator: values.denominator === null ? null : Number(values.denominator),
          obs_value: Number(values.obs_value),
        },
      ]);
      figures.set(code, new Map(keyed));
    }
    return figures;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function readSql(name: string): string {
  return readFileSync(join(import.meta.dirname, `${name}.sql`), 'utf8');
}
