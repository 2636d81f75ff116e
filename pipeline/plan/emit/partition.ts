/**
 * Members partitioned by their key: the same statements, for one part of the members after the
 * other.
 */
import { binary, call, type Expression, equal, number } from '../../query/index.ts';
import type { Partition } from '../plan.ts';
import type { Statement } from '../statement.ts';

/** That a key is of the partition; nothing where there is but one. */
export function inPartition(key: Expression, partition: Partition | undefined): Expression[] {
  if (partition === undefined) return [];
  return [equal(call('ABS', binary('%', key, number(partition.of))), number(partition.index))];
}

/** Distinguishes the statements of one part from those of the others. */
export function named(statement: Statement, partition: Partition | undefined): Statement {
  if (partition === undefined) return statement;
  return { ...statement, id: `${statement.id} (part ${partition.index + 1} of ${partition.of})` };
}
