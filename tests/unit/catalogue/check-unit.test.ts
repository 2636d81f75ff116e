/** What a unit says in its text, compared with what figures are per. */
import { describe, expect, it } from 'vitest';
import { checkUnit, effectivePer } from '../../../pipeline/catalogue/check-unit.ts';
import { Report } from '../../../pipeline/catalogue/report.ts';
import type { Scope } from '../../../pipeline/catalogue/scope.ts';
import { SPOT } from './reference-file.ts';
import { shipped } from './shipped.ts';

/** The texts, of those given, that are reported as wrong for an indicator of another `per`. */
function wrong(code: string, per: number, ...texts: readonly string[]): string[] {
  const indicator = shipped(code);
  return texts.filter((text) => {
    const report = new Report();
    const scope = { report, document: { indicators: {} }, yaml: { positionOf: () => SPOT } } as unknown as Scope;
    checkUnit(scope, { ...indicator, unit: { xx: text }, measure: { ...indicator.measure, per } });
    return report.diagnostics.length > 0;
  });
}

describe('a unit', () => {
  it.each([
    [100, ['%', 'Pourcentage : pour cent', 'procent', 'Per cent of people', 'Nombre par 100']],
    [
      1000,
      ['‰', 'pour mille', 'Nombre par 1 000', 'Aantal per 1.000', 'Number per 1,000', 'par 1000', 'par 1\u202f000'],
    ],
    [10_000, ['Nombre par 10 000 habitants', 'per 10.000', 'per 10,000', 'par 10000']],
    [1, ['Contacts par bénéficiaire', 'par 1 bénéficiaire']],
  ])('per %d may be called so in many ways', (per, texts) => {
    expect(wrong('cube_013_004', per, ...texts)).toEqual([]);
    for (const other of [1, 100, 1000, 10_000].filter((one) => one !== per))
      expect(wrong('cube_013_004', other, ...texts)).toEqual(texts);
  });

  it('of a count has no number', () => {
    expect(wrong('stat_020_033', 1, 'Nombre', 'Aantal', 'Nombre par 1 000', '%')).toEqual(['Nombre par 1 000', '%']);
  });

  it('of a fraction held in millionths is that of the fraction', () => {
    expect(shipped('stat_003_011').measure.per).toBe(0.0001);
    expect(effectivePer(shipped('stat_003_011'))).toBe(100);
  });
});
