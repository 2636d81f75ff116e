import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mapDate, readMunicipalMap } from './municipal-map.ts';

const REFERENCE = resolve(import.meta.dirname, '..', '..', 'data', 'reference');
const mapOf = (date: string) => readMunicipalMap(REFERENCE, date);

describe('the oracle draws the map of a day', () => {
  it.each([
    ['2003-12-31', 589, 10, 43],
    ['2018-12-31', 589, 10, 43],
    ['2019-12-31', 581, 10, 43],
    ['2023-12-31', 581, 10, 43],
    ['2024-12-31', 580, 10, 43],
    ['2025-12-31', 565, 10, 43],
  ])(
    'with the municipalities, provinces and arrondissements of %s',
    (date, municipalities, provinces, arrondissements) => {
      const { areas } = mapOf(date);
      const count = (level: 'municipality' | 'province' | 'arrondissement' | 'region' | 'country' | 'sector') =>
        areas.get(level)?.size;
      expect(count('municipality')).toBe(municipalities);
      expect(count('province')).toBe(provinces);
      expect(count('arrondissement')).toBe(arrondissements);
      expect(count('region')).toBe(3);
      expect(count('country')).toBe(1);
      expect(count('sector')).toBe(20_375 - 589);
    },
  );

  it('the vintage is a year for all, or each year its own', () => {
    expect(mapDate(2025, 2015)).toBe('2025-12-31');
    expect(mapDate('reference_year', 2015)).toBe('2015-12-31');
  });
});

describe('the oracle locates', () => {
  it('a sector of Zwijndrecht in the province of Antwerp before 2025, in East Flanders after', () => {
    const before = mapOf('2024-12-31').locateSector('11056A00-');
    const after = mapOf('2025-12-31').locateSector('11056A00-');
    expect(Object.fromEntries(before)).toMatchObject({ municipality: '11056', province: '10000', sector: '11056A00-' });
    expect(Object.fromEntries(after)).toMatchObject({ municipality: '46030', province: '40000', sector: '11056A00-' });
  });

  it('a sector of Bastogne in the municipality that Bertogne joined on 2 December 2024', () => {
    expect(mapOf('2023-12-31').locateSector('82003ZZZZ').get('municipality')).toBe('82003');
    expect(mapOf('2024-12-31').locateSector('82003ZZZZ').get('municipality')).toBe('82039');
    expect(mapOf('2025-12-31').locateSector('82003ZZZZ').get('municipality')).toBe('82039');
  });

  it('a ZZZZ sector in its municipality and no sector, Brussels in no province', () => {
    const brussels = mapOf('2025-12-31').locateSector('21004ZZZZ');
    expect([...brussels.keys()]).toEqual(['country', 'region', 'arrondissement', 'municipality']);
  });

  it('an address along the changes up to the day, and not back', () => {
    expect(mapOf('2025-12-31').locateAddress('55022').get('arrondissement')).toBe('58000');
    expect(mapOf('2018-12-31').locateAddress('55022').get('arrondissement')).toBe('55000');
    expect([...mapOf('2018-12-31').locateAddress('58001').keys()]).toEqual(['country']);
  });

  it('an unknown sector, an unknown address and none at all in the country alone', () => {
    const { locateSector, locateAddress } = mapOf('2025-12-31');
    for (const areas of [locateSector('99999X00-'), locateSector(null), locateAddress('99999'), locateAddress(null)])
      expect([...areas]).toEqual([['country', '01000']]);
  });
});
