/**
 * Schema: every cube has the contract's columns with their types, and a footer that says whose it
 * is.
 */
import { join } from 'node:path';
import { columnType } from '../../plan/index.ts';
import { printText } from '../../query/index.ts';
import { literalPath, parquet } from '../../run/index.ts';
import type { ReleasedCube } from '../manifest.ts';
import { columnsOf, type Finding, type Subject } from './subject.ts';

const FOOTER = ['code', 'title', 'unit', 'source', 'catalogue_hash'];

/** Gives also the cubes that can be read as what they are. */
export async function verifySchema(
  subject: Subject,
  readable: readonly ReleasedCube[],
): Promise<Finding & { readonly sound: readonly ReleasedCube[] }> {
  const { folder, engine, sheets } = subject;
  const problems: string[] = [];
  const sound: ReleasedCube[] = [];
  for (const cube of readable) {
    const facts = sheets[cube.code];
    if (facts === undefined) continue;
    const file = join(folder, cube.path);
    try {
      const found = await engine.query(`DESCRIBE SELECT * FROM ${parquet(file)}`);
      const columns = found.map(({ column_name, column_type }) => `${column_name} ${column_type}`);
      const wanted = columnsOf(facts).all.map((name) => `${name} ${columnType(name)}`);
      if (columns.join() === wanted.join()) sound.push(cube);
      else problems.push(`${cube.path} has the columns ${columns.join(', ')}, not ${wanted.join(', ')}.`);
      problems.push(...(await verifyFooter(subject, cube)));
    } catch (error) {
      problems.push(`${cube.path} cannot be read: ${(error as Error).message.split('\n')[0]}`);
    }
  }
  return { examined: readable.length, problems, sound };
}

async function verifyFooter(
  { engine, folder }: Pick<Subject, 'engine' | 'folder'>,
  cube: ReleasedCube,
): Promise<string[]> {
  const rows = await engine.query(
    `SELECT decode(key) AS key, decode(value) AS value FROM parquet_kv_metadata(${printText(literalPath(join(folder, cube.path)))})`,
  );
  const footer = new Map(rows.map(({ key, value }) => [String(key), String(value)]));
  const missing = FOOTER.filter((key) => !footer.has(key));
  const wrong = [
    ...missing.map((key) => `says nothing of its ${key}`),
    ...(footer.get('code') === cube.code ? [] : [`is of ${footer.get('code')}`]),
    ...(footer.get('catalogue_hash') === cube.catalogue ? [] : ['is of another catalogue than the manifest says']),
  ];
  return wrong.map((problem) => `the footer of ${cube.path} ${problem}.`);
}
