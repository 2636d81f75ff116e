import { describe, expect, it } from 'vitest';
import { readCodeList } from '../../../pipeline/catalogue/code-list.ts';
import { readReference, SPOT } from './reference-file.ts';

function readList(rows: string, where: Readonly<Record<string, readonly string[]>> = {}, header?: string) {
  const request = { name: 'list', column: 'code', where, position: SPOT, positionOfWhere: () => SPOT };
  return readReference(`${header ?? 'kind,code,valid_from,valid_to'}\n${rows}`, (csv, report) =>
    readCodeList(csv, request, report),
  );
}

const validities = (rows: string) => readList(rows).value?.map(({ validFrom, validTo }) => [validFrom, validTo]);

describe('the dates of a code', () => {
  it('are open where they are empty', () => {
    expect(validities('a,1,,')).toEqual([[null, null]]);
  });

  it('are kept as written: the first day in, the first day out', () => {
    expect(validities('a,1,2020-01-01,2021-01-01')).toEqual([['2020-01-01', '2021-01-01']]);
  });

  it('know leap years', () => {
    expect(readList('a,1,2024-02-29,').reported).toEqual([]);
    expect(readList('a,1,2023-02-29,').reported).toEqual([['bad-date', 2, 5]]);
  });

  it.each(['2020-13-01', '2020-1-1', '01/02/2020', '20200101', '2020-01-01T00:00', 'open', '2020-00-10', '0'])(
    'cannot be %s',
    (date) => {
      expect(readList(`a,1,,${date}`).reported).toEqual([['bad-date', 2, 6]]);
    },
  );

  it('may be missing from the file altogether', () => {
    expect(readList('1\n2', {}, 'code').value).toEqual([
      { code: 1, validFrom: null, validTo: null },
      { code: 2, validFrom: null, validTo: null },
    ]);
  });

  it('cannot end on the day they begin, for then the code is never valid', () => {
    expect(readList('a,1,2020-01-01,2020-01-01').reported).toEqual([['validity-reversed', 2, 16]]);
  });
});

describe('two validities of one code', () => {
  it('may follow each other on the same day', () => {
    expect(readList('a,1,,2020-01-01\na,1,2020-01-01,').reported).toEqual([]);
  });

  it('may leave a gap', () => {
    expect(readList('a,1,,2019-01-01\na,1,2020-01-01,').reported).toEqual([]);
  });

  it('cannot overlap by a day', () => {
    expect(readList('a,1,,2020-01-02\na,1,2020-01-01,').reported).toEqual([['validity-overlap', 3, 3]]);
  });

  it('cannot both be open', () => {
    expect(readList('a,1,,\nb,1,,').reported).toEqual([['validity-overlap', 3, 3]]);
  });

  it('cannot follow one that never ends', () => {
    expect(readList('a,1,2020-01-01,\na,1,2021-01-01,').reported).toEqual([['validity-overlap', 3, 3]]);
  });

  it('are found in any order of the rows', () => {
    expect(readList('a,1,2020-01-01,\na,2,,\na,1,,2020-01-02').reported).toEqual([['validity-overlap', 2, 3]]);
  });

  it('are no matter where the filter keeps one of them', () => {
    expect(readList('a,1,,\nb,1,,', { kind: ['a'] }).reported).toEqual([]);
  });

  it('are all compared with the one that lasts longest', () => {
    const reported = readList(
      'a,1,2000-01-01,2020-01-01\na,1,2001-01-01,2002-01-01\na,1,2003-01-01,2004-01-01',
    ).reported;
    expect(reported).toEqual([
      ['validity-overlap', 3, 3],
      ['validity-overlap', 4, 3],
    ]);
  });
});

describe('the codes of a list', () => {
  it('come in the order of code and date', () => {
    const { value } = readList('a,2,,\na,1,2020-01-01,\na,1,,2020-01-01\na,10,,');
    expect(value?.map(({ code, validFrom }) => [code, validFrom])).toEqual([
      [1, null],
      [1, '2020-01-01'],
      [2, null],
      [10, null],
    ]);
  });

  it('are those whose row has one of the values of every filter', () => {
    const { value } = readList('a,1,2020-01-01,\na,2,,\nb,3,,\nc,4,,', { kind: ['a', 'b'], valid_from: [''] });
    expect(value?.map(({ code }) => code)).toEqual([2, 3]);
  });

  it.each(['', '-1', '1.0', '1e3', 'x', '1234567890', ' 1', '１'])('cannot be %j', (code) => {
    expect(readList(`a,${code},,`).reported).toEqual([['code-not-a-number', 2, 3]]);
  });

  it('are none where the file lacks a column, which is reported once', () => {
    expect(readList('1', {}, 'number')).toEqual({ value: [], reported: [['csv-column-missing', 1, 1]] });
  });

  it('are read by the names of columns that every object has, too', () => {
    const { value } = readList('x,1\ny,2', { constructor: ['y'] }, '__proto__,code');
    expect(value).toEqual([]);
    expect(readList('x,1\ny,2', { ['__proto__']: ['y'] }, '__proto__,code').value).toHaveLength(1);
  });
});
