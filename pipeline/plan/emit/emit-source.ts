/** Emits what is read: sources with their columns mapped and typed, code lists, hand-written relations and checks. */
import type { Catalogue, Source, SourceColumn } from '../../catalogue/index.ts';
import {
  as,
  binary,
  call,
  cast,
  column,
  type Expression,
  type From,
  number,
  printCreate,
  printName,
  type Query,
  TRUE,
  text,
} from '../../query/index.ts';
import type { CheckStep, RelationStep } from '../plan.ts';
import type { Places, Statement } from '../statement.ts';
import { CLOSED_FROM, OPEN_UNTIL } from './classes.ts';

/** The glob of a source's files in a year. */
export function filesOf(source: Source, year: number, places: Places): string {
  return `${places.dataRoot}/${source.files.replaceAll('{year}', String(year))}`;
}

/** The files of a source as rows with their delivered names and types. */
export function deliveredRows(source: Source, glob: string): From {
  const files = [text(glob)];
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
    // RFC 4180; without them the engine guesses, file by file.
    quote: text('"'),
    escape: text('"'),
    comment: text(''),
    all_varchar: TRUE,
    hive_partitioning: { kind: 'boolean', value: false },
  } as const;
  return { kind: 'function', name: 'read_csv', args: files, options };
}

/** A delivered column as its logical type; `lenient` gives NULL where that is impossible. */
export function typedColumn(source: SourceColumn, lenient = false): Expression {
  const delivered = column(source.from);
  const whole = source.modulo === undefined ? delivered : binary('%', cast(delivered, 'BIGINT'), number(source.modulo));
  if (source.encoding === 'yyyymmdd') {
    const digits = cast(delivered, 'VARCHAR');
    return cast(call(lenient ? 'TRY_STRPTIME' : 'STRPTIME', digits, text('%Y%m%d')), source.type);
  }
  return lenient ? { kind: 'cast', operand: whole, type: source.type, lenient: true } : cast(whole, source.type);
}

/** The view of a source in a year: delivered columns, named and typed. */
export function emitSource(catalogue: Catalogue, name: string, year: number, places: Places): Statement {
  const source = catalogue.sources[name] as Source;
  const query: Query = {
    kind: 'select',
    columns: Object.values(source.columns).map((c) => as(c.name, typedColumn(c))),
    from: deliveredRows(source, filesOf(source, year, places)),
  };
  const sql = printCreate({ kind: 'create', object: 'view', name, query });
  return {
    id: `source ${name}`,
    step: 'source',
    role: 'view',
    purpose: `${name} as delivered for ${year}, columns named and typed`,
    sql,
    reads: [],
    writes: name,
  };
}

/** The table of all codes of all lists, with their dates. */
export function emitCodeLists(catalogue: Catalogue): Statement {
  const rows = Object.values(catalogue.codeLists).flatMap(({ name, codes }) =>
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

/** The table of a relation, from its SQL file. */
export function emitRelation(catalogue: Catalogue, { relation: name }: RelationStep): Statement {
  const file = catalogue.relations[name];
  if (file === undefined) throw new Error(`no relation ${name}`);
  const sql = printCreate({ kind: 'create', object: 'table', name, query: { kind: 'written', sql: body(file.sql) } });
  const scans = file.reads.find((read) => catalogue.sources[read] !== undefined);
  return {
    id: `relation ${name}`,
    step: 'relation',
    role: 'table',
    purpose: file.purpose,
    sql,
    reads: file.reads,
    writes: name,
    ...(scans !== undefined && { scans }),
  };
}

/** The query of a data check: rows that offend, and rows examined. */
export function emitCheck(catalogue: Catalogue, { check: name }: CheckStep): Statement {
  const file = catalogue.relations[name];
  if (file?.check === undefined) throw new Error(`no check ${name}`);
  const { counts } = file.check;
  const offending = counts === undefined ? 'COUNT(*)' : `COALESCE(SUM(${printName(counts)}), 0)`;
  const sql = `SELECT\n  (SELECT ${offending} FROM (\n${body(file.sql)}\n  ) AS offending_row) AS offending,\n  (SELECT COUNT(*) FROM ${printName(file.check.of)}) AS examined`;
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
