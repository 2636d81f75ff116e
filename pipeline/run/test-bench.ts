/** Where definitions are tested: one engine, the municipal map made once, and each test's rows as the sources of a run. */
import { hashValue } from '../base/index.ts';
import { type Catalogue, type DefinitionTest, type RelationFile, referenceRootOf } from '../catalogue/index.ts';
import type { Engine, Value } from '../engine/index.ts';
import { emitYear, mapDateOf, type Plan, planRun, type Statement } from '../plan/index.ts';
import { as, cast, column, NULL, printCreate, printName, printText, type Query, text } from '../query/index.ts';

/** A row of a cube: keys and figures. */
export type CubeRow = Readonly<Record<string, Value>>;

/**
 * Runs the plan of an indicator over a test's rows, by the statements of a real run: only reading files and checking data are left out.
 * Of the map, only the areas that the test names are made dense; every other area would be counted just the same and not looked at.
 */
export class TestBench {
  readonly #engine: Engine;
  /** Schemas with the map's relations, by what they are made of. */
  readonly #maps = new Set<string>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Makes the test's rows the sources of what runs next. */
  async load(catalogue: Catalogue, test: DefinitionTest): Promise<void> {
    await this.#engine.execute(`SET search_path = 'main'`);
    for (const source of Object.values(catalogue.sources)) {
      const columns = Object.values(source.columns);
      const rows = test.rows[source.name] ?? [];
      const query: Query = {
        kind: 'select',
        columns: columns.map(({ name, type }) => as(name, cast(column(name), type))),
        from: {
          kind: 'query',
          alias: 'given',
          query: {
            kind: 'values',
            columns: columns.map(({ name }) => name),
            rows: (rows.length === 0 ? [{}] : rows).map((row: Readonly<Record<string, string | null>>) =>
              columns.map(({ name }) => (row[name] == null ? NULL : text(row[name]))),
            ),
          },
        },
        ...(rows.length === 0 && { where: { kind: 'boolean', value: false } as const }),
      };
      await this.#engine.execute(printCreate({ kind: 'create', object: 'table', name: source.name, query }));
    }
  }

  /** The cube's rows of the areas that the test names, by the rows that were loaded last; none in a year without the indicator. */
  async compute(catalogue: Catalogue, code: string, test: DefinitionTest): Promise<CubeRow[]> {
    const onMap: Catalogue = { ...catalogue, vintage: test.vintage ?? catalogue.vintage };
    const { year } = test;
    const indicator = onMap.indicators[code];
    if (indicator === undefined || year < indicator.availableFrom) return [];
    const [plan] = planOf(onMap, code, year).years;
    if (plan === undefined) return [];
    const places = { dataRoot: '', referenceRoot: referenceRootOf(catalogue.file) };
    const { variables, computation } = emitYear(onMap, plan, places);
    for (const [name, literal] of Object.entries(variables))
      await this.#engine.execute(`SET VARIABLE ${name} = ${literal}`);

    const ofMap = computation.filter(({ step, writes }) => step === 'relation' && isOfMap(onMap, writes));
    const schema = await this.#makeMap(ofMap, mapDateOf(onMap, year), places.referenceRoot);
    await this.#engine.execute(`SET search_path = 'main,${schema}'`);
    for (const { writes } of ofMap) await this.#restrict(onMap.relations[writes], schema, test);
    for (const { step, sql } of computation.filter((statement) => !ofMap.includes(statement)))
      if (step !== 'source' && step !== 'check') await this.#engine.execute(sql);
    const rows = await this.#engine.query(`SELECT * FROM ${printName(code)}`);
    return rows;
  }

  /** Makes the relations that hang on the map alone, in a schema of their own, the first time that they are wanted. */
  async #makeMap(statements: readonly Statement[], mapDate: string, root: string): Promise<string> {
    const schema = `map_${hashValue([mapDate, root, statements.map(({ sql }) => sql)]).slice(0, 16)}`;
    if (this.#maps.has(schema)) return schema;
    await this.#engine.execute(`CREATE SCHEMA ${schema}`);
    await this.#engine.execute(`SET search_path = '${schema},main'`);
    for (const { sql } of statements) await this.#engine.execute(sql);
    this.#maps.add(schema);
    return schema;
  }

  /** A relation with a row per area, less the areas that the test does not name, in the way of the whole one. */
  async #restrict(relation: RelationFile | undefined, schema: string, { expect }: DefinitionTest): Promise<void> {
    const has = (name: string) => relation?.columns.some((one) => one.name === name);
    if (relation === undefined || !has('area_level') || !has('ref_area')) return;
    const named = [...new Set(expect.map(({ keys }) => `${keys.area_level} ${keys.ref_area}`))];
    await this.#engine.execute(
      `CREATE OR REPLACE TABLE main.${printName(relation.name)} AS SELECT * FROM ${schema}.${printName(relation.name)}
       WHERE area_level || ' ' || ref_area IN (${named.map(printText).join(', ')})`,
    );
  }
}

function planOf(catalogue: Catalogue, code: string, year: number): Plan {
  return planRun(catalogue, { years: new Map([[year, [code]]]), skipped: [] });
}

/** Tells whether a relation is made of reference data and the map alone: neither of what was delivered nor of the year. */
function isOfMap({ relations }: Catalogue, name: string): boolean {
  const relation = relations[name];
  if (relation === undefined || relation.params.some((param) => param.name === 'year')) return false;
  return relation.reads.every((read) => isOfMap({ relations } as Catalogue, read));
}
