/** Which cells are sensitive, and which policies are refused. */
import { describe, expect, it } from 'vitest';
import {
  checkPolicy,
  DEFAULT_POLICY,
  dominantShare,
  type Figures,
  judge,
  type Policy,
} from '../../pipeline/disclosure/index.ts';

const primary = (policy: Partial<Policy>, figures: Figures): number[] => [
  ...judge({ ...DEFAULT_POLICY, ...policy }, figures).primary,
];

describe('a cell is primary', () => {
  const numerator = [0, 1, 3, 4, 5, 6];
  it.each([
    ['of 1 to 4 persons (IMA, exhaustive database)', {}, [0, 1, 1, 1, 0, 0]],
    ['of 1 to 3 persons (IMA, permanent sample)', { largestSensitive: 3 }, [0, 1, 1, 0, 0, 0]],
    ['of nobody, where zeros are protected', { zeros: 'protected' }, [1, 1, 1, 1, 0, 0]],
    ['under no threshold never', { largestSensitive: 0 }, [0, 0, 0, 0, 0, 0]],
  ] as const)('%s', (_, policy, expected) => {
    expect(primary(policy, { numerator })).toEqual(expected);
  });

  it('where nearly everybody is in it, if the policy protects complements', () => {
    const figures = { numerator: [96, 95, 100, 50], denominator: [100, 100, 100, 100] };
    expect(primary({ complements: true }, figures)).toEqual([1, 0, 0, 0]);
    expect(primary({ complements: false }, figures)).toEqual([0, 0, 0, 0]);
  });

  it('where few could be in it, if the policy protects denominators', () => {
    const figures = { numerator: [0, 0, 0], denominator: [4, 5, 0] };
    expect(primary({}, figures)).toEqual([1, 0, 0]);
    expect(primary({ denominators: false }, figures)).toEqual([0, 0, 0]);
  });

  it('by the persons behind it, not by their examinations', () => {
    expect(primary({}, { numerator: [30, 5, 0], persons: [2, 5, 0] })).toEqual([1, 0, 0]);
  });

  it('where corrections leave as few examinations as few persons would have', () => {
    expect(primary({}, { numerator: [4, -1, 0, 5], persons: [5, 5, 5, 5] })).toEqual([1, 1, 0, 0]);
  });

  it('where one person makes most of the examinations, if the policy has a dominance rule', () => {
    const figures = { numerator: [50, 50], persons: [10, 10], dominant: [0.9, 0.5] };
    expect(primary({ dominance: { contributors: 1, share: 0.8 } }, figures)).toEqual([1, 0]);
    expect(primary({}, figures)).toEqual([0, 0]);
  });
});

// Groups and shares of the two largest: statisticsnorway/ssb-gausssuppression at 6fa594c,
// tests/testthat/test-DominanceRule.R.
it.each([
  [[[100, 1]], 1],
  [
    [
      [90, 1],
      [10, 1],
    ],
    1,
  ],
  [
    [
      [80, 1],
      [10, 2],
    ],
    0.9,
  ],
  [
    [
      [70, 1],
      [10, 3],
    ],
    0.8,
  ],
  [
    [
      [10, 2],
      [60, 1],
      [20, 1],
    ],
    0.8,
  ],
  [[], 1],
] as [[number, number][], number][])('of %j the two largest make %d', (contributions, share) => {
  expect(dominantShare(contributions, 2)).toBeCloseTo(share, 12);
});

it('knows no dominance among contributions below nothing', () => {
  expect(() =>
    dominantShare(
      [
        [5, 1],
        [-1, 1],
      ],
      1,
    ),
  ).toThrow('less than nothing');
});

it.each([
  [{ largestSensitive: -1 }, 'number of persons'],
  [{ largestSensitive: 1.5 }, 'number of persons'],
  [{ width: 0 }, 'width'],
  [{ width: 4 }, 'interval of width 3'],
  [{ largestSensitive: 1 }, 'interval of width 0'],
  [{ dominance: { contributors: 0, share: 0.8 } }, 'dominance'],
  [{ dominance: { contributors: 1, share: 1 } }, 'dominance'],
] as const)('refuses %j', (policy, message) => {
  expect(() => checkPolicy({ ...DEFAULT_POLICY, ...policy })).toThrow(message);
});

it('accepts a larger width where sensitive cells are not distinguished', () => {
  expect(() => checkPolicy({ ...DEFAULT_POLICY, width: 4, distinguishPrimary: false })).not.toThrow();
});

describe('what an attacker who knows the rules knows', () => {
  const known = (policy: Partial<Policy>, figures: Figures) => {
    const { known } = judge({ ...DEFAULT_POLICY, ...policy }, figures);
    return [
      [known.suppressedLow[0], known.suppressedHigh[0]],
      [known.primaryLow[0], known.primaryHigh[0]],
      [known.holeLow[0], known.holeHigh[0]],
    ];
  };
  const none = [1, 0];

  it.each([
    ['a share', {}, { numerator: [2], denominator: [50] }, [[1, 50], [1, 4], none]],
    [
      'nearly everybody',
      { complements: true },
      { numerator: [2], denominator: [50] },
      [
        [1, 49],
        [1, 49],
        [5, 45],
      ],
    ],
    [
      'few people',
      { complements: true, denominators: false },
      { numerator: [2], denominator: [3] },
      [[0, 3], [0, 3], none],
    ],
    [
      'a small denominator, which is suppressed too',
      {},
      { numerator: [2], denominator: [3] },
      [[0, Number.POSITIVE_INFINITY], [0, 4], none],
    ],
    [
      'events',
      {},
      { numerator: [9], persons: [2] },
      [[1, Number.POSITIVE_INFINITY], [1, Number.POSITIVE_INFINITY], none],
    ],
    [
      'events whose corrections leave nothing',
      {},
      { numerator: [-2], persons: [2] },
      [[-2, Number.POSITIVE_INFINITY], [-2, Number.POSITIVE_INFINITY], none],
    ],
    ['protected zeros', { zeros: 'protected' }, { numerator: [2] }, [[0, Number.POSITIVE_INFINITY], [0, 4], none]],
  ] as [string, Partial<Policy>, Figures, number[][]][])('of %s', (_, policy, figures, expected) => {
    expect(known(policy, figures)).toEqual(expected);
  });
});
