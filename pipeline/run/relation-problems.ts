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
  const trees = new Map<string, ParsedSql>();
  for (const { name, sql } of Object.values(relations)) {
    const [row] = await engine.query(`SELECT json_serialize_sql(${printText(sql)}) AS tree`);
    trees.set(name, JSON.parse(String(row?.tree)) as ParsedSql);
  }
  return checkParsedSql(relations, ({ name }) => trees.get(name) ?? { error: true });
}

/** Refuses (catalogue) SQL files that read what their header does not name, or files. */
export async function refuseRelationProblems(engine: Engine, catalogue: Catalogue): Promise<void> {
  const diagnostics = await relationProblems(engine, catalogue);
  if (diagnostics.length === 0) return;
  const count = `${diagnostics.length} problem${diagnostics.length === 1 ? '' : 's'}`;
  throw new Failure('catalogue', `the catalogue has ${count}.`, { diagnostics });
}
