/** Rates per day divide by members for every day of a period, which says how many there are. */
import { type Catalogue, daysOf, firstMonthOf } from '../../catalogue/index.ts';
import type { FigureRelations } from '../cells/figure-relations.ts';

/**
 * The rows of a cube with the members that it divides by, where each is counted for so many days.
 */
export function inMembers(relation: string, days: number): string {
  return days === 1 ? relation : `(SELECT * REPLACE (denominator // ${days} AS denominator) FROM ${relation})`;
}

/** For how many days of a year a member counts in the denominator of an indicator; 1: once. */
export function daysIn(catalogue: Pick<Catalogue, 'indicators' | 'variables'>, code: string, year: number): number {
  const measure = catalogue.indicators[code]?.measure;
  return measure?.perDay ? daysOf(year, firstMonthOf(catalogue, measure.numerator)) : 1;
}

/** The same of a slice of a cube, by what a manifest says of it. */
export function daysCounted({ cubes }: Pick<FigureRelations, 'cubes'>, slice: string, year: number): number {
  const { daysFrom } = cubes[slice] ?? {};
  return daysFrom === undefined ? 1 : daysOf(year, daysFrom);
}
