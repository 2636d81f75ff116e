/**
 * What the audit of a folder alone knows of persons: that enough are behind a volume that is shown,
 * and where corrections leave open whether there are any.
 */
import { describe, expect, it } from 'vitest';
import type { ThresholdPolicy } from '../../pipeline/catalogue/index.ts';
import type { FigureRelation, FigureRelations, YearFamily } from '../../pipeline/disclosure/cells/figure-relations.ts';
import { type AreaRow, layGrid } from '../../pipeline/disclosure/cells/grid.ts';
import { auditYear } from '../../pipeline/disclosure/search/audit-year.ts';
import { type Observation, seenOf } from '../../pipeline/disclosure/search/observe.ts';
import type { ShownCube } from '../../pipeline/disclosure/search/shown.ts';

const nowhere = { region: null, province: null, arrondissement: null, municipality: null };
/** A region of two provinces. */
const PLACES: readonly AreaRow[] = [
  { ...nowhere, area_level: 'country', ref_area: '01000' },
  { ...nowhere, area_level: 'region', ref_area: '02000' },
  ...['10000', '20001'].map((code) => ({ ...nowhere, area_level: 'province', ref_area: code, region: '02000' })),
];
const policy = {
  kind: 'threshold',
  threshold: 5,
  distinguish_primary: false,
  complements: false,
  denominators: true,
  width: 1,
} as ThresholdPolicy;

/**
 * By country, region and province: a figure that is shown; A, marked as sensitive; D, suppressed
 * for others.
 */
type Shown = readonly (number | 'A' | 'D')[];

function cubeOf(code: string, shown: Shown): ShownCube {
  return {
    code,
    dimensions: [],
    levels: ['country', 'region', 'province'],
    rows: PLACES.map(({ ref_area: area }, index) => {
      const value = shown[index];
      const numerator = typeof value === 'number' ? value : null;
      return { area, members: [], numerator, denominator: null, isSensitive: value === 'A' };
    }),
  };
}

interface Figure {
  readonly adds: 'members' | 'values';
  readonly shown: Shown;
}

function observed(
  figures: Readonly<Record<string, Figure>>,
  relations: readonly FigureRelation[],
  families: readonly YearFamily[],
): Observation {
  const figureRelations: FigureRelations = {
    cubes: Object.fromEntries(
      Object.entries(figures).map(([code, { adds }]) => [
        code,
        { numerator: code, denominator: null, adds, isPart: false, per: 1 },
      ]),
    ),
    relations,
    families,
  };
  const cubes = Object.entries(figures).map(([code, { shown }]) => cubeOf(code, shown));
  const grid = layGrid(figureRelations, cubes, PLACES);
  return { grid, figureRelations, policy, places: PLACES, cubes, seen: seenOf(grid, cubes) };
}

const atMost = (lesser: string, greater: string, times = 1): FigureRelation => ({
  kind: 'atMost',
  lesser,
  greater: [greater],
  times,
  corrected: true,
});
const WITHIN = [atMost('share', 'volume'), atMost('volume', 'share', 1_000)];

/** A share and its volume; of more variables than corrected members are looked for. */
function familyOf(variables: number): YearFamily {
  return {
    variables: Array.from({ length: variables }, (_, index) => `V${index + 1}`),
    atoms: Array.from({ length: variables }, (_, index) => [index]),
    rules: [],
    figures: [
      { name: 'share', where: [{ variable: 0, atLeast: 1 }], adds: null },
      { name: 'volume', where: [], adds: 0 },
    ],
  };
}

describe('a volume that is shown', () => {
  // Five events of at least five persons: the share is 5 there, so that it is known in the other
  // province.
  const figures: Readonly<Record<string, Figure>> = {
    share: { adds: 'members', shown: [20, 9, 'D', 'A'] },
    volume: { adds: 'values', shown: [60, 40, 5, 'D'] },
  };

  it('says that enough persons are behind it', async () => {
    expect(await auditYear(2024, observed(figures, WITHIN, [familyOf(1)]))).toMatchObject({
      targets: 1,
      exactlyDisclosed: 1,
      safe: false,
    });
  });

  it('says nothing of a share of which more events are shown', async () => {
    const more = { ...figures, volume: { adds: 'values', shown: [60, 40, 8, 'D'] } as const };
    expect(await auditYear(2024, observed(more, WITHIN, [familyOf(1)]))).toMatchObject({ targets: 1, safe: true });
  });
});

describe('a net below zero', () => {
  it('does not keep relations from being relied on elsewhere', async () => {
    const withUnion = (union: Shown) =>
      observed(
        {
          part: { adds: 'members', shown: [20, 10, 'A', 'D'] },
          union: { adds: 'members', shown: union },
          // In the second province -1.
          volume: { adds: 'values', shown: [3, 1, 2, 'D'] },
        },
        [atMost('part', 'union')],
        [],
      );
    expect(await auditYear(2024, withUnion([40, 10, 4, 6]))).toMatchObject({
      targets: 1,
      exactlyDisclosed: 1,
      safe: false,
    });
    expect(await auditYear(2024, withUnion([40, 30, 9, 21]))).toMatchObject({ targets: 1, safe: true });
  });

  it.each([
    ['leaves open whether persons have the figures of a large family, which is reported', 7, 1],
    ['is made up of persons in a small one', 1, 0],
  ])('%s', async (_, variables, relationsAlone) => {
    const corrected: Readonly<Record<string, Figure>> = {
      share: { adds: 'members', shown: [20, 9, 'A', 'D'] },
      volume: { adds: 'values', shown: [30, 6, -6, 12] },
    };
    expect(await auditYear(2024, observed(corrected, WITHIN, [familyOf(variables)]))).toMatchObject({
      targets: 1,
      relationsAlone,
      safe: true,
    });
  });
});
