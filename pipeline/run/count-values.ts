/**
 * Counts the values of a file: those that are there, those that the declared type would lose or
 * change, and those outside their domain.
 */
import type { Source, SourceColumn } from '../catalogue/index.ts';
import type { Engine } from '../engine/index.ts';
import { type DeliveredTypes, filledColumn } from '../plan/index.ts';
import {
  any,
  as,
  COUNT_ROWS,
  call,
  choose,
  column,
  type Dialect,
  type Expression,
  type From,
  number,
  printExpression,
  printFrom,
  printQuery,
  type Select,
  text,
  total,
} from '../query/index.ts';
import { misfit, outsideDomain, shapeOf } from './losses.ts';
import { queryDelivered, type SqlOf } from './query-delivered.ts';

export interface ValueCounts {
  readonly rows: number;
  /** By logical column. */
  readonly filled: Readonly<Record<string, number>>;
  readonly misfits: Readonly<Record<string, number>>;
  readonly outside: Readonly<Record<string, number>>;
}

/**
 * Reads columns of a file from end to end, by default all that it has of those declared: a damaged
 * page is found here as well.
 */
export async function countValues(
  engine: Engine,
  source: Source,
  pattern: string,
  delivered: DeliveredTypes,
  columns: readonly SourceColumn[] = Object.values(source.columns),
): Promise<ValueCounts> {
  const there = columns.filter(({ from, constant }) => constant === undefined && delivered[from] !== undefined);
  const queryIn = ({ acceptsBrokenText }: Dialect, from: From): Select => ({
    kind: 'select',
    columns: [
      as('row_count', COUNT_ROWS),
      ...there.flatMap((declared) => [
        as(`filled_${declared.name}`, call('COUNT', filledColumn(source, declared, delivered))),
        as(
          `misfit_${declared.name}`,
          countIf(
            any(
              misfit(source, declared, delivered),
              ...(acceptsBrokenText && delivered[declared.from] === 'VARCHAR' ? [isBroken(declared)] : []),
            ),
          ),
        ),
        ...[outsideDomain(source, declared, delivered)].flatMap((outside) =>
          outside === undefined ? [] : [as(`outside_${declared.name}`, countIf(outside))],
        ),
      ]),
    ],
    from,
  });
  const [found] = await queryDelivered(engine, [{ source, pattern }], {
    queries: [(from, dialect) => printQuery(queryIn(dialect, from(0)), dialect)],
  });
  const counts = found?.[0];
  const rows = Number(counts?.row_count ?? 0);
  const read = (prefix: string) =>
    Object.fromEntries(columns.map(({ name }) => [name, Number(counts?.[`${prefix}_${name}`] ?? 0)]));
  const constants = columns.filter(({ constant }) => constant !== undefined).map(({ name }) => [name, rows]);
  return {
    rows,
    filled: { ...read('filled'), ...Object.fromEntries(constants) },
    misfits: read('misfit'),
    outside: read('outside'),
  };
}

/** The commonest shapes of the values that do not fit: `99/99/9999`, never a value. */
export async function shapesOfMisfits(
  engine: Engine,
  source: Source,
  pattern: string,
  delivered: DeliveredTypes,
  declared: SourceColumn,
): Promise<string[]> {
  const sqlOf: SqlOf = (from, dialect) => {
    const shape = printExpression(shapeOf(declared), dialect);
    const wrong = printExpression(misfit(source, declared, delivered), dialect);
    return `SELECT ${shape} AS shape, COUNT(*) AS n FROM ${printFrom(from(0), dialect)} WHERE ${wrong} GROUP BY 1 ORDER BY n DESC, shape LIMIT 2`;
  };
  const [rows = []] = await queryDelivered(engine, [{ source, pattern }], { queries: [sqlOf] });
  return rows.map((row) => String(row.shape));
}

/** A text had bytes that are no UTF-8. */
function isBroken({ from }: SourceColumn): Expression {
  return call('REGEXP_MATCHES', column(from), text('\uFFFD'));
}

function countIf(condition: Expression): Expression {
  return total(choose([{ when: condition, result: number(1) }], number(0)));
}
