/**
 * Hand-written SQL: every file runs as it stands once what it reads is there, and gives the columns
 * that its header promises.
 */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCatalogue, type RelationFile } from '../../pipeline/catalogue/index.ts';
import { defaultEngineOptions, type Engine, openDuckDB } from '../../pipeline/engine/index.ts';
import { makeDataRoot } from '../support/data-root.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const catalogue = openCatalogue(join(ROOT, 'indicators.yaml'), ROOT);
const files = Object.values(catalogue.relations);

/**
 * The columns of what is not written by hand: sources, code lists, and what is collected of an
 * entity.
 */
function generatedColumns(name: string): string[] {
  const source = catalogue.sources[name.replace(/_before_1$/, '')];
  if (source !== undefined)
    return Object.values(source.columns).map(
      (c) => `CAST(NULL AS ${c.modulo === undefined ? c.type : 'BIGINT'}) AS ${c.name}`,
    );
  if (name === 'code_list')
    return ["'x' AS code_list", '1 AS code', "DATE '0001-01-01' AS valid_from", "DATE '9999-12-31' AS valid_to"];
  const entity = Object.values(catalogue.entities).find((e) => name.startsWith(`${e.name}_`));
  if (entity === undefined) throw new Error(`nothing makes ${name}`);
  const key = `CAST(NULL AS BIGINT) AS ${entity.key}`;
  const rest = name.slice(entity.name.length + 1);
  if (rest === 'value') return [key, "'x' AS variable", 'CAST(0 AS BIGINT) AS value'];
  const apart = Object.values(catalogue.variables).filter((v) => v.kind === 'collected' && v.by === rest);
  if (apart.length === 0) throw new Error(`nothing makes ${name}`);
  return [key, ...[rest, ...apart.map((v) => v.name)].map((column) => `CAST(0 AS BIGINT) AS "${column}"`)];
}

describe('every hand-written SQL file', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openDuckDB({ ...defaultEngineOptions(join(makeDataRoot(), 'tmp')), threads: 1 });
    await engine.execute('SET VARIABLE year = 2023');
    await engine.execute("SET VARIABLE map_date = DATE '2025-12-31'");
    await engine.execute(`SET VARIABLE reference_root = '${join(ROOT, 'data', 'reference').replaceAll("'", "''")}'`);
  });
  afterAll(() => engine.close());

  async function make(name: string): Promise<void> {
    const file = catalogue.relations[name];
    if (file === undefined) {
      await engine.execute(
        `CREATE OR REPLACE TABLE ${name} AS SELECT ${generatedColumns(name).join(', ')} WHERE FALSE`,
      );
      return;
    }
    for (const read of file.reads) await make(read);
    await engine.execute(`CREATE OR REPLACE TABLE ${name} AS ${file.sql}`);
  }

  test.each(files.map((file): [string, RelationFile] => [`${file.folder}/${file.name}`, file]))(
    '%s',
    async (_, file) => {
      for (const read of file.reads) await make(read);
      const described = await engine.query(`DESCRIBE ${file.sql}`);
      const columns = described.map((row) => ({ name: String(row.column_name), type: String(row.column_type) }));
      expect(columns).toEqual(file.columns.map(({ name, type }) => ({ name, type })));
    },
  );
});
