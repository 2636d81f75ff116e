/**
 * The headers of sql/synth say what the files do: parameters, what they read, columns with their
 * types.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeRelations } from '../../pipeline/synth/relations.ts';
import { openWorkbench, REFERENCE, SQL, type Workbench } from './deliver.ts';

const FOLDER = join(SQL, 'synth');
const NAMES = readdirSync(FOLDER).map((file) => file.replace('.sql', ''));

function readHeader(name: string) {
  const text = readFileSync(join(FOLDER, `${name}.sql`), 'utf8');
  const tags = (tag: string) => [...text.matchAll(new RegExp(`^-- @${tag} (.*)$`, 'gm'))].map(([, rest = '']) => rest);
  return {
    sql: text.replaceAll(/--.*$/gm, ''),
    purpose: text.split('\n')[0] ?? '',
    grain: tags('grain'),
    params: tags('param').map((line) => line.split(' ')[0]),
    reads: tags('reads').flatMap((line) => line.split(', ')),
    columns: tags('column').map((line) => line.split(' ').slice(0, 2).join(' ')),
  };
}

let bench: Workbench;
beforeAll(async () => {
  bench = await openWorkbench();
  const variables = { reference_root: REFERENCE, beneficiaries: 500, seed: 1, slices: 1, year: 2012, slice: 0 };
  for (const [name, value] of Object.entries({
    ...variables,
    women: false,
    late: false,
    vaccines: false,
    booked_from: 1,
    booked_to: 12,
  }))
    await bench.engine.setVariable(name, value);
  for (const lifetime of ['run', 'year', 'slice'] as const) await makeRelations(bench.engine, SQL, lifetime);
});
afterAll(() => bench.close());

describe.each(NAMES)('%s', (name) => {
  const header = readHeader(name);

  test('opens with its purpose and names its grain', () => {
    expect(header.purpose).toMatch(/^-- [A-Z].*/);
    expect(header.grain.length).toBe(1);
  });

  test('declares the parameters that it takes', () => {
    const taken = [...header.sql.matchAll(/getvariable\('(\w+)'\)/g)].map(([, param]) => param);
    expect([...new Set(taken)].sort()).toEqual(header.params.sort());
  });

  test('declares the relations that it reads', () => {
    const read = NAMES.filter((other) => new RegExp(`(?:FROM|JOIN) ${other}\\b`).test(header.sql));
    expect(read.sort()).toEqual(header.reads.sort());
  });

  test('gives the columns that it declares', async () => {
    const columns = await bench.engine.query(`DESCRIBE ${readFileSync(join(FOLDER, `${name}.sql`), 'utf8')}`);
    expect(columns.map((column) => `${column.column_name} ${column.column_type}`)).toEqual(header.columns);
  });
});
