import { describe, expect, it } from 'vitest';
import { Failure, readYears } from '../../../pipeline/base/index.ts';

function failureOf(text: string): Failure {
  try {
    readYears(text);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error(`\`${text}\` was read`);
}

describe('years as people write them', () => {
  it('one year is a list of one', () => {
    expect(readYears('2023')).toEqual([2023]);
  });

  it('a range includes both ends', () => {
    expect(readYears('2021..2024')).toEqual([2021, 2022, 2023, 2024]);
  });

  it('a range of one year is that year', () => {
    expect(readYears('2023..2023')).toEqual([2023]);
  });

  it('spaces around are no matter', () => {
    expect(readYears(' 2023 ')).toEqual([2023]);
  });

  it('the first and the last year are years', () => {
    expect(readYears('1990')).toEqual([1990]);
    expect(readYears('2100')).toEqual([2100]);
  });

  it.each(['', '23', '20233', '2023-2024', '2023...2024', '2023..', '..2023', '2023,2024', '-2023', '２０２３', 'NaN'])(
    '%j is refused, with the way to write it',
    (text) => {
      expect(failureOf(text).message).toBe(`\`${text}\` is not a year or a range of years.`);
      expect(failureOf(text).help).toBe('write 2023 or 2015..2024 (both ends included).');
    },
  );

  it('a range that ends before it begins is refused, with the range that was meant', () => {
    expect(failureOf('2024..2015').help).toBe('did you mean 2015..2024?');
  });

  it.each(['1989', '2101', '1989..2023', '2023..2101'])('%s is outside what the claims can cover', (text) => {
    expect(failureOf(text).message).toContain('outside 1990..2100');
  });

  it('what is refused is a mistake of usage', () => {
    expect(failureOf('x').kind).toBe('usage');
    expect(failureOf('x').exitCode).toBe(2);
  });
});
