import { describe, expect, it } from 'vitest';
import { readParameter } from '../../../pipeline/catalogue/parameter.ts';
import { readReference, SPOT } from './reference-file.ts';

function readValues(rows: string, header = 'group,year,amount') {
  const request = { name: 'income', value: 'amount', by: 'group', position: SPOT };
  return readReference(`${header}\n${rows}`, (csv, report) => readParameter(csv, request, report));
}

describe('the values of a parameter', () => {
  it('are the decimal texts of the file, by group and year', () => {
    expect(readValues('a,2019,100000.10\na,2020,7\nb,2019,0.000001')).toEqual({
      value: { a: { 2019: '100000.10', 2020: '7' }, b: { 2019: '0.000001' } },
      reported: [],
    });
  });

  it.each(['', '-1', '1,5', '1e6', '.5', '5.', '0.1234567', '1234567890123', 'x'])('cannot be %j', (amount) => {
    expect(readValues(`a,2019,"${amount}"`).reported).toEqual([['parameter-value', 2, 8]]);
  });

  it.each(['', '19', '20190', 'y'])('cannot be of the year %j', (year) => {
    expect(readValues(`a,${year},1`).reported).toEqual([['parameter-value', 2, 3]]);
  });

  it('cannot be two for one group and year', () => {
    expect(readValues('a,2019,1\na,2019,1').reported).toEqual([['parameter-twice', 3, 3]]);
  });

  it('can be of groups whose names every object has', () => {
    const { value = {} } = readValues('constructor,2019,1\n__proto__,2019,2');
    expect(Object.keys(value)).toEqual(['constructor', '__proto__']);
    expect(Object).not.toHaveProperty('2019');
  });

  it('are none where a column is missing, and every missing column is reported', () => {
    expect(readValues('1', 'x')).toEqual({ value: {}, reported: Array(3).fill(['csv-column-missing', 1, 1]) });
  });
});
