/**
 * Claims added up before anything is asked of them: one row for all claims of a member that every
 * condition sees alike.
 */
import type { CodeList, CollectedVariable, Source } from '../../catalogue/index.ts';
import {
  all,
  as,
  binary,
  call,
  choose,
  column,
  date,
  type Expression,
  isNull,
  type OutputColumn,
  type Select,
  table,
} from '../../query/index.ts';
import type { CollectStep } from '../plan.ts';
import { inYear } from '../year-shift.ts';
import { CLAIM, type Lists } from './conditions.ts';
import { inPartition } from './partition.ts';
import { hasDates } from './text-list.ts';

/**
 * The cells of a pass whose variables ask for no codes, as rows that stand for claims under the
 * same names: `<key>, <by>, <column of a condition> …, <date>, <sum> …`. Lists and conditions then
 * meet few cells instead of every claim, and sums of sums are the same sums. Undefined where the
 * claims themselves must be read: a value is no sum, one column would be both distinguished and
 * added up, no condition is asked at all, or a list of texts
 * depends on the day.
 */
export function finestCells(
  step: CollectStep,
  source: Source,
  key: string,
  variables: readonly CollectedVariable[],
  lists: readonly Lists[],
  codeLists: Readonly<Record<string, CodeList>>,
): Select | undefined {
  const conditions = variables.flatMap(({ where }) => where.map((condition) => condition.column));
  const isSum = ({ value }: CollectedVariable) => value.kind === 'sum' && value.since === undefined;
  if (conditions.length === 0 || variables.some((one) => one.codes !== undefined || !isSum(one))) return undefined;
  const named = variables.flatMap(({ where }) => where.flatMap((one) => (one.kind === 'in' ? [one.codeList] : [])));
  if (named.some((name) => codeLists[name] !== undefined && hasDates(codeLists[name]))) return undefined;
  const apart = [...new Set([key, ...(step.by === null ? [] : [step.by]), ...conditions])].map(asClaimed);
  const days = lists.length === 0 || source.date === undefined ? [] : [as(source.date, sinceWhen(source.date, lists))];
  const sums = [...new Set(variables.map(({ value }) => value.column))].map((name) =>
    as(name, call('SUM', column(name, CLAIM))),
  );
  const columns = [...apart, ...days, ...sums];
  if (new Set(columns.map((found) => found.as)).size < columns.length) return undefined;
  return {
    kind: 'select',
    columns,
    from: table(inYear(step.source, step.shift), CLAIM),
    where: claimed(key, step),
    groupBy: [...apart, ...days].map(({ value }) => value),
  };
}

/** That a claim is of a member, and of one of the part of them that is computed. */
export function claimed(key: string, { partition }: CollectStep): Expression {
  return all(isNull(column(key, CLAIM), true), ...inPartition(column(key, CLAIM), partition));
}

function asClaimed(name: string): OutputColumn {
  return as(name, column(name, CLAIM));
}

/**
 * Instead of the day, the last day up to it on which any list changes: between two of them every
 * list holds the same, so that the windows join the same claims, whatever their year. NULL where
 * there is no day.
 */
function sinceWhen(day: string, lists: readonly Lists[]): Expression {
  const changes = lists.flatMap(({ classes }) => classes.windows.flatMap(({ from, until }) => [from, until]));
  const latestFirst = [...new Set(changes)].sort().reverse();
  return choose(
    latestFirst.map((change) => ({ when: binary('>=', column(day, CLAIM), date(change)), result: date(change) })),
  );
}
