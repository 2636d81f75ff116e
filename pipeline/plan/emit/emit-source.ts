/**
 * Emits what is read: sources with their columns mapped and typed, code lists, hand-written
 * relations and checks.
 */
import { isUri } from '../../base/index.ts';
import { type Catalogue, isDeclared, isDecodedHere, type RelationFile, type Source } from '../../catalogue/index.ts';
import {
  as,
  binary,
  call,
  type Dialect,
  DUCKDB,
  date,
  type Expression,
  type From,
  number,
  printCreate,
  printName,
  printQuery,
  type Query,
  type Select,
  TRUE,
  table,
  text,
} from '../../query/index.ts';
import type { CheckStep, RelationStep, SourceStep } from '../plan.ts';
import type { Places, Statement } from '../statement.ts';
import { inYear, isOfMap } from '../year-shift.ts';
import { CLOSED_FROM, OPEN_UNTIL } from './classes.ts';
import { type DeliveredTypes, typedColumn } from './typed-column.ts';

/** The glob of a source's files in a year, or their URI with a glob in it. */
export function filesOf({ files }: Source, year: number, { dataRoot }: Places): string {
  const ofYear = files.replaceAll('{year}', String(year));
  return isUri(files) ? ofYear : `${dataRoot}/${ofYear}`;
}

/**
 * Files of a source, by one pattern or by several, as rows with their delivered names and types.
 */
export function deliveredRows(source: Source, patterns: string | readonly string[]): From {
  const items = [patterns].flat().map(text);
  const files: readonly Expression[] = items.length === 1 ? items : [{ kind: 'list', items }];
  if (source.format === 'parquet') {
    return {
      kind: 'function',
      name: 'read_parquet',
      args: files,
      // A column that is wider in one file than in the first has the widest type of all.
      options: { hive_partitioning: { kind: 'boolean', value: false }, union_by_name: TRUE },
    };
  }
  const options = {
    header: TRUE,
    delim: text(source.delimiter),
    ...(source.encoding !== 'utf-8' && !isDecodedHere(source) && { encoding: text(source.encoding) }),
    // RFC 4180; without them the engine guesses, file by file.
    quote: text('"'),
    escape: text('"'),
    comment: text(''),
    all_varchar: TRUE,
    hive_partitioning: { kind: 'boolean', value: false },
  } as const;
  return { kind: 'function', name: 'read_csv', args: files, options };
}

/**
 * Rows of files that may differ in the types of their columns: each group by its own expressions,
 * one below the other.
 */
export function readGroups(
  source: Source,
  groups: readonly {
    readonly patterns: readonly string[];
    readonly types?: DeliveredTypes;
    readonly view?: string;
  }[],
  columnsOf: (types: DeliveredTypes | undefined) => Pick<Select, 'columns' | 'where'>,
): Query {
  const parts = groups.map(
    ({ patterns, types, view }): Query => ({
      kind: 'select',
      ...columnsOf(types),
      from: view === undefined ? deliveredRows(source, patterns) : table(view),
    }),
  );
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: 'union_all', parts };
}

/** The view of a source in a year, or in one before or after it: columns named and typed. */
export function emitSource(
  catalogue: Catalogue,
  { source: delivered, shift }: Pick<SourceStep, 'source' | 'shift'>,
  referenceYear: number,
  places: Places,
  dialect: Dialect = DUCKDB,
): Statement {
  const source = catalogue.sources[delivered] as Source;
  const name = inYear(delivered, shift);
  const year = referenceYear + (shift ?? 0);
  const groups = places.files?.(delivered, year) ?? [{ patterns: [filesOf(source, year, places)] }];
  const query = readGroups(source, groups, (types) => ({
    // Of files that nobody has looked at, what they need not have is left out: whoever reads it is
    // reported by the engine.
    columns: Object.values(source.columns)
      .filter(({ optional }) => types !== undefined || optional !== true)
      .map((c) => as(c.name, typedColumn(source, c, { delivered: types }))),
    ...yearOf(source, year, types),
  }));
  const sql = printCreate({ kind: 'create', object: 'view', name, query }, dialect);
  return {
    id: `source ${name}`,
    step: 'source',
    role: 'view',
    purpose: `${delivered} as delivered for ${year}, columns named and typed`,
    sql,
    reads: [],
    writes: name,
    source: { source: delivered, ...(shift !== undefined && { shift }) },
  };
}

/** Of a file that holds several years, the rows of one. */
export function yearOf(source: Source, year: number, delivered?: DeliveredTypes): { readonly where?: Expression } {
  if (source.files.includes('{year}')) return {};
  const declared = source.columns[source.year ?? source.date ?? ''];
  if (declared === undefined) throw new Error(`${source.name} does not say of which year its rows are`);
  const typed = typedColumn(source, declared, { delivered });
  const ofRow = source.year === undefined ? call('YEAR', typed) : typed;
  return { where: binary('=', ofRow, number(year)) };
}

/** The table of all codes of all lists, with their dates. */
export function emitCodeLists(catalogue: Catalogue): Statement {
  const rows = Object.values(catalogue.codeLists)
    .filter(isDeclared)
    .flatMap(({ name, codes }) =>
      codes.map(({ code, validFrom, validTo }): Expression[] => [
        text(name),
        number(code),
        { kind: 'date', value: validFrom ?? CLOSED_FROM },
        { kind: 'date', value: validTo ?? OPEN_UNTIL },
      ]),
    );
  const query: Query = { kind: 'values', columns: ['code_list', 'code', 'valid_from', 'valid_to'], rows };
  const sql = printCreate({ kind: 'create', object: 'table', name: 'code_list', query });
  return {
    id: 'code_list',
    step: 'code_list',
    role: 'table',
    purpose: 'every code list with its dates (first day in, first day out)',
    sql,
    reads: [],
    writes: 'code_list',
  };
}

/**
 * What `getvariable` gives in hand-written SQL of a year, for dialects that have no variables; a
 * cluster reads no reference file.
 */
export interface Variables {
  readonly year: number;
  readonly mapDate: string;
}

function writtenQuery(sql: string, variables: Variables | undefined): Query {
  if (variables === undefined) return { kind: 'written', sql: body(sql) };
  const { year, mapDate } = variables;
  return { kind: 'written', sql: body(sql), variables: { year: number(year), map_date: date(mapDate) } };
}

/** The table of a relation, from its SQL file. */
export function emitRelation(
  catalogue: Catalogue,
  { relation, shift }: RelationStep,
  variables?: Variables,
  dialect: Dialect = DUCKDB,
): Statement {
  const file = catalogue.relations[relation];
  if (file === undefined) throw new Error(`no relation ${relation}`);
  const name = inYear(relation, shift);
  const inYears = (read: string) => (isOfMap(catalogue, read) ? read : inYear(read, shift));
  const text = shift === undefined ? file.sql : shiftedSql(catalogue, file, shift, variables, dialect);
  const sql = printCreate({ kind: 'create', object: 'table', name, query: writtenQuery(text, variables) }, dialect);
  const scans = file.reads.find((read) => catalogue.sources[read] !== undefined);
  return {
    id: `relation ${name}`,
    step: 'relation',
    role: 'table',
    purpose: file.purpose,
    sql,
    reads: shift === undefined ? file.reads : file.reads.map(inYears),
    writes: name,
    ...(scans !== undefined && { scans: inYear(scans, shift) }),
  };
}

/**
 * Hand-written SQL over another year: what it reads of that year stands in for the names that it
 * uses, and the year for the variable.
 */
function shiftedSql(
  catalogue: Catalogue,
  { sql, reads }: RelationFile,
  shift: number,
  variables: Variables | undefined,
  dialect: Dialect,
): string {
  // DuckDB would make a copy of what is named and read twice.
  const hint = dialect === DUCKDB ? ' NOT MATERIALIZED' : '';
  const ofYear = String((variables?.year ?? 0) + shift);
  const named = reads
    .filter((read) => !isOfMap(catalogue, read))
    .map((read) => `${printName(read)} AS${hint} (\n  SELECT *\n  FROM ${printName(inYear(read, shift))}\n)`);
  const written = body(sql).replaceAll("getvariable('year')", ofYear);
  return `WITH ${named.join(',\n')}\nSELECT *\nFROM (\n${written}\n) AS written`;
}

/** The query of a data check: rows that offend, and rows examined. */
export function emitCheck(
  catalogue: Catalogue,
  { check: name }: CheckStep,
  variables: Variables,
  dialect: Dialect = DUCKDB,
): Statement {
  const file = catalogue.relations[name];
  if (file?.check === undefined) throw new Error(`no check ${name}`);
  const { counts } = file.check;
  const offending = counts === undefined ? 'COUNT(*)' : `COALESCE(SUM(${printName(counts, dialect)}), 0)`;
  const sql = `SELECT\n  (SELECT ${offending} FROM (\n${printQuery(writtenQuery(file.sql, variables), dialect)}\n  ) AS offending_row) AS offending,\n  (SELECT COUNT(*) FROM ${printName(file.check.of, dialect)}) AS examined`;
  const scans = file.reads.find((read) => catalogue.sources[read] !== undefined);
  return {
    id: `check ${name}`,
    step: 'check',
    role: 'check',
    purpose: file.purpose,
    sql,
    reads: file.reads,
    writes: `check ${name}`,
    ...(scans !== undefined && { scans }),
  };
}

/** A hand-written file without its header, which the statement's comment takes the place of. */
function body(sql: string): string {
  return sql
    .replace(/^(--[^\n]*\n)+/, '')
    .trim()
    .replace(/;$/, '');
}
