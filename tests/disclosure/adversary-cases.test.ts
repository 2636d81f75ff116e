/**
 * Small worlds whose sensitive figures followed from the definitions alone, each by another way of
 * reasoning.
 */
import { expect, it } from 'vitest';
import type { Definition } from './adversary/definitions.ts';
import { examine } from './adversary/examine.ts';
import { printExamined } from './adversary/print.ts';
import type { Asked, Cube, Person, Range, World } from './adversary/world.ts';

const NEVER_BACK: Range = { low: 0, high: 2 };
const CORRECTED: Range = { low: -1, high: 2 };

function variable(name: string, codes: readonly number[], profession: Definition['profession'] = null): Definition {
  return { name, codes: codes.map((code) => ({ code, validity: 'always' })), profession, qualification: null };
}

function cube(index: number, asked: Asked, smallest: Cube['smallest'], byGroup = false): Cube {
  return { code: `cube_${index}`, asked, byGroup, smallest };
}

function persons(place: string | null, group: string | null, ...claims: readonly (readonly number[])[]): Person[] {
  return claims.map((own) => ({ place, group, claims: own }));
}

const share = (of: number, atLeast = 1): Asked => ({ kind: 'share', variable: of, atLeast });
const rate = (of: number): Asked => ({ kind: 'rate', variable: of });
const mean = (of: number, over: number): Asked => ({ kind: 'mean', variable: of, over });
const marked = { threshold: 3, distinguishPrimary: true, denominators: true } as const;
const unmarked = { threshold: 2, distinguishPrimary: false, denominators: false } as const;
const places = ['11001', '11002'].map((code) => ({ code, province: null }));
const PROVINCES = [
  { code: '11001', province: '10000' },
  { code: '11002', province: '10000' },
  { code: '21001', province: '20000' },
];

const CASES: readonly (readonly [string, World, Range])[] = [
  [
    'a volume of three persons discloses how many have two events',
    {
      places,
      groups: [],
      variables: [variable('V1', [101]), variable('V2', [102])],
      cubes: [cube(1, rate(0), 'municipality'), cube(2, share(0, 2), 'municipality')],
      persons: [...persons('11001', null, [2, 0]), ...persons('11002', null, [1, 0], [1, 0])],
      policy: marked,
    },
    NEVER_BACK,
  ],
  [
    'a mean over those who have any event discloses how many have two',
    {
      places: [],
      groups: ['a', 'b'],
      variables: [variable('V1', [101, 102]), variable('V2', [102])],
      cubes: [cube(1, mean(0, 0), 'country'), cube(2, share(0, 2), 'country')],
      persons: persons(null, 'a', [0, 1], [1, 1]),
      policy: unmarked,
    },
    NEVER_BACK,
  ],
  [
    'the denominator of a mean is the numerator of a share',
    {
      places,
      groups: ['a', 'b'],
      variables: [variable('V1', [101, 102]), variable('V2', [102, 103], [10, 10])],
      cubes: [cube(1, mean(1, 0), 'municipality'), cube(2, share(0), 'municipality', true)],
      persons: [
        ...persons('11001', 'a', [0, 2, 0], [0, 1, 0], [0, 2, 0]),
        ...persons('11001', 'b', [0, 0, 0]),
        ...persons('11002', 'b', [2, 0, 0], [0, 0, 0]),
      ],
      policy: { ...marked, denominators: false },
    },
    NEVER_BACK,
  ],
  [
    'a volume of two persons that comes to nothing has one of them above it',
    {
      places: [...places, { code: '21001', province: null }],
      groups: [],
      variables: [variable('V1', [101, 102]), variable('V2', [102])],
      cubes: [cube(1, rate(0), 'municipality'), cube(2, share(0), 'municipality')],
      persons: [
        ...persons('11001', null, [0, 0], [0, 0]),
        ...persons('11002', null, [0, 1], [1, 0]),
        ...persons('21001', null, [0, 1], [0, -1]),
      ],
      policy: unmarked,
    },
    CORRECTED,
  ],
  [
    'a volume of three persons of whom one has any says that two are below zero, and the one has enough to make up for them',
    {
      places: [...places, { code: '21001', province: null }],
      groups: [],
      variables: [variable('V1', [101, 102]), variable('V2', [102])],
      cubes: [
        cube(1, rate(0), 'municipality'),
        cube(2, share(0, 2), 'municipality'),
        cube(3, mean(1, 0), 'municipality'),
      ],
      persons: [
        ...persons('11001', null, [0, 0], [-1, 1], [-1, 0]),
        ...persons('11002', null, [-1, 1]),
        ...persons('21001', null, [2, 0], [-1, 0], [-1, 0]),
      ],
      policy: { ...unmarked, threshold: 3 },
    },
    CORRECTED,
  ],
  [
    'a volume that is shown by province says that a share by municipality and group is of as many persons there',
    {
      places: PROVINCES,
      groups: ['a', 'b'],
      variables: [variable('V1', [102, 103], [10, 10]), variable('V2', [103], [10, 10])],
      cubes: [cube(1, { kind: 'both', variable: 0, over: 0 }, 'municipality', true), cube(2, rate(0), 'province')],
      persons: [
        ...persons('21001', 'a', [0, 1], [0, 0]),
        ...persons('21001', 'b', [0, 2], [0, 2]),
        ...persons('11002', 'a', [0, 1]),
        ...persons('11001', 'a', [1, 0]),
      ],
      policy: unmarked,
    },
    NEVER_BACK,
  ],
  [
    'of whom all have any in the municipality, all have any in every group of it',
    {
      places: [...places, { code: '21001', province: null }],
      groups: ['a', 'b'],
      variables: [
        variable('V1', [101, 102, 103], [10, 11]),
        { ...variable('V2', [], [10, 11]), codes: [{ code: 101, validity: 'after' }] },
      ],
      cubes: [
        cube(1, share(0, 2), 'municipality', true),
        cube(2, share(0), 'municipality'),
        cube(4, rate(0), 'country', true),
      ],
      persons: [
        ...persons('11001', 'a', [2, 1]),
        ...persons('11001', 'b', [2, 0]),
        ...persons('11002', 'b', [0, 1], [0, 1]),
        ...persons('21001', 'a', [0, 1], [0, 1]),
      ],
      policy: unmarked,
    },
    NEVER_BACK,
  ],
  [
    'a volume over some members is shown, so enough of them are in the share beside it that is suppressed',
    {
      places: [],
      groups: ['a', 'b', 'c'],
      variables: [variable('V1', [102, 103], [10, 10]), variable('V3', [102], [10, 11])],
      cubes: [cube(2, mean(0, 1), 'country', true), cube(4, { kind: 'both', variable: 1, over: 0 }, 'country', true)],
      persons: [
        ...persons(null, 'a', [0, 2, 0], [0, 1, 0], [0, 1, 0]),
        ...persons(null, 'b', [0, 0, 0], [2, 1, 0]),
        ...persons(null, 'c', [1, 1, 0], [1, 1, 0], [0, 2, 0]),
      ],
      policy: { ...marked, denominators: false },
    },
    NEVER_BACK,
  ],
  [
    'a volume of one of two persons says that one of them has any, which the country by group lacks alone',
    {
      places: PROVINCES,
      groups: ['a', 'b'],
      variables: [variable('V1', [101])],
      cubes: [
        cube(1, share(0), 'municipality'),
        cube(3, share(0), 'country', true),
        cube(4, rate(0), 'municipality', true),
      ],
      persons: [
        ...persons(null, 'b', [-1]),
        ...persons('11002', 'a', [1], [1]),
        ...persons('11001', 'a', [1]),
        ...persons('21001', 'a', [0]),
        ...persons('11001', 'b', [-1], [2]),
      ],
      policy: unmarked,
    },
    CORRECTED,
  ],
];

it.each(CASES)('%s', async (_, world, drawn) => {
  const examined = await examine(world, drawn);
  const { disclosed = [], shown = [], undecided = [] } = examined.attack ?? {};
  expect([...disclosed, ...shown, ...undecided], printExamined(examined)).toEqual([]);
});
