/** Members of whom nearly all pass a test that some figure asks for. */
import { expect, it } from 'vitest';
import type { Family } from '../../../pipeline/disclosure/certify/families/family.ts';
import { openSplit } from '../../../pipeline/disclosure/certify/families/split.ts';

const [PILLS, ALL, LIPIDS, ADULT] = [0, 1, 2, 3];
const share = (name: string, ...variables: readonly number[]) => ({
  name,
  where: variables.map((variable) => ({ variable, atLeast: 1 })),
  adds: null,
});

/** Pills of adults beside medicines of anybody: every pill is a medicine. */
const MEDICINES: Family = {
  variables: ['pills', 'medicines', 'lipids', 'adult'],
  atoms: [[PILLS, ALL], [ALL], [LIPIDS, ALL], [ADULT]],
  rules: [],
  figures: [
    { name: 'everybody', where: [], adds: null },
    share('adults', ADULT),
    share('adults with pills', PILLS, ADULT),
    share('with medicines', ALL),
    share('with lipids', LIPIDS),
    { name: 'medicines', where: [], adds: ALL },
  ],
};
const search = openSplit(MEDICINES);

it.each([
  ['adults have the lipids as well', [20, 19, 4, 12, 8, 30], true],
  ['more have pills than have medicines', [20, 19, 4, 3, 2, 30], false],
  ['more have lipids than have medicines', [20, 19, 4, 6, 8, 30], false],
  ['there are more adults than people', [18, 19, 4, 12, 8, 30], false],
  ['there are fewer medicines than people with any', [20, 19, 4, 12, 8, 11], false],
])('%s', (_, values, isFound) => {
  expect(search?.(values, true)).toBe(isFound);
});
