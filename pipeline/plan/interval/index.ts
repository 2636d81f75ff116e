/**
 * The methods of intervals: to add one, write its file, its line here, and its name in the
 * catalogue's types.
 */
import type { IntervalMethod } from '../../catalogue/index.ts';
import { byarOfRepeated } from './byar.ts';
import type { Counts, Limits } from './limits.ts';
import { wilson } from './wilson.ts';

export { dobson, LEAST_EVENTS } from './dobson.ts';

/** Limits of the value per member, by method. */
export const INTERVALS: Readonly<Record<IntervalMethod, (counts: Counts) => Limits>> = {
  wilson,
  byar: byarOfRepeated,
};
