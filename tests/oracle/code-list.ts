/** Dated codes: whether a code counts on a day. */
import type { CodeList } from '../../pipeline/catalogue/index.ts';
import type { Field } from './delivery.ts';

/**
 * Whether a code stands in the list on that day: the first day of its validity included, the last
 * excluded.
 */
export function isValid(list: CodeList | undefined, code: Field, date: string): boolean {
  if (list === undefined || code === null) return false;
  return list.codes.some(
    (dated) =>
      dated.code === Number(code) &&
      (dated.validFrom === null || dated.validFrom <= date) &&
      (dated.validTo === null || date < dated.validTo),
  );
}
