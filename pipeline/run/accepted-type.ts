/**
 * Which types a declared column may be delivered as: every one that can hold its values without
 * loss.
 */
import type { SourceColumn } from '../catalogue/index.ts';

const INTEGER = /^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/;
const FLOAT = /^(DOUBLE|FLOAT)$/;
const DECIMAL = /^DECIMAL\(/;
const MOMENT = /^(DATE|TIMESTAMP)/;

export interface AcceptedType {
  /** What is expected, for people. */
  readonly name: string;
  readonly accepts: (delivered: string) => boolean;
}

/** Text is always accepted: its values are counted. */
export function acceptedType({ type: declared, format, recode, part }: SourceColumn): AcceptedType {
  const type = part === undefined ? declared : 'DATE';
  if (recode !== undefined)
    return {
      name: 'text, an integer or a boolean',
      accepts: (t) => t === 'VARCHAR' || t === 'BOOLEAN' || INTEGER.test(t),
    };
  if (type === 'DATE') {
    const digits = format === 'YYYYMMDD';
    const name = digits ? 'an integer or a text YYYYMMDD' : 'a date';
    return { name, accepts: (t) => t === 'VARCHAR' || MOMENT.test(t) || (digits && INTEGER.test(t)) };
  }
  if (type === 'BOOLEAN')
    return { name: 'a boolean, or 0 and 1', accepts: (t) => t === 'BOOLEAN' || t === 'VARCHAR' || isNumber(t) };
  if (type === 'VARCHAR')
    return { name: 'text, or a whole number', accepts: (t) => t === 'VARCHAR' || INTEGER.test(t) || FLOAT.test(t) };
  const name = DECIMAL.test(type) ? `a number with ${/,(\d+)\)$/.exec(type)?.[1] ?? 0} places` : 'a whole number';
  return { name, accepts: (t) => t === 'VARCHAR' || isNumber(t) };
}

function isNumber(type: string): boolean {
  return INTEGER.test(type) || FLOAT.test(type) || DECIMAL.test(type);
}
