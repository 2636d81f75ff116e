/**
 * Views of what no release holds: the unprotected cubes of the work folder, deliveries with their
 * columns named and typed, and code lists.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, isUri } from '../base/index.ts';
import { type Catalogue, isDeclared, type Source } from '../catalogue/index.ts';
import { type EngineOptions, openDuckDB } from '../engine/index.ts';
import { type DeliveredTypes, deliveredRows, typedColumn, yearOf } from '../plan/index.ts';
import { as, number, printName, printQuery, printText, type Query } from '../query/index.ts';
import {
  cubeFolder,
  describeFile,
  filesIn,
  literalPath,
  readablePattern,
  refuseIncomplete,
  yearsBelow,
  yearsWithInput,
} from '../run/index.ts';

export interface WorkViews {
  /** Make the views, in a schema `work`. */
  readonly statements: readonly string[];
  /** The files that they read, and no other may be read. */
  readonly files: readonly string[];
}

/**
 * Views `work.<indicator>` and `work.<source>` over all years that there are, and `work.code_list`.
 * A source has its `year` before its columns; one that is delivered at a URI has no view.
 */
export async function workViews(catalogue: Catalogue, dataRoot: string, options: EngineOptions): Promise<WorkViews> {
  const cubes = cubesBelow(dataRoot);
  const sources = await deliveredSources(catalogue, dataRoot, options);
  const views = [
    ...Object.entries(cubes).map(
      ([code, files]) =>
        `${view(code)} SELECT * FROM read_parquet([${files.map((file) => printText(literalPath(file))).join(', ')}], hive_partitioning = false, union_by_name = true)`,
    ),
    ...Object.entries(sources).map(([name, { query }]) => `${view(name)} ${printQuery(query)}`),
  ];
  const files = [...Object.values(cubes).flat(), ...Object.values(sources).flatMap((source) => source.files)];
  return {
    statements: [...views, codeLists(catalogue)],
    files: [...new Set(files.flatMap((file) => [file, literalPath(file)]))],
  };
}

function view(name: string): string {
  return `CREATE VIEW memory.work.${printName(name)} AS`;
}

/** The computed cubes by code, every year of them. */
function cubesBelow(dataRoot: string): Record<string, string[]> {
  const root = join(dataRoot, 'work', 'cubes');
  if (!existsSync(root)) return {};
  const found = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const cubes = found.map(({ name: code }) => {
    const files = yearsBelow(root, code).map((year) => join(dataRoot, cubeFolder(code, year), `${code}.parquet`));
    return [code, files.filter((file) => existsSync(file))] as const;
  });
  return Object.fromEntries(cubes.filter(([, files]) => files.length > 0).map(([code, files]) => [code, [...files]]));
}

interface Delivered {
  readonly query: Query;
  readonly files: readonly string[];
}

/** The sources that are delivered, all years one below the other. */
async function deliveredSources(
  catalogue: Catalogue,
  dataRoot: string,
  options: EngineOptions,
): Promise<Record<string, Delivered>> {
  const delivered: Record<string, Delivered> = {};
  const engine = await openDuckDB(options);
  try {
    for (const source of Object.values(catalogue.sources)) {
      if (isUri(source.files)) continue;
      const found = [];
      for (const year of yearsDelivered(catalogue, dataRoot))
        found.push(await filesIn(engine, source, year, { dataRoot, referenceRoot: '' }));
      refuseIncomplete(found, dataRoot);
      const parts: Query[] = [];
      const readable: string[] = [];
      for (const { year, files } of found)
        for (const file of files) {
          const pattern = await readablePattern(engine, source, file);
          readable.push(file, pattern);
          parts.push(rowsOf(source, year, pattern, await describeFile(engine, source, pattern)));
        }
      if (parts.length > 0) delivered[source.name] = { query: { kind: 'union_all', parts }, files: readable };
    }
    return delivered;
  } finally {
    engine.close();
  }
}

function rowsOf(source: Source, year: number, pattern: string, delivered: DeliveredTypes): Query {
  const columns = Object.values(source.columns).map((column) =>
    as(column.name, typedColumn(source, column, { delivered })),
  );
  return {
    kind: 'select',
    columns: [as('year', number(year)), ...columns],
    from: deliveredRows(source, pattern),
    ...yearOf(source, year, delivered),
  };
}

/** None where nothing is delivered: the cubes can still be read. */
function yearsDelivered(catalogue: Catalogue, dataRoot: string): number[] {
  try {
    return yearsWithInput(catalogue, dataRoot);
  } catch (error) {
    if (error instanceof Failure && error.kind === 'usage') return [];
    throw error;
  }
}

/** Codes with their lists, dates and, where a list has them, names. */
function codeLists({ codeLists: lists }: Catalogue): string {
  const value = (text: string | null | undefined) => (text === null || text === undefined ? 'NULL' : printText(text));
  const rows = Object.values(lists)
    .filter(isDeclared)
    .flatMap(({ name, codes }) =>
      codes.map(
        ({ code, validFrom, validTo, category, label }) =>
          `(${printText(name)}, ${code}, ${value(validFrom)}::DATE, ${value(validTo)}::DATE, ${value(category)}, ${value(label)})`,
      ),
    );
  return `CREATE TABLE memory.work.code_list AS SELECT * FROM (VALUES ${rows.join(',\n')}) AS v (code_list, code, valid_from, valid_to, category, label)`;
}
