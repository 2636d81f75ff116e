/**
 * When a delivered value would be lost or changed by the declared type: the conditions that are
 * counted before anything is computed.
 */
import type { Source, SourceColumn } from '../catalogue/index.ts';
import { type DeliveredTypes, filledColumn, isText, literalOf, plainNumber, typedColumn } from '../plan/index.ts';
import {
  all,
  any,
  binary,
  call,
  cast,
  column,
  date,
  type Expression,
  isIn,
  isNull,
  negate,
  number,
  text,
} from '../query/index.ts';

const ISO_DATE = 'YYYY-MM-DD'.length;
/** A year of two digits is read as one of the first century. */
const FIRST_DAY = '1000-01-01';

/**
 * A value is there, and its declared type cannot hold it or holds another: half an exam, a third
 * decimal, a day of seven digits, an hour.
 */
export function misfit(source: Source, declared: SourceColumn, delivered: DeliveredTypes): Expression {
  const filled = filledColumn(source, declared, delivered);
  return all(isNull(filled, true), any(...losses(source, declared, delivered, filled)));
}

/**
 * A value fits, and is outside the declared domain of the column; undefined where there is no
 * domain.
 */
export function outsideDomain(
  source: Source,
  declared: SourceColumn,
  delivered: DeliveredTypes,
): Expression | undefined {
  const { values, range } = declared;
  const typed = typedColumn(source, declared, { delivered, lenient: true });
  if (values !== undefined) return all(isNull(typed, true), negate(isIn(typed, values.map(literalOf))));
  if (range === undefined) return undefined;
  return any(binary('<', typed, number(range[0])), binary('>', typed, number(range[1])));
}

function losses(source: Source, declared: SourceColumn, delivered: DeliveredTypes, filled: Expression): Expression[] {
  const { type, format, recode, modulo, part } = declared;
  if (part !== undefined) {
    const { part: _, ...date } = declared;
    return losses(source, { ...date, type: 'DATE' }, delivered, filled);
  }
  const found = delivered[declared.from] ?? '';
  // What a remainder is taken of is a whole number, whatever the type of the remainder.
  const { modulo: _, ...counted } = declared;
  const whole: SourceColumn = modulo === undefined ? declared : { ...counted, type: 'BIGINT' };
  const typed = typedColumn(source, whole, { delivered, lenient: true });
  if (found === whole.type && recode === undefined && format === undefined) return [isNull(typed)];
  if (recode !== undefined) return [isNull(typed)];
  const written = cast(filled, 'VARCHAR');
  if (format !== undefined && !/^(DATE|TIMESTAMP)/.test(found)) {
    const isPadded = /DD/.test(format) && /MM/.test(format);
    const length = binary('<>', call('LENGTH', call('TRIM', written)), number(format.length));
    return [isNull(typed), binary('<', typed, date(FIRST_DAY)), ...(isPadded ? [length] : [])];
  }
  if (type === 'DATE') return [isNull(typed), ...lossesOfDay(filled, typed, found)];
  if (isText(source, found)) return [isNull(typed), ...lossesOfText(source, whole, filled, typed)];
  if (type === 'BOOLEAN') return [negate(isIn(cast(filled, 'DOUBLE'), [number(0), number(1)]))];
  if (type === 'VARCHAR')
    return /^(DOUBLE|FLOAT)$/.test(found)
      ? [isNull(typed), binary('<>', { kind: 'cast', operand: typed, type: 'DOUBLE', lenient: true }, filled)]
      : [isNull(typed)];
  return [isNull(typed), binary('<>', /^(DOUBLE|FLOAT)$/.test(found) ? cast(typed, found) : typed, filled)];
}

function lossesOfDay(filled: Expression, typed: Expression, found: string): Expression[] {
  if (found === 'DATE') return [];
  if (found === 'TIMESTAMP WITH TIME ZONE')
    return [binary('<>', cast(typed, 'TIMESTAMP'), call('TIMEZONE', text('UTC'), filled))];
  if (found.startsWith('TIMESTAMP')) return [binary('<>', cast(typed, 'TIMESTAMP'), cast(filled, 'TIMESTAMP'))];
  return [binary('>', call('LENGTH', call('TRIM', cast(filled, 'VARCHAR'))), number(ISO_DATE))];
}

function lossesOfText(source: Source, { type }: SourceColumn, filled: Expression, typed: Expression): Expression[] {
  if (!/INT|DECIMAL/.test(type)) return [];
  const plain = plainNumber(source, filled);
  // Text becomes a number by rounding: as a double it is still what was written.
  const same = binary('<>', cast(typed, 'DOUBLE'), { kind: 'cast', operand: plain, type: 'DOUBLE', lenient: true });
  const { decimal, thousands } = source;
  if (decimal === '.' && thousands === undefined) return [same];
  const sign = (one: string) => `[${one.replace(/[\]\\^]/g, '\\$&')}]`;
  const grouped = thousands === undefined ? '' : `|\\d{1,3}(${sign(thousands)}\\d{3})+`;
  const pattern = `^\\s*[-+]?(\\d+${grouped})(${sign(decimal)}\\d+)?\\s*$`;
  return [same, negate(call('REGEXP_MATCHES', filled, text(pattern)))];
}

/** The shape of a value: digits as 9, letters as A or a, all else as it is. */
export function shapeOf(declared: SourceColumn): Expression {
  const written = call('LEFT', call('TRIM', cast(column(declared.from), 'VARCHAR')), number(24));
  const digits = call('REGEXP_REPLACE', written, text('[0-9]'), text('9'), text('g'));
  const small = call('REGEXP_REPLACE', digits, text('\\p{Ll}'), text('a'), text('g'));
  return call('REGEXP_REPLACE', small, text('[\\p{Lu}\\p{Lo}]'), text('A'), text('g'));
}
