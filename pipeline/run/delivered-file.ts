/**
 * What files of a delivery are like: their columns with their types, as the engine describes them.
 */
import type { Source } from '../catalogue/index.ts';
import type { Engine } from '../engine/index.ts';
import { type DeliveredTypes, deliveredRows, type FileGroup } from '../plan/index.ts';
import { printFrom } from '../query/index.ts';

export interface DeliveredFile {
  readonly rows: number;
  readonly bytes: number;
  /** By delivered column. */
  readonly types: DeliveredTypes;
  /** As the engine takes it. */
  readonly pattern: string;
}

/** Files by their absolute path. */
export type DeliveredFiles = ReadonlyMap<string, DeliveredFile>;

/** Column names of a file and their types. */
export async function describeFile(engine: Engine, source: Source, pattern: string): Promise<DeliveredTypes> {
  const rows = await engine.query(`DESCRIBE SELECT * FROM ${printFrom(deliveredRows(source, pattern))}`);
  return Object.fromEntries(rows.map((row) => [String(row.column_name), String(row.column_type)]));
}

/**
 * Files whose declared columns are of the same types, together: each group is read by expressions
 * of its own.
 */
export function groupFiles(
  { columns }: Source,
  files: readonly Pick<DeliveredFile, 'types' | 'pattern'>[],
): FileGroup[] {
  const names = Object.values(columns).map(({ from }) => from);
  const groups = new Map<string, { types: DeliveredTypes; patterns: string[] }>();
  for (const { types, pattern } of files) {
    const declared = Object.fromEntries(
      names.flatMap((name) => (types[name] === undefined ? [] : [[name, types[name]]])),
    );
    const key = JSON.stringify(declared);
    const group = groups.get(key) ?? { types: declared, patterns: [] };
    group.patterns.push(pattern);
    groups.set(key, group);
  }
  return [...groups.values()];
}
