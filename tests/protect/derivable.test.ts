/**
 * Secondary cells whose value follows from what is published protect nobody: they are published,
 * where the rest of their row may be.
 */
import { expect, it } from 'vitest';
import { type AreaRow, type CubeShape, layGrid } from '../../pipeline/disclosure/cells/grid.ts';
import type { Meaning } from '../../pipeline/disclosure/cells/meaning.ts';
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
const MEANING: Meaning = {
  cubes: { share: { numerator: 'cases', denominator: 'people', adds: 'members', isPart: true, per: 1 } },
  families: [],
  relations: [],
};
const grid = layGrid(MEANING, [SHAPE], PLACES);
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
  meaning: MEANING,
  policy: DEFAULT_POLICY,
  figures: {
    [numerator]: { value: columnOf({ '01000': 60, r: 60, a: 10, b: 20, c: 30 }) },
    [denominator ?? '']: { value: columnOf({ '01000': 600, r: 600, a: 100, b: 200, c: 300 }) },
  },
  before: {},
  out: {},
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
  const masks = masksOf(['a'], []);
  expect(publishDerivable(YEAR, masks)).toBe(0);
  expect(masks.get(numerator)?.[cell('a')]).toBe(STATUS.published);
});

it('leaves cells that hide each other', () => {
  const masks = masksOf(['a', 'b'], []);
  publishDerivable(YEAR, masks);
  expect([masks.get(numerator)?.[cell('a')], masks.get(numerator)?.[cell('b')]]).toEqual([2, 2]);
});

it('leaves a numerator with its denominator, and counts it', () => {
  const masks = masksOf(['a'], ['a', 'b']);
  expect(publishDerivable(YEAR, masks)).toBe(1);
  expect(masks.get(numerator)?.[cell('a')]).toBe(STATUS.secondary);
});

it('leaves what an earlier release suppressed', () => {
  const told = new Uint8Array(sizeOf(axes));
  told[cell('a')] = STATUS.secondary;
  const none = new Uint8Array(told.length);
  const earlier = { told, most: new Float64Array(told.length), known: none, changed: none, loose: false };
  const masks = masksOf(['a'], []);
  expect(publishDerivable({ ...YEAR, before: { [numerator]: earlier } }, masks)).toBe(1);
  expect(masks.get(numerator)?.[cell('a')]).toBe(STATUS.secondary);
});
