/** Members of whom totals leave next to nothing beside their shares. */
import { expect, it } from 'vitest';
import type { Family } from '../../../pipeline/disclosure/certify/families/family.ts';
import { openLightArrange } from '../../../pipeline/disclosure/certify/families/lighten.ts';
import { openRealiser } from '../../../pipeline/disclosure/certify/families/realise.ts';

const [ALL, CT, MRI, RADIO, DENTAL] = [0, 1, 2, 3, 4];
const total = (name: string, adds: number) => ({ name, where: [], adds });
const share = (name: string, variable: number, atLeast = 1) => ({ name, where: [{ variable, atLeast }], adds: null });

/**
 * Imaging by kind and by who performs it: each event is of one kind, and of one performer or none.
 */
const IMAGING: Family = {
  variables: ['all', 'CT', 'MRI', 'radio', 'dental'],
  atoms: [CT, MRI].flatMap((kind) => [
    [ALL, kind],
    [ALL, kind, RADIO],
    [ALL, kind, DENTAL],
  ]),
  rules: [],
  figures: [
    { name: 'everybody', where: [], adds: null },
    share('all', ALL),
    share('CT', CT),
    share('MRI', MRI),
    share('radio', RADIO),
    share('dental', DENTAL),
    total('events', ALL),
    total('events by radiologists', RADIO),
  ],
};

it('one event may be of a kind and of a performer', () => {
  const realiser = openRealiser(IMAGING);
  expect(realiser.realise([20, 10, 6, 4, 6, 4, 10, 6])).toBeDefined();
  expect(realiser.realise([20, 10, 6, 4, 6, 4, 9, 6])).toBeUndefined();
});

it('an event that has to be performed by somebody is not an event more', () => {
  // Ten events in all, eight of them by radiologists: only two people need nobody else.
  expect(openRealiser(IMAGING).realise([20, 10, 8, 2, 8, 2, 10, 8])).toBeDefined();
  expect(openRealiser(IMAGING).realise([20, 10, 8, 2, 8, 2, 10, 9])).toBeUndefined();
});

it('finds what shares and totals say in members with fewest events', () => {
  const found = openLightArrange(IMAGING);
  const values = [20, 10, 6, 4, 6, 4, 10, 6];
  const runs = found?.arrange(values, true) ?? [];
  expect(runs.reduce((sum, { count }) => sum + count, 0)).toBe(20);
  for (const [index, { figure }] of (found?.patterns.shares ?? []).entries())
    expect(runs.reduce((sum, { count, holds }) => sum + (found?.patterns.has(holds, index) ? count : 0), 0)).toBe(
      values[figure],
    );
});

it('members that were arranged in one way are not read in the other', () => {
  const family: Family = {
    variables: ['CT', 'imaging'],
    atoms: [[0, 1], [1]],
    rules: [],
    figures: [
      { name: 'everybody', where: [], adds: null },
      total('CT scans', 0),
      total('imaging', 1),
      share('CT', 0),
      share('two CT', 0, 2),
    ],
  };
  const realiser = openRealiser(family);
  const near = realiser.realise([2, 3, 3, 2, 1]);
  expect(near).toBeDefined();
  for (const two of [0, 2]) expect(realiser.realise([2, 3, 3, 2, two], near)).toBeUndefined();
});
