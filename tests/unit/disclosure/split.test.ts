/** Members of a family of which some figures count only those who pass a test. */
import { expect, it } from 'vitest';
import type { Family, FamilyFigure } from '../../../pipeline/disclosure/certify/families/family.ts';
import { openSplit } from '../../../pipeline/disclosure/certify/families/split.ts';

const [IMAGING, CT, YOUNG] = [0, 1, 2];

function counts(name: string, ...variables: readonly number[]): FamilyFigure {
  return { name, where: variables.map((variable) => ({ variable, atLeast: 1 })), adds: null };
}

/** Imaging contains CT; whether somebody is young is an atom of its own. */
const FAMILY: Family = {
  variables: ['imaging', 'CT', 'young'],
  atoms: [[IMAGING], [IMAGING, CT], [YOUNG]],
  rules: [],
  figures: [
    counts('everybody'),
    counts('imaging', IMAGING),
    counts('CT', CT),
    counts('young', YOUNG),
    counts('young with CT', YOUNG, CT),
    { name: 'CT scans of the young', where: [{ variable: YOUNG, atLeast: 1 }], adds: CT },
  ],
};
const search = openSplit(FAMILY);

it.each([
  ['all CT may be of the young', [10, 4, 3, 3, 3, 5], true],
  ['nobody young need have CT', [10, 4, 3, 3, 0, 0], true],
  ['more of the young have CT than there are young people', [10, 4, 3, 2, 3, 5], false],
  ['more of the young have CT than anybody has', [10, 4, 3, 5, 4, 5], false],
  ['the others are too few for the rest of CT', [3, 3, 3, 2, 1, 1], false],
  ['fewer scans than young people who have any', [10, 4, 3, 3, 3, 2], false],
  ['CT without imaging', [10, 2, 3, 3, 1, 1], false],
])('%s', (_, values, isFound) => {
  expect(search?.(values)).toBe(isFound);
});

it('knows nothing of families without a test', () => {
  expect(openSplit({ ...FAMILY, figures: FAMILY.figures.slice(0, 3) })).toBeUndefined();
});

it('counts whoever passes a narrower test in a wider one', () => {
  const [children, minors] = [2, 3];
  const family: Family = {
    variables: ['imaging', 'CT', 'children', 'minors'],
    atoms: [[IMAGING], [IMAGING, CT], [children], [minors]],
    rules: [{ given: { variable: children, atLeast: 1 }, oneOf: [{ variable: minors, atLeast: 1 }] }],
    figures: [counts('everybody'), counts('CT', CT), counts('children', children), counts('minors', minors)].concat(
      counts('children with CT', children, CT),
      counts('minors with CT', minors, CT),
    ),
  };
  const of = openSplit(family);
  expect(of?.([10, 5, 2, 4, 2, 3])).toBe(true);
  expect(of?.([10, 5, 2, 4, 2, 1])).toBe(false);
});
