/** Emits the writing of what a pass has collected, and its reading by later runs. */
import type { Catalogue } from '../../catalogue/index.ts';
import {
  all,
  any,
  as,
  binary,
  call,
  cast,
  column,
  type Expression,
  type From,
  isNull,
  number,
  printCreate,
  printExpression,
  printFrom,
  printName,
  type Select,
  text,
} from '../../query/index.ts';
import type { CheckpointStep, CollectStep } from '../plan.ts';
import type { Statement } from '../statement.ts';
import type { StoredPass } from '../stored-pass.ts';
import { FIELD_LIMIT, layOut, unpack, type Word, weightOf } from './layout.ts';
import { inPartition } from './partition.ts';

/**
 * Emits the copy of a table into the folder of its checkpoint below
 * `getvariable('checkpoint_staging')`, clustered by member: a file per partition.
 */
export function emitCheckpoint({ id, table, key, collect, partition }: CheckpointStep): Statement {
  const file = printExpression(pathOf('checkpoint_staging', `${id}/${(partition?.index ?? 0) + 1}.parquet`));
  return {
    id: `checkpoint ${table}`,
    step: 'checkpoint',
    role: 'copy',
    purpose: `keeps ${collect?.variables.join(', ') ?? 'it'} for later runs`,
    sql: `COPY (\n  SELECT *\n  FROM ${printName(table)}\n  ORDER BY ${printName(key)}\n) TO (${file}) (FORMAT parquet, COMPRESSION lz4_raw)`,
    reads: [table],
    writes: `checkpoint ${id}`,
  };
}

/** Emits a view of the checkpoint of a relation, in the place of its table. */
export function emitStoredRelation(relation: string, id: string): Statement {
  return {
    id: `relation ${relation}`,
    step: 'relation',
    role: 'view',
    purpose: `read from checkpoint ${id}`,
    sql: printCreate({
      kind: 'create',
      object: 'view',
      name: relation,
      query: { kind: 'written', sql: `SELECT *\nFROM ${printFrom(rowsOf(id))}` },
    }),
    reads: [],
    writes: relation,
  };
}

/**
 * Emits a view of a checkpoint that stands in for a pass, with the same columns: `<key>, part,
 * word_1 DOUBLE …, <variable> …, size DOUBLE`. Rows that add nothing to the variables that are
 * asked for are left out, and so are digits of words that nobody asks for.
 */
export function emitStored(catalogue: Catalogue, step: CollectStep, stored: StoredPass): Statement {
  const key = catalogue.entities[step.entity]?.key ?? '';
  const { words, plain, packed } = layOut(catalogue, step, true);
  const wordOf = (word: Word) => digitsOf(word, stored);
  // A digit is below the size: a word whose digits may have overflowed is never left out.
  const adds = any(
    ...words.map((word) => binary('<>', wordOf(word), number(0))),
    ...plain.map(({ name }) => isNull(column(name), true)),
    ...(packed === null ? [] : [binary('>=', column('size'), number(FIELD_LIMIT))]),
  );
  const select: Select = {
    kind: 'select',
    columns: [
      as(key, column(key)),
      ...(stored.by === null ? [] : [as('part', column('part'))]),
      ...words.map((word) => as(word.name, wordOf(word))),
      ...plain.map(({ name }) => as(name, column(name))),
      ...(packed === null ? [] : [as('size', column('size'))]),
    ],
    from: rowsOf(stored.id),
    where: all(...inPartition(column(key), step.partition), adds),
  };
  return {
    id: `collect ${step.table}`,
    step: 'collect',
    role: 'view',
    purpose: `read from checkpoint ${stored.id}: ${step.variables.join(', ')} of every ${step.entity}`,
    sql: printCreate({ kind: 'create', object: 'view', name: step.table, query: select }),
    reads: [],
    writes: step.table,
  };
}

/** A word as it is stored, or of its digits those alone that are asked for. */
function digitsOf({ name, fields }: Word, stored: StoredPass): Expression {
  const held = stored.words.find((word) => word.name === name)?.fields ?? [];
  const isAsked = fields.map(({ variables }) => variables.length > 0);
  if (held.length === fields.length && isAsked.every(Boolean)) return column(name);
  const word = cast(column(name), 'BIGINT');
  const terms = isAsked.flatMap((asked, i) => (asked ? [binary('*', unpack(word, i), number(weightOf(i)))] : []));
  const [first = number(0), ...rest] = terms;
  return cast(
    rest.reduce((sum, term) => binary('+', sum, term), first),
    'DOUBLE',
  );
}

function rowsOf(id: string): From {
  return {
    kind: 'function',
    name: 'read_parquet',
    args: [pathOf('checkpoint_root', `${id}/*.parquet`)],
    options: { hive_partitioning: { kind: 'boolean', value: false } },
  };
}

function pathOf(variable: string, below: string): Expression {
  return binary('||', call('getvariable', text(variable)), text(`/${below}`));
}
