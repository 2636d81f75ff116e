/**
 * Hand-written SQL read by the engine's own parser: nothing may be read that no fingerprint holds.
 */
import { type Diagnostic, Failure } from '../base/index.ts';
import { type Catalogue, checkParsedSql, type ParsedSql } from '../catalogue/index.ts';
import type { Engine } from '../engine/index.ts';
import { printText } from '../query/index.ts';

/** Problems of what the SQL files of a catalogue read, each with its place and a way out. */
export async function relationProblems(
  engine: Engine,
  { relations }: Pick<Catalogue, 'relations'>,
): Promise<Diagnostic[]> {
  const files = Object.values(relations).map(({ name, sql }) => `(${printText(name)}, ${printText(sql)})`);
  if (files.length === 0) return [];
  const rows = await engine.query(
    `SELECT name, json_serialize_sql(sql) AS tree FROM (VALUES ${files.join(', ')}) AS file (name, sql)`,
  );
  const trees = new Map(rows.map(({ name, tree }) => [String(name), JSON.parse(String(tree)) as ParsedSql]));
  return checkParsedSql(relations, ({ name }) => trees.get(name) ?? { error: true });
}

/** Refuses (catalogue) SQL files that read what their header does not name, or files. */
export async function refuseRelationProblems(engine: Engine, catalogue: Catalogue): Promise<void> {
  const diagnostics = await relationProblems(engine, catalogue);
  if (diagnostics.length === 0) return;
  const count = `${diagnostics.length} problem${diagnostics.length === 1 ? '' : 's'}`;
  throw new Failure('catalogue', `the catalogue has ${count}.`, { diagnostics });
}
