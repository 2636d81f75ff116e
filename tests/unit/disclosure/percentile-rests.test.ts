/** What percentiles of areas and groups say of the members that no cell shows. */
import { expect, it } from 'vitest';
import { beyondOf, isOfEnough } from '../../../pipeline/disclosure/cells/percentile-rule.ts';
import {
  disclosingCells,
  type PercentileCell,
  saysOfRest,
  suppressRests,
} from '../../../pipeline/disclosure/suppress/percentile-rests.ts';

const RULE = { members: 10, beyond: 5 };
const cell = (area: string, count: number, value: number, members: readonly string[] = []): PercentileCell => ({
  area,
  members,
  count,
  value,
  isShown: true,
});

it.each([
  [9, 50, false],
  [10, 50, true],
  [49, 90, false],
  [50, 90, true],
  [19, 25, false],
  [20, 25, true],
])('of %i members, the percentile of %i may be shown: %s', (members, percent, isShown) => {
  expect(isOfEnough(members, percent, RULE)).toBe(isShown);
});

it('counts members below and above by rank', () => {
  expect(beyondOf(11, 50)).toEqual({ below: 5, above: 5 });
  expect(beyondOf(10, 50)).toEqual({ below: 5, above: 5 });
  expect(beyondOf(25, 90)).toEqual({ below: 22, above: 2 });
});

it('a whole whose percentile lies among those of its parts says nothing of the others', () => {
  expect(saysOfRest(cell('country', 43, 20), [cell('north', 20, 15), cell('south', 20, 30)], 50)).toBe(false);
});

it('a whole that lies above all of its parts says that some of the others have much', () => {
  expect(saysOfRest(cell('country', 25, 30), [cell('north', 20, 10)], 50)).toBe(true);
});

it('where parts leave out too few of whom something follows, the part with fewest members is suppressed', () => {
  const parts = new Map([['country', ['north', 'south', 'west']]]);
  const cells = [cell('country', 57, 40), cell('north', 20, 10), cell('south', 18, 12), cell('west', 14, 11)];
  const cube = { percent: 50, rule: RULE, cells, parts };
  expect(disclosingCells(cube).map(({ whole }) => whole.area)).toEqual(['country']);
  suppressRests(cube);
  expect(cells.filter(({ isShown }) => !isShown).map(({ area }) => area)).toEqual(['west']);
  expect(disclosingCells(cube)).toEqual([]);
});

it('parts of parts stand for a part that is not shown', () => {
  const parts = new Map([
    ['country', ['north']],
    ['north', ['east', 'west']],
  ]);
  const cells = [
    cell('country', 41, 50),
    { ...cell('north', 38, 10), isShown: false },
    cell('east', 20, 9),
    cell('west', 18, 8),
  ];
  expect(disclosingCells({ percent: 50, rule: RULE, cells, parts })).toHaveLength(1);
});

it('groups are compared with their total', () => {
  const cells = [
    cell('country', 27, 60, ['total']),
    cell('country', 22, 5, ['male']),
    { ...cell('country', 5, 70, ['female']), isShown: false },
  ];
  expect(disclosingCells({ percent: 50, rule: RULE, cells, parts: new Map() })).toHaveLength(1);
});
