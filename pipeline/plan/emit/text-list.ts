/** Conditions on columns of text: codes, and beginnings of codes, of a list with dates. */
import type { CodeList, DatedText, Source } from '../../catalogue/index.ts';
import { all, any, binary, column, date, type Expression, equal, text } from '../../query/index.ts';

/**
 * Whether a claim's text is on a list on its day: equal to a code, or with the beginning that
 * stands before a `*`. The day is asked where a code has dates.
 *
 * @param operand the text of the claim
 * @param day the column of the date of service; undefined where the source has none
 * @param claim the name that claims go by
 */
export function onTextList(
  operand: Expression,
  { texts = [] }: CodeList,
  { date: day }: Pick<Source, 'date'>,
  claim: string,
): Expression {
  const dated = (one: DatedText, condition: Expression): Expression => {
    if (day === undefined) return condition;
    return all(
      condition,
      ...(one.validFrom === null ? [] : [binary('>=', column(day, claim), date(one.validFrom))]),
      ...(one.validTo === null ? [] : [binary('<', column(day, claim), date(one.validTo))]),
    );
  };
  return any(
    ...texts.map((one) => {
      const isBeginning = one.text.endsWith('*');
      const condition = isBeginning
        ? binary('LIKE', operand, text(one.text.replace('*', '%')))
        : equal(operand, text(one.text));
      return dated(one, condition);
    }),
  );
}

/** Whether what a list holds depends on the day. */
export function hasDates({ texts = [] }: CodeList): boolean {
  return texts.some(({ validFrom, validTo }) => validFrom !== null || validTo !== null);
}
