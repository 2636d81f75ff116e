import { describe, expect, it } from 'vitest';
import { suggest } from '../../../pipeline/base/index.ts';

const KNOWN = ['age_group', 'sex', 'bim', 'IMAG_ALL_N', 'IMAG_RADIO_N'];

describe('the nearest known name', () => {
  it.each([
    ['age_gruop', 'age_group'],
    ['age', undefined],
    ['agegroup', 'age_group'],
    ['AGE_GROUP', 'age_group'],
    ['imag_all_n', 'IMAG_ALL_N'],
    ['IMAG_RADO_N', 'IMAG_RADIO_N'],
    ['xes', 'sex'],
    ['municipality', undefined],
    ['', undefined],
  ])('of %j is %j', (name, nearest) => {
    expect(suggest(name, KNOWN)).toBe(nearest);
  });

  it('is the nearest of several', () => {
    expect(suggest('IMAG_ALLL_N', ['IMAG_ALT_N', 'IMAG_ALL_N'])).toBe('IMAG_ALL_N');
  });

  it('is the first of equally near ones', () => {
    expect(suggest('cod', ['code', 'coda'])).toBe('code');
  });

  it('is none where nothing is known', () => {
    expect(suggest('code', [])).toBeUndefined();
  });

  it('is none where the two have nothing in common, however short', () => {
    expect(suggest('ab', ['cd'])).toBeUndefined();
    expect(suggest('x', ['y'])).toBeUndefined();
  });
});
