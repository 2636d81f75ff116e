/** Members for every day of a period: what a rate per day is divided by. */
import type { Catalogue } from './catalogue.ts';
import type { Term } from './measure.ts';

/** How many days twelve months have, from a month (1 to 12) of a year on. */
export function daysOf(year: number, fromMonth: number): number {
  return (Date.UTC(year + 1, fromMonth - 1, 1) - Date.UTC(year, fromMonth - 1, 1)) / 86_400_000;
}

/** The month, 1 to 12, in which the twelve months of what is added up begin. */
export function firstMonthOf({ variables }: Pick<Catalogue, 'variables'>, term: Term): number {
  const variable = term.kind === 'total' ? variables[term.variable] : undefined;
  return (variable?.kind === 'window' ? variable.fromMonth : undefined) ?? 1;
}
