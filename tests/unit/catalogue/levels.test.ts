import { describe, expect, it } from 'vitest';
import { type Indicator, LEVELS, levelsOf } from '../../../pipeline/catalogue/index.ts';
import { shipped } from './shipped.ts';

function indicator(change: Partial<Indicator>): Indicator {
  return { ...shipped('stat_003_007'), levelsFrom: {}, ...change };
}

describe('the levels of an indicator in a year', () => {
  it('are all down to the smallest, coarsest first', () => {
    const levels = levelsOf(indicator({ smallestLevel: 'municipality', availableFrom: 2015 }), 2015);
    expect(levels).toEqual(['country', 'region', 'province', 'arrondissement', 'municipality']);
  });

  it('are none before it is available', () => {
    expect(levelsOf(indicator({ availableFrom: 2015 }), 2014)).toEqual([]);
  });

  it('lack the one that is available later, and only that', () => {
    const late = indicator({
      smallestLevel: 'sector',
      availableFrom: 2003,
      levelsFrom: { province: 2006, sector: 2005 },
    });
    expect(levelsOf(late, 2004)).toEqual(['country', 'region', 'arrondissement', 'municipality']);
    expect(levelsOf(late, 2005)).toEqual(['country', 'region', 'arrondissement', 'municipality', 'sector']);
    expect(levelsOf(late, 2006)).toEqual([...LEVELS]);
  });

  it('are one where the country is the smallest', () => {
    expect(levelsOf(indicator({ smallestLevel: 'country', availableFrom: 2003 }), 2020)).toEqual(['country']);
  });

  it('of medical-house patients hold the sector from 2005 only, as the sheet says', () => {
    expect(levelsOf(shipped('stat_003_007'), 2004)).not.toContain('sector');
    expect(levelsOf(shipped('stat_003_007'), 2005)).toContain('sector');
  });
});
