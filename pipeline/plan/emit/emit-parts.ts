/** Emits what was collected apart by a column, for the relations that read the parts. */
import type { Catalogue, CollectedVariable } from '../../catalogue/index.ts';
import {
  as,
  binary,
  call,
  cast,
  column,
  type Dialect,
  DUCKDB,
  date,
  type Expression,
  NULL,
  number,
  printCreate,
  type Query,
  type Select,
  subquery,
  table,
} from '../../query/index.ts';
import { type CollectStep, type PartStep, partsTogether } from '../plan.ts';
import type { Statement } from '../statement.ts';
import { inYear } from '../year-shift.ts';
import { layOut, variableIn } from './layout.ts';

/** Name of the relation of parts: `beneficiary_practice`. */
export function partRelation(entity: string, by: string): string {
  return `${entity}_${by}`;
}

/**
 * Emits a view `<key>, <by>, <variable> BIGINT …`: 0 where a sum has nothing, NULL where there is
 * no first day; and the table that it reads, where checkpoints hold a part of it.
 */
export function emitParts(
  catalogue: Catalogue,
  { entity, by, collects, shift }: PartStep,
  packing: boolean,
  dialect: Dialect = DUCKDB,
): Statement[] {
  const key = catalogue.entities[entity]?.key ?? '';
  const variables = collects.flatMap((step) =>
    step.variables
      .map((name) => catalogue.variables[name] as CollectedVariable)
      .filter((variable) => variable.by === by),
  );
  const valueIn = (step: CollectStep, variable: CollectedVariable): Expression => {
    if (!step.variables.includes(variable.name)) return cast(NULL, 'BIGINT');
    const value = variableIn(layOut(catalogue, step, packing), variable.name, (word) => word);
    // A column of its own has nothing where no claim was its.
    if (variable.value.kind === 'sum') return call('COALESCE', value, number(0));
    return cast(binary('-', value, date('1970-01-01')), 'BIGINT');
  };
  const parts = collects.map(
    (step): Select => ({
      kind: 'select',
      columns: [
        as(key, column(key)),
        as(by, column('part')),
        ...variables.map((variable) => as(variable.name, valueIn(step, variable))),
      ],
      from: table(step.table),
    }),
  );
  const [only] = parts;
  const query: Query =
    parts.length === 1 && only !== undefined
      ? only
      : {
          kind: 'select',
          columns: [
            ...[key, by].map((name) => as(name, column(name))),
            ...variables.map(({ name, value }) =>
              as(
                name,
                value.kind === 'sum'
                  ? cast(call('COALESCE', call('SUM', column(name)), number(0)), 'BIGINT')
                  : call('MIN', column(name)),
              ),
            ),
          ],
          from: subquery({ kind: 'union_all', parts }, 'pass'),
          groupBy: [column(key), column(by)],
        };
  const name = inYear(partRelation(entity, by), shift);
  const tables = collects.map(({ table: collected }) => collected);
  const view = (of: Query, reads: readonly string[]): Statement => ({
    id: `part ${name}`,
    step: 'part',
    role: 'view',
    purpose: `what was collected of every ${entity} and ${by}`,
    sql: printCreate({ kind: 'create', object: 'view', name, query: of }, dialect),
    reads,
    writes: name,
  });
  if (parts.length === 1 || collects.every(({ stored }) => stored === undefined)) return [view(query, tables)];
  // Several relations may read what takes a grouping.
  const all = inYear(partsTogether(entity, by), shift);
  const columns = [key, by, ...variables.map((variable) => variable.name)];
  return [
    {
      id: `part ${all}`,
      step: 'part',
      role: 'table',
      purpose: `parts of every ${entity} from checkpoints and claims together`,
      sql: printCreate({ kind: 'create', object: 'table', name: all, query }, dialect),
      reads: tables,
      writes: all,
    },
    view({ kind: 'select', columns: columns.map((of) => as(of, column(of))), from: table(all) }, [all]),
  ];
}
