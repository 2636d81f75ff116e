/**
 * Secondary cells whose value follows from what is published protect nobody: they are published,
 * where the rest of their row may be.
 */
import { expect, it } from 'vitest';
import type { FigureRelations } from '../../pipeline/disclosure/cells/figure-relations.ts';
import { type AreaRow, type CubeShape, layGrid } from '../../pipeline/disclosure/cells/grid.ts';
import { cellOf, DEFAULT_POLICY, fillHidden, STATUS, sizeOf } from '../../pipeline/disclosure/index.ts';
import { publishDerivable } from '../../pipeline/disclosure/suppress/publish-derivable.ts';
import type { YearFigures } from '../../pipeline/disclosure/suppress/systems.ts';

const place = (area_level: string, ref_area: string, region: string | null = null): AreaRow => ({
  area_level,
  ref_area,
  region,
  province: null,
  arrondissement: null,
  municipality: null,
});
const PLACES = [
  place('country', '01000'),
  place('region', 'r'),
  ...['a', 'b', 'c'].map((code) => place('province', code, 'r')),
];
const SHAPE: CubeShape = { code: 'share', dimensions: [], levels: ['country', 'region', 'province'] };
const FIGURE_RELATIONS: FigureRelations = {
  cubes: { share: { numerator: 'cases', denominator: 'people', adds: 'members', isPart: true, per: 1 } },
  families: [],
  relations: [],
};
const grid = layGrid(FIGURE_RELATIONS, [SHAPE], PLACES);
const { numerator, denominator } = grid.cubes.share ?? { numerator: '', denominator: '' };
const axes = grid.tables[0]?.axes ?? [];
const cell = (code: string) => cellOf(axes, [axes[0]?.codes.indexOf(code) ?? -1]);

function columnOf(figures: Readonly<Record<string, number>>): Float64Array {
  const column = new Float64Array(sizeOf(axes));
  for (const [code, figure] of Object.entries(figures)) column[cell(code)] = figure;
  return fillHidden(axes, column);
}

const YEAR: YearFigures = {
  grid,
  figureRelations: FIGURE_RELATIONS,
  policy: DEFAULT_POLICY,
  figures: {
    [numerator]: { value: columnOf({ '01000': 60, r: 60, a: 10, b: 20, c: 30 }) },
    [denominator ?? '']: { value: columnOf({ '01000': 600, r: 600, a: 100, b: 200, c: 300 }) },
  },
  before: {},
  previouslyDisclosed: {},
  costOf: () => 1,
};

/** Statuses of which some cells are suppressed for the sake of others. */
function masksOf(cases: readonly string[], people: readonly string[]) {
  const statuses = (codes: readonly string[]) => {
    const status = new Uint8Array(sizeOf(axes));
    for (const code of codes) status[cell(code)] = STATUS.secondary;
    return status;
  };
  return new Map([
    [numerator, statuses(cases)],
    [denominator ?? '', statuses(people)],
  ]);
}

it('publishes a cell that its whole and the other parts give', () => {
  const tableStatuses = masksOf(['a'], []);
  expect(publishDerivable(YEAR, tableStatuses)).toBe(0);
  expect(tableStatuses.get(numerator)?.[cell('a')]).toBe(STATUS.published);
});

it('leaves cells that hide each other', () => {
  const tableStatuses = masksOf(['a', 'b'], []);
  publishDerivable(YEAR, tableStatuses);
  expect([tableStatuses.get(numerator)?.[cell('a')], tableStatuses.get(numerator)?.[cell('b')]]).toEqual([2, 2]);
});

it('leaves a numerator with its denominator, and counts it', () => {
  const tableStatuses = masksOf(['a'], ['a', 'b']);
  expect(publishDerivable(YEAR, tableStatuses)).toBe(1);
  expect(tableStatuses.get(numerator)?.[cell('a')]).toBe(STATUS.secondary);
});

it('leaves what an earlier release suppressed', () => {
  const earlierStatus = new Uint8Array(sizeOf(axes));
  earlierStatus[cell('a')] = STATUS.secondary;
  const none = new Uint8Array(earlierStatus.length);
  const earlier = {
    earlierStatus,
    most: new Float64Array(earlierStatus.length),
    known: none,
    changed: none,
    loose: false,
  };
  const tableStatuses = masksOf(['a'], []);
  expect(publishDerivable({ ...YEAR, before: { [numerator]: earlier } }, tableStatuses)).toBe(1);
  expect(tableStatuses.get(numerator)?.[cell('a')]).toBe(STATUS.secondary);
});
