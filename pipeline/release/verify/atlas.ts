/**
 * Atlas: a table per indicator with just the rows of its cubes, comments, and views that can be
 * queried.
 */
import { join } from 'node:path';
import { printName, printText } from '../../query/index.ts';
import { parquet } from '../../run/index.ts';
import { columnsOf, type Finding, type ReleasedIndicator, type Subject } from './subject.ts';

/** Every release has these. */
const VIEWS = ['area', 'area_name', 'indicator'];

/** Whether the database of a release has the tables of its cubes, and their rows. */
export async function verifyAtlas(
  { engine, folder, manifest }: Subject,
  indicators: readonly ReleasedIndicator[],
): Promise<Finding> {
  const problems: string[] = [];
  const tables = await engine.query(
    `SELECT table_name, comment FROM duckdb_tables() WHERE database_name = 'atlas' AND schema_name = 'main' ORDER BY table_name`,
  );
  const names = tables.map(({ table_name }) => String(table_name));
  const codes = [...new Set(manifest.cubes.map(({ code }) => code))].sort();
  const also = names.filter((name) => !codes.includes(name));
  problems.push(...codes.filter((code) => !names.includes(code)).map((code) => `atlas.duckdb has no table ${code}.`));
  problems.push(...also.map((name) => `atlas.duckdb has a table ${name} that is not an indicator of the release.`));
  problems.push(
    ...tables
      .filter(({ comment }) => comment === null)
      .map(({ table_name }) => `the table ${table_name} has no comment.`),
  );
  for (const { code, facts, cubes } of indicators) {
    if (!names.includes(code)) continue;
    const columns = columnsOf(facts).all.map((name) => printName(name));
    const content = (from: string) =>
      engine.query(
        `SELECT COUNT(*) AS rows, CAST(SUM(CAST(HASH(${columns.join(', ')}) AS HUGEINT)) AS VARCHAR) AS content FROM ${from}`,
      );
    try {
      const table = `(SELECT * FROM atlas.main.${printName(code)} WHERE time_period IN (${cubes.map(({ year }) => year).join(', ')}))`;
      const others = await engine.query(
        `SELECT COUNT(*) AS rows FROM atlas.main.${printName(code)} WHERE time_period NOT IN (${manifest.cubes
          .filter((cube) => cube.code === code)
          .map(({ year }) => year)
          .join(', ')})`,
      );
      const [there] = await content(table);
      const [wanted] = await content(parquet(cubes.map(({ path }) => join(folder, path))));
      if (there?.rows !== wanted?.rows || there?.content !== wanted?.content || Number(others[0]?.rows) > 0)
        problems.push(`the table ${code} of atlas.duckdb does not hold what its cubes hold.`);
    } catch (error) {
      problems.push(`the table ${code} of atlas.duckdb cannot be read: ${(error as Error).message.split('\n')[0]}`);
    }
  }
  const found = await engine.query(
    `SELECT view_name FROM duckdb_views() WHERE database_name = 'atlas' AND schema_name = 'main' AND NOT internal`,
  );
  const views = [...new Set([...VIEWS, ...found.map(({ view_name }) => String(view_name))])];
  for (const view of views) {
    try {
      await engine.query(`SELECT COUNT(*) FROM (SELECT * FROM atlas.main.${printName(view)} LIMIT 1)`);
    } catch {
      problems.push(`the view ${view} of atlas.duckdb cannot be queried.`);
    }
  }
  const [uncommented] = await engine.query(
    `SELECT COUNT(*) AS columns FROM duckdb_columns() WHERE database_name = 'atlas' AND schema_name = 'main' AND comment IS NULL
       AND table_name IN (${codes.map(printText).join(', ')})`,
  );
  if (Number(uncommented?.columns) > 0)
    problems.push(`${uncommented?.columns} columns of atlas.duckdb have no comment.`);
  return { examined: names.length + views.length, problems };
}
