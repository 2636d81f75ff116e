/**
 * The auditor's own list of what an attacker knows: every set of figures that the search claims to
 * be possible is checked against it.
 */
import { describe, expect, it } from 'vitest';
import type { ThresholdPolicy } from '../../pipeline/catalogue/index.ts';
import type { FigureRelations } from '../../pipeline/disclosure/cells/figure-relations.ts';
import { type AreaRow, layGrid } from '../../pipeline/disclosure/cells/grid.ts';
import { openCertificates } from '../../pipeline/disclosure/certify/certificates.ts';
import { placeOf, writeConstraints } from '../../pipeline/disclosure/certify/constraints.ts';
import { attack } from '../../pipeline/disclosure/search/attack.ts';
import { auditYear } from '../../pipeline/disclosure/search/audit-year.ts';
import { openCertifier } from '../../pipeline/disclosure/search/certifier.ts';
import { type Observation, observe, seenOf } from '../../pipeline/disclosure/search/observe.ts';
import type { ShownCube } from '../../pipeline/disclosure/search/shown.ts';

const nowhere = { region: null, province: null, arrondissement: null, municipality: null };
const PLACES: readonly AreaRow[] = [
  { area_level: 'country', ref_area: '01000', ...nowhere },
  ...['02000', '03000', '04000'].map((code) => ({ ...nowhere, area_level: 'region', ref_area: code, region: code })),
];
const policy = {
  kind: 'threshold',
  threshold: 5,
  distinguish_primary: true,
  complements: false,
  width: 1,
} as ThresholdPolicy;
const FIGURE_RELATIONS: FigureRelations = {
  cubes: {
    part: { numerator: 'part numerator', denominator: null, adds: 'members', isPart: false, per: 1 },
    union: { numerator: 'union numerator', denominator: null, adds: 'members', isPart: false, per: 1 },
  },
  relations: [{ kind: 'atMost', lesser: 'part numerator', greater: ['union numerator'], times: 1, corrected: false }],
  families: [],
};
const TRUTH: Readonly<Record<string, readonly number[]>> = { part: [20, 4, 6, 10], union: [40, 9, 6, 25] };

/**
 * Two counts by region; of the part, the first two regions are suppressed, and the first is
 * reported to be small.
 */
function shown(code: 'part' | 'union'): ShownCube {
  const isSuppressed = (index: number) => code === 'part' && (index === 1 || index === 2);
  return {
    code,
    dimensions: [],
    levels: ['country', 'region'],
    rows: PLACES.map(({ ref_area: area }, index) => ({
      area,
      members: [],
      numerator: isSuppressed(index) ? null : (TRUTH[code]?.[index] ?? null),
      denominator: null,
      isSensitive: code === 'part' && index === 1,
    })),
  };
}

function observed(figureRelations: FigureRelations): Observation {
  const cubes = [shown('part'), shown('union')];
  const grid = layGrid(figureRelations, cubes, PLACES);
  return { grid, figureRelations, policy, places: PLACES, cubes, seen: seenOf(grid, cubes) };
}

/** The figures of the two cubes, by unknown; nobody is in no region. */
function baselineOf(constraints: ReturnType<typeof writeConstraints>): Float64Array {
  const values = new Float64Array(constraints.low.length);
  for (const [code, figures] of Object.entries(TRUTH))
    PLACES.forEach(({ ref_area: area }, index) => {
      values[constraints.unknowns.get(`${code} numerator`)?.get(placeOf(area, [])) ?? -1] = figures[index] ?? 0;
    });
  return values;
}

describe('the certificates', () => {
  const list = (figureRelations: FigureRelations) =>
    writeConstraints({ ...observed(figureRelations), mayBeNegative: false });
  const part = (constraints: ReturnType<typeof list>, area: string) =>
    constraints.unknowns.get('part numerator')?.get(placeOf(area, [])) ?? -1;

  it('takes what is so, and what could be so as well', () => {
    const constraints = list({ ...FIGURE_RELATIONS, relations: [] });
    const certificates = openCertificates(constraints, baselineOf(constraints));
    const [first, second] = [part(constraints, '02000'), part(constraints, '03000')];
    expect(
      certificates?.record(
        new Map([
          [first, -1],
          [second, 1],
        ]),
      ),
    ).toBe(true);
    expect(certificates?.widthOf(first)).toBe(1);
  });

  it.each([
    ['a figure that is shown', '04000', '02000', 1],
    ['more than what is distinguished as sensitive', '02000', '03000', 1],
    ['half a person', '02000', '03000', -0.5],
  ])('refuses %s', (_, one, other, by) => {
    const constraints = list({ ...FIGURE_RELATIONS, relations: [] });
    const certificates = openCertificates(constraints, baselineOf(constraints));
    expect(
      certificates?.record(
        new Map([
          [part(constraints, one), by],
          [part(constraints, other), -by],
        ]),
      ),
    ).toBe(false);
    expect(certificates?.widthOf(part(constraints, '02000'))).toBe(0);
  });

  it('refuses parts that do not add up, and a part beyond its union', () => {
    const constraints = list(FIGURE_RELATIONS);
    const certificates = openCertificates(constraints, baselineOf(constraints));
    expect(certificates?.record(new Map([[part(constraints, '02000'), -1]]))).toBe(false);
    expect(
      certificates?.record(
        new Map([
          [part(constraints, '02000'), -1],
          [part(constraints, '03000'), 1],
        ]),
      ),
    ).toBe(false);
  });

  it('does not begin with figures that what is shown speaks against', () => {
    const constraints = list(FIGURE_RELATIONS);
    const wrong = baselineOf(constraints);
    wrong[part(constraints, '01000')] = 21;
    expect(openCertificates(constraints, wrong)).toBeUndefined();
  });
});

describe('an audit', () => {
  it('finds the cell that the union discloses', async () => {
    expect(await auditYear(2024, observed(FIGURE_RELATIONS))).toMatchObject({
      targets: 1,
      exactlyDisclosed: 1,
      safe: false,
    });
    expect(await auditYear(2024, observed({ ...FIGURE_RELATIONS, relations: [] }))).toMatchObject({
      targets: 1,
      safe: true,
    });
  });

  it('does not believe a search that has overlooked a relation', async () => {
    const blind = observed({ ...FIGURE_RELATIONS, relations: [] });
    const search = observe(blind, { mayBeNegative: false });
    const witness = search.published.value.slice();
    for (const [code, figures] of Object.entries(TRUTH))
      PLACES.forEach((_, index) => {
        const name = blind.grid.cubes[code]?.numerator ?? '';
        const cell = blind.grid.tables
          .find((table) => table.name === name)
          ?.axes[0]?.codes.indexOf(PLACES[index]?.ref_area ?? '');
        witness[search.cellsOf[name]?.[cell ?? -1] ?? -1] = figures[index] ?? 0;
      });
    const verdict = async (certifier: ReturnType<typeof openCertifier>) => {
      if (certifier === undefined) throw new Error('the actual figures are not possible');
      const { exactlyDisclosed, tooNarrow, unproven } = await attack(
        blind,
        search,
        witness,
        search.published.targets,
        certifier,
      );
      return exactlyDisclosed + tooNarrow + unproven;
    };
    expect(await verdict(openCertifier(blind, search, witness))).toBe(0);
    expect(await verdict(openCertifier(observed(FIGURE_RELATIONS), search, witness))).toBe(1);
  });
});
