/**
 * Where definitions are tested: one engine, the municipal map made once, and each test's rows as
 * the sources of a run.
 */
import { hashValue } from '../base/index.ts';
import {
  type Catalogue,
  type DefinitionTest,
  IN_YEAR,
  LIMIT_FIGURES,
  referenceRootOf,
  type Source,
  type TestRow,
} from '../catalogue/index.ts';
import type { Engine, Value } from '../engine/index.ts';
import {
  emitYear,
  fingerprints,
  inYear,
  isOfMap,
  mapDateOf,
  planRun,
  type Statement,
  type YearPlan,
} from '../plan/index.ts';
import { as, cast, column, NULL, printCreate, printName, printText, type Query, text } from '../query/index.ts';

/** A row of a cube: keys and figures. */
export type CubeRow = Readonly<Record<string, Value>>;

/**
 * Runs the plan of an indicator over a test's rows, by the statements of a real run: only reading
 * files and checking data are left out. Of the map, only the areas that the test names are made
 * dense; every other area would be counted just the same and not looked at.
 */
export class TestBench {
  readonly #engine: Engine;
  /** Schemas that are there: a map's relations, and those of the areas that a test names. */
  readonly #schemas = new Set<string>();
  /**
   * What stands in each relation of the test that is loaded: the same is not made twice, for one
   * catalogue or another.
   */
  readonly #made = new Map<string, string>();
  /** The sources whose rows are there, by their names: the years that were read beside them. */
  readonly #loaded = new Map<string, string>();
  /**
   * Settings of the engine as they are: setting one takes as long as computing a small relation.
   */
  readonly #settings = new Map<string, string>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Makes the test's rows the sources of what runs next. */
  async load(catalogue: Catalogue, test: DefinitionTest): Promise<void> {
    this.#made.clear();
    this.#loaded.clear();
    for (const source of Object.values(catalogue.sources)) await this.#loadYear(source, test, 0, []);
  }

  /**
   * Makes a test's rows of a year a source, once.
   *
   * @param others the years that are read beside the reference year
   */
  async #loadYear(source: Source, test: DefinitionTest, shift: number, others: readonly number[]): Promise<void> {
    const name = inYear(source.name, shift);
    const loaded = others.join();
    if (this.#loaded.get(name) === loaded) return;
    if (this.#loaded.has(name)) this.#made.clear();
    this.#loaded.set(name, loaded);
    await this.#set('search_path', `'main'`);
    const columns = Object.values(source.columns);
    const rows = rowsOfYear(source, test, test.year + shift, others);
    const query: Query = {
      kind: 'select',
      columns: columns.map((one) => as(one.name, cast(column(one.name), one.type))),
      from: {
        kind: 'query',
        alias: 'given',
        query: {
          kind: 'values',
          columns: columns.map((one) => one.name),
          rows: (rows.length === 0 ? [{}] : rows).map((row: TestRow) =>
            columns.map((one) => (row[one.name] == null ? NULL : text(row[one.name] ?? ''))),
          ),
        },
      },
      ...(rows.length === 0 && { where: { kind: 'boolean', value: false } as const }),
    };
    await this.#engine.execute(printCreate({ kind: 'create', object: 'table', name, query }));
  }

  /**
   * The cube's rows of the areas that the test names, by the rows that were loaded last; none in a
   * year without the indicator.
   */
  async compute(catalogue: Catalogue, code: string, test: DefinitionTest, packing = true): Promise<CubeRow[]> {
    const onMap = withoutLimits({ ...catalogue, vintage: test.vintage ?? catalogue.vintage }, code, test);
    const { year } = test;
    const indicator = onMap.indicators[code];
    if (indicator === undefined || year < indicator.availableFrom) return [];
    const plan = planOf(onMap, code, year);
    if (plan === undefined) return [];
    for (const { source, year: ofYear } of plan.reads) {
      const others = plan.reads.filter((one) => one.source === source && one.year !== year).map((one) => one.year);
      await this.#loadYear(onMap.sources[source] as Source, test, ofYear - year, others);
    }
    const places = { dataRoot: '', referenceRoot: referenceRootOf(catalogue.file) };
    const { variables, computation } = emitYear(onMap, plan, places, { packing });
    for (const [name, literal] of Object.entries(variables)) await this.#set(`VARIABLE ${name}`, literal);

    const ofMap = computation.filter(({ step, writes }) => step === 'relation' && isOfMap(onMap, writes));
    const map = await this.#makeMap(ofMap, mapDateOf(onMap, year), places.referenceRoot);
    const areas = await this.#makeAreas(ofMap, onMap, map, test);
    await this.#set('search_path', `'main,${areas},${map}'`);
    const rest = computation.filter((statement) => !ofMap.includes(statement));
    const prints = fingerprints(rest);
    for (const { id, step, role, sql, writes } of rest) {
      const print = `${year} ${areas} ${prints[id]}`;
      // What is let go of in a run is kept for the next definition.
      if (step === 'source' || step === 'check' || role === 'drop' || this.#made.get(writes) === print) continue;
      this.#made.delete(writes);
      if (role === 'capacity') {
        const [row] = await this.#engine.query(sql);
        if (Number(row?.offending) > 0) return this.compute(catalogue, code, test, false);
      } else await this.#engine.execute(sql);
      this.#made.set(writes, print);
    }
    return this.#engine.query(`SELECT * FROM ${printName(code)}`);
  }

  async #set(name: string, literal: string): Promise<void> {
    if (this.#settings.get(name) === literal) return;
    await this.#engine.execute(`SET ${name} = ${literal}`);
    this.#settings.set(name, literal);
  }

  /**
   * Makes the relations that hang on the map alone, the first time that they are wanted; gives
   * their schema.
   */
  async #makeMap(statements: readonly Statement[], mapDate: string, root: string): Promise<string> {
    const schema = `map_${hashValue([mapDate, root, statements.map(({ sql }) => sql)]).slice(0, 16)}`;
    if (this.#schemas.has(schema)) return schema;
    await this.#engine.execute(`CREATE SCHEMA ${schema}`);
    await this.#set('search_path', `'${schema},main'`);
    for (const { sql } of statements) await this.#engine.execute(sql);
    this.#schemas.add(schema);
    return schema;
  }

  /**
   * Makes the relations that have a row per area once more, less the areas that the test does not
   * name; gives their schema.
   */
  async #makeAreas(
    statements: readonly Statement[],
    { relations }: Catalogue,
    map: string,
    { expect }: DefinitionTest,
  ): Promise<string> {
    const named = [...new Set(expect.map(({ keys }) => `${keys.area_level} ${keys.ref_area}`))].sort();
    const schema = `areas_${hashValue([map, named]).slice(0, 16)}`;
    if (this.#schemas.has(schema)) return schema;
    await this.#engine.execute(`CREATE SCHEMA ${schema}`);
    for (const { writes } of statements) {
      const columns = relations[writes]?.columns.map(({ name }) => name) ?? [];
      if (!columns.includes('area_level') || !columns.includes('ref_area')) continue;
      const name = printName(writes);
      await this.#engine.execute(
        `CREATE TABLE ${schema}.${name} AS SELECT * FROM ${map}.${name}
         WHERE area_level || ' ' || ref_area IN (${named.map(printText).join(', ')})`,
      );
    }
    this.#schemas.add(schema);
    return schema;
  }
}

/**
 * A test's rows of a year, by their dates where several years are read; of a source without dates
 * those of every year, and those that say so.
 */
function rowsOfYear(
  { name, date }: Source,
  test: DefinitionTest,
  year: number,
  others: readonly number[],
): readonly TestRow[] {
  return (test.rows[name] ?? []).filter((row) => {
    const said = date === undefined ? row[IN_YEAR] : row[date]?.slice(0, 4);
    if (said == null) return date === undefined || year === test.year;
    // Of one year alone, every row is of it: an example may say where a code is valid.
    return (date !== undefined && others.length === 0) || Number(said) === year;
  });
}

/**
 * Intervals and standardised values are left out where a test looks at none: they take most of the
 * time, and move no other figure.
 */
function withoutLimits(catalogue: Catalogue, code: string, { expect }: DefinitionTest): Catalogue {
  const indicator = catalogue.indicators[code];
  const isSeen = (column: string) => (LIMIT_FIGURES as readonly string[]).includes(column);
  if (indicator === undefined || expect.some(({ figures }) => figures.some(({ column }) => isSeen(column))))
    return catalogue;
  return {
    ...catalogue,
    indicators: { ...catalogue.indicators, [code]: { ...indicator, interval: null, standard: null } },
  };
}

/** One indicator by itself; with a few areas alone their parts add up to nothing. */
function planOf(catalogue: Catalogue, code: string, year: number): YearPlan | undefined {
  const plan = planRun({ ...catalogue, invariants: {} }, { years: new Map([[year, [code]]]), skipped: [] });
  return plan.years.find((one) => one.year === year);
}
