/** What hand-written SQL reads, checked once for every content that it has. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Diagnostic, hashText } from '../base/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import { defaultEngineOptions, withDuckDB } from '../engine/index.ts';
import { relationProblems } from '../run/index.ts';
import { cacheFolder } from './catalogue-cache.ts';
import { versionOf } from './options.ts';

/**
 * Gives the problems of what the SQL files of a catalogue read. Files that had none before, with
 * the same content and program, are not parsed again.
 */
export async function checkRelations(catalogue: Catalogue): Promise<Diagnostic[]> {
  const read = Object.values(catalogue.relations).map(({ folder, name, sql }) => [folder, name, sql]);
  const sound = join(cacheFolder(), `sql-${hashText(JSON.stringify([versionOf(), read])).slice(0, 16)}`);
  if (existsSync(sound)) return [];
  const problems = await withDuckDB({ ...defaultEngineOptions(tmpdir()), threads: 1 }, undefined, (engine) =>
    relationProblems(engine, catalogue),
  );
  if (problems.length > 0) return problems;
  try {
    mkdirSync(cacheFolder(), { recursive: true, mode: 0o700 });
    writeFileSync(sound, '', { mode: 0o600 });
  } catch {
    // They are parsed again next time.
  }
  return problems;
}
