/** Counts the values of a file: those that are there, and those that the declared type would lose or change. */
import type { Source, SourceColumn } from '../catalogue/index.ts';
import type { Engine } from '../engine/index.ts';
import { deliveredRows, typedColumn } from '../plan/index.ts';
import {
  all,
  any,
  as,
  binary,
  COUNT_ROWS,
  call,
  cast,
  choose,
  column,
  type Expression,
  isNull,
  number,
  printQuery,
  type Query,
  total,
} from '../query/index.ts';

const ISO_DATE = 'YYYY-MM-DD'.length;

export interface ValueCounts {
  readonly rows: number;
  /** By logical column. */
  readonly filled: Readonly<Record<string, number>>;
  readonly misfits: Readonly<Record<string, number>>;
}

/** Reads columns of a file from end to end, by default all that are declared: a damaged page is found here as well. */
export async function countValues(
  engine: Engine,
  source: Source,
  pattern: string,
  columns: readonly SourceColumn[] = Object.values(source.columns),
): Promise<ValueCounts> {
  const query: Query = {
    kind: 'select',
    columns: [
      as('row_count', COUNT_ROWS),
      ...columns.map(({ name, from }) => as(`filled_${name}`, call('COUNT', column(from)))),
      ...columns.map((declared) =>
        as(
          `misfit_${declared.name}`,
          total(choose([{ when: misfit(declared, source.format), result: number(1) }], number(0))),
        ),
      ),
    ],
    from: deliveredRows(source, pattern),
  };
  const [counts] = await engine.query(printQuery(query));
  const read = (prefix: string) =>
    Object.fromEntries(columns.map(({ name }) => [name, Number(counts?.[`${prefix}_${name}`] ?? 0)]));
  return { rows: Number(counts?.row_count ?? 0), filled: read('filled'), misfits: read('misfit') };
}

/** A value is there, and its declared type cannot hold it or holds another: half an exam, a third decimal, a day of seven digits. */
function misfit(declared: SourceColumn, format: Source['format']): Expression {
  const delivered = column(declared.from);
  return all(isNull(delivered, true), any(...losses(declared, delivered, format)));
}

/** What a remainder is taken of is a whole number, whatever the type of the remainder. */
export function countedType({ type, modulo }: SourceColumn): string {
  return modulo === undefined ? type : 'BIGINT';
}

function losses(declared: SourceColumn, delivered: Expression, format: Source['format']): Expression[] {
  const { encoding } = declared;
  const lenient = (type: string): Expression => ({ kind: 'cast', operand: delivered, type, lenient: true });
  const written = cast(delivered, 'VARCHAR');
  if (encoding === 'yyyymmdd')
    return [isNull(typedColumn(declared, true)), binary('<>', call('LENGTH', written), number(8))];
  const type = countedType(declared);
  const typed = lenient(type);
  if (format === 'parquet') return [isNull(typed)];
  if (type === 'DATE') return [isNull(typed), binary('>', call('LENGTH', written), number(ISO_DATE))];
  // Text becomes a number by rounding: as a double it is still what was written.
  if (/INT|DECIMAL/.test(type)) return [isNull(typed), binary('<>', cast(typed, 'DOUBLE'), lenient('DOUBLE'))];
  return [isNull(typed)];
}
