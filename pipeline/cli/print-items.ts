/** What a refresh does with each indicator and year, as a table. */
import type { RefreshItem } from '../refresh/index.ts';
import { printYears } from './findings.ts';
import { printTable } from './print-table.ts';

/**
 * One row an item; those that are left alone last, years for which the same reason holds in one.
 */
export function printItems(items: readonly RefreshItem[]): string {
  const rows = items.filter(({ action }) => action !== 'skipped').map((item) => rowOf([item]));
  return printTable(['code', 'year', 'what', 'why'], [...rows, ...foldSkipped(items)]);
}

/**
 * What is skipped, last: years of an indicator for which the same reason holds but for the years in
 * it are one row.
 */
function foldSkipped(items: readonly RefreshItem[]): string[][] {
  const groups = new Map<string, RefreshItem[]>();
  for (const item of items) {
    if (item.action !== 'skipped') continue;
    const key = `${item.code} ${withoutYears(item.why)}`;
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()].map(rowOf);
}

function rowOf(group: readonly RefreshItem[]): string[] {
  const [first] = group;
  if (first === undefined) throw new Error('a row of no item');
  const years = printYears(group.map(({ year }) => year).sort((a, b) => a - b));
  return [first.code, years, first.action, group.length === 1 ? first.why : withoutYears(first.why)];
}

function withoutYears(why: string): string {
  return why.replace(/\b(19|20)\d\d(Q[34](-\d+)?)?/g, '…');
}
