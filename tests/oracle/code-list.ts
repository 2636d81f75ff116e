/** Dated codes: whether a code counts on a day. */
import type { CodeList } from '../../pipeline/catalogue/index.ts';
import type { Field } from './delivery.ts';

/**
 * Whether a code stands in the list on that day: the first day of its validity included, the last
 * excluded.
 */
export function isValid(list: CodeList | undefined, code: Field, date: string): boolean {
  if (list === undefined || code === null) return false;
  if (list.texts !== undefined)
    return list.texts.some(
      ({ text, validFrom, validTo }) =>
        (text.endsWith('*') ? String(code).startsWith(text.replace('*', '')) : String(code) === text) &&
        (validFrom === null || validFrom <= date) &&
        (validTo === null || date < validTo),
    );
  return list.codes.some(
    (dated) =>
      dated.code === Number(code) &&
      (dated.validFrom === null || dated.validFrom <= date) &&
      (dated.validTo === null || date < dated.validTo),
  );
}
