import { describe, expect, it } from 'vitest';
import { mapDateOf, planRun, type Step, selectIndicators } from '../../../pipeline/plan/index.ts';
import { seedCatalogue } from '../../support/shipped-catalogue.ts';

const planOf = (codes: string[], fuse = true, year = 2023) => {
  const catalogue = seedCatalogue();
  const [planned] = planRun(catalogue, selectIndicators(catalogue, codes, [year]), { fuse }).years;
  if (planned === undefined) throw new Error('nothing is planned');
  return planned;
};
const steps = <K extends Step['kind']>(planned: { computation: readonly Step[] }, kind: K) =>
  planned.computation.filter((step): step is Extract<Step, { kind: K }> => step.kind === kind);

describe('planRun', () => {
  it('fuses what reads one source for one entity into one pass, variables once each', () => {
    const collect = steps(planOf([]), 'collect');
    expect(collect.map(({ table }) => table)).toEqual(['beneficiary_health_care', 'practitioner_health_care']);
    expect(collect[0]?.variables).toEqual([
      'FF_MH',
      'FF_MH_BY_PRACTICE',
      'GMD_BY_PRACTICE',
      'IMAG_ALL_N',
      'IMAG_DIAG_N',
      'IMAG_RADIO_N',
    ]);
  });

  it('keeps a pass for every variable where it is not to fuse, and a variable of two indicators in one', () => {
    const collect = steps(planOf(['cube_*', 'stat_003_007'], false), 'collect');
    expect(collect.map(({ variables }) => variables.join(' ')).sort()).toEqual([
      'FF_MH',
      'FF_MH_BY_PRACTICE',
      'GMD_BY_PRACTICE',
      'IMAG_ALL_N',
      'IMAG_DIAG_N',
      'IMAG_RADIO_N',
    ]);
  });

  it('fuses tallies of one grain and keeps those of another apart', () => {
    const tally = steps(planOf(['cube_*', 'stat_003_007']), 'tally');
    expect(tally.map(({ table }) => table)).toEqual([
      'tally_beneficiary_municipality_age_group',
      'tally_beneficiary_sector',
    ]);
    const cubes = steps(planOf(['cube_*', 'stat_003_007']), 'cube');
    expect(cubes.map((cube) => cube.tally)).toEqual([
      ...Array(3).fill('tally_beneficiary_municipality_age_group'),
      'tally_beneficiary_sector',
    ]);
  });

  it('computes the same cubes fused and apart, from tallies of other names', () => {
    const without = (fuse: boolean) => steps(planOf([], fuse), 'cube').map(({ tally: _, ...cube }) => cube);
    expect(without(true)).toEqual(without(false));
  });

  it('reads the sources that it needs, and checks no other', () => {
    expect(planOf(['cube_013_001']).sources).toEqual(['health_care', 'population']);
    const practitioners = planOf(['stat_020_033']);
    expect(practitioners.sources).toEqual(['health_care', 'practitioner']);
    const checks = practitioners.inspection.flatMap((step) => (step.kind === 'check' ? [step.check] : []));
    expect(checks).not.toContain('orphan');
    expect(checks).not.toContain('beneficiary_twice');
    expect(checks).toContain('practitioner_twice');
  });

  it('publishes sectors from the year that they are available', () => {
    expect(steps(planOf(['stat_003_007'], true, 2004), 'cube')[0]?.levels).not.toContain('sector');
    expect(steps(planOf(['stat_003_007'], true, 2005), 'cube')[0]?.levels).toContain('sector');
  });

  it('refuses a year without a median as data', () => {
    expect(() => planOf([], true, 2027)).toThrow(expect.objectContaining({ exitCode: 4 }));
  });

  it('is plain data, the same whenever it is made', () => {
    expect(JSON.parse(JSON.stringify(planOf([])))).toEqual(planOf([]));
  });
});

it.each([
  [2025, 2019, '2025-12-31'],
  ['reference_year', 2019, '2019-12-31'],
] as const)('a vintage of %s shows %i on the map of %s', (vintage, year, date) => {
  expect(mapDateOf(seedCatalogue(vintage), year)).toBe(date);
});
