/** What the rules for percentiles and for parts of cubes give on examples. */
import type { ThresholdPolicy } from '../../../pipeline/catalogue/index.ts';
import type { FigureRelations } from '../../../pipeline/disclosure/cells/figure-relations.ts';
import type { PercentileCell } from '../../../pipeline/disclosure/suppress/percentile-rests.ts';
import type { RuleExample } from './rule-modules.ts';

const RULE = { members: 10, beyond: 5 };
const cell = (area: string, count: number, value: number, members: readonly string[] = []): PercentileCell => ({
  area,
  members,
  count,
  value,
  isShown: true,
});
const unshown = (one: PercentileCell): PercentileCell => ({ ...one, isShown: false });
const ABOVE = new Map([
  ['country', []],
  ['north', ['country']],
  ['south', ['country']],
  ['east', ['north', 'country']],
]);
const shownIn = (cells: readonly PercentileCell[]) => cells.filter(({ isShown }) => isShown).map(({ area }) => area);
const row = (area: string, isShown: boolean, members: readonly string[] = []) => ({ area, members, isShown });
const PLACES = [
  {
    area_level: 'country',
    ref_area: 'country',
    region: null,
    province: null,
    arrondissement: null,
    municipality: null,
  },
  { area_level: 'region', ref_area: 'north', region: null, province: null, arrondissement: null, municipality: null },
  {
    area_level: 'municipality',
    ref_area: 'town',
    region: 'north',
    province: null,
    arrondissement: 'east',
    municipality: 'town',
  },
];

/** Whether the percentile of a cube is shown of so many members. */
const OF_ENOUGH: readonly RuleExample[] = [
  [9, 50, false],
  [10, 50, true],
  [49, 90, false],
  [50, 90, true],
  [19, 25, false],
  [20, 25, true],
  [20, 75, true],
  [19, 75, false],
].map(([members, percent, expected]) => ({
  name: `the percentile of ${percent} of ${members} members`,
  of: (rules) => rules['cells/percentile-rule.ts'].isOfEnough(Number(members), Number(percent), RULE),
  expected,
}));

export const RANKS: readonly RuleExample[] = [
  ...OF_ENOUGH,
  {
    name: 'a policy asks for more members, and not for more beyond it',
    of: (rules) => rules['cells/percentile-rule.ts'].isOfEnough(10, 50, { members: 11, beyond: 5 }),
    expected: false,
  },
  {
    name: 'members below and above by rank',
    of: (rules) => [11, 10, 25].map((members) => rules['cells/percentile-rule.ts'].beyondOf(members, 50)),
    expected: [
      { below: 5, above: 5 },
      { below: 5, above: 5 },
      { below: 12, above: 12 },
    ],
  },
  {
    name: 'what is known of a figure in cells of other shapes',
    of: (rules) => {
      const { openKnown } = rules['cells/figures-shown.ts'];
      const byGroup = {
        dimensions: ['age', 'sex'],
        cells: [row('country', true, ['old', 'total']), row('north', false, ['old', 'total'])],
      };
      const alone = { dimensions: [], cells: [row('country', true), row('north', false)] };
      const margin = { dimensions: ['age'], cells: [row('country', true, ['total'])] };
      const isKnown = openKnown([byGroup], ABOVE);
      const isKnownAlone = openKnown([alone], ABOVE);
      return [
        isKnown(['age'], { area: 'country', members: ['old'] }),
        isKnown(['age'], { area: 'north', members: ['old'] }),
        isKnown(['age'], { area: 'south', members: ['old'] }),
        isKnown(['age'], { area: 'country', members: ['young'] }),
        isKnownAlone(['age'], { area: 'country', members: ['old'] }),
        isKnownAlone([], { area: 'east', members: [] }),
        openKnown([alone, byGroup], ABOVE)(['age'], { area: 'country', members: ['young'] }),
        openKnown([alone, byGroup], ABOVE)(['age'], { area: 'elsewhere', members: ['young'] }),
        openKnown([{ ...alone, cells: [row('country', false)] }, margin], ABOVE)([], { area: 'country', members: [] }),
      ];
    },
    expected: [true, false, true, false, true, false, false, true, true],
  },
  {
    name: 'which cells of a percentile are suppressed',
    of: (rules) => {
      const cells = [cell('country', 60, 10), cell('north', 9, 10), cell('south', 0, Number.NaN), cell('east', 20, 10)];
      const beside = [
        [{ dimensions: [], cells: [row('country', true), row('north', true), row('east', false)] }],
        [{ dimensions: [], cells: [row('country', true)] }],
      ];
      const judgement = { percent: 50, rule: RULE, dimensions: [], beside, above: ABOVE };
      rules['suppress/judge-percentile.ts'].judgePercentile(cells, judgement);
      return shownIn(cells);
    },
    expected: ['country', 'south'],
  },
  {
    name: 'a percentile of enough members beside figures that are shown',
    of: (rules) => {
      const cells = [cell('country', 60, 10), cell('north', 30, 10)];
      const judgement = { percent: 50, rule: RULE, dimensions: [], beside: [], above: ABOVE };
      rules['suppress/judge-percentile.ts'].judgePercentile(cells, judgement);
      return shownIn(cells);
    },
    expected: ['country', 'north'],
  },
  {
    name: 'what a whole says of those in none of its parts',
    of: (rules) => {
      const { saysOfRest } = rules['suppress/percentile-rests.ts'];
      return [
        saysOfRest(cell('country', 43, 20), [cell('north', 20, 15), cell('south', 20, 30)], 50),
        saysOfRest(cell('country', 25, 30), [cell('north', 20, 10)], 50),
        saysOfRest(cell('country', 25, 10), [cell('north', 20, 30)], 50),
        saysOfRest(cell('country', 21, 10), [cell('north', 20, 10)], 50),
        saysOfRest(cell('country', 23, 10), [cell('north', 20, 10)], 50),
        saysOfRest(cell('country', 4, 0), [cell('north', 2, 5)], 50),
        saysOfRest(cell('country', 24, 0), [cell('north', 20, 0)], 90),
        saysOfRest(cell('country', 24, Number.NaN), [cell('north', 20, 0)], 50),
        saysOfRest(cell('country', 10, 7), [cell('north', 5, 7)], 50),
        saysOfRest(cell('country', 10, 7), [cell('north', 6, 7)], 50),
        saysOfRest(cell('country', 11, 7), [cell('north', 6, 7)], 50),
      ];
    },
    expected: [false, true, true, false, false, true, true, false, true, false, false],
  },
  {
    name: 'the part that is suppressed where parts leave too few',
    of: (rules) => {
      const parts = new Map([['country', ['north', 'south', 'west']]]);
      const cells = [cell('country', 57, 40), cell('north', 20, 10), cell('south', 18, 12), cell('west', 14, 11)];
      rules['suppress/percentile-rests.ts'].suppressRests({ percent: 50, rule: RULE, cells, parts });
      return shownIn(cells);
    },
    expected: ['country', 'north', 'south'],
  },
  {
    name: 'the smallest part that is enough with those who are left',
    of: (rules) => {
      const parts = new Map([['country', ['north', 'south', 'west']]]);
      const cells = [cell('country', 55, 40), cell('north', 24, 10), cell('west', 8, 11), cell('south', 22, 12)];
      rules['suppress/percentile-rests.ts'].suppressRests({ percent: 50, rule: RULE, cells, parts });
      return shownIn(cells);
    },
    expected: ['country', 'north', 'west'],
  },
  {
    name: 'parts of parts, groups and cells that are not shown',
    of: (rules) => {
      const { disclosingCells } = rules['suppress/percentile-rests.ts'];
      const count = (cells: readonly PercentileCell[], parts: ReadonlyMap<string, readonly string[]> = new Map()) =>
        disclosingCells({ percent: 50, rule: RULE, cells, parts }).map(({ whole, parts: own }) => [
          whole.area,
          whole.members.join(),
          own.length,
        ]);
      const nested = new Map([
        ['country', ['north']],
        ['north', ['east', 'west']],
      ]);
      const inNorth = [cell('east', 20, 9), cell('west', 18, 8)];
      return [
        count([cell('country', 41, 50), unshown(cell('north', 38, 10)), ...inNorth], nested),
        count([unshown(cell('country', 41, 50)), unshown(cell('north', 38, 10)), ...inNorth], nested),
        count([cell('country', 38, 50), unshown(cell('north', 38, 10)), ...inNorth], nested),
        count([cell('country', 58, 50), unshown(cell('north', 38, 10)), ...inNorth], nested),
        count([cell('country', 0, Number.NaN), cell('north', 0, Number.NaN)], nested),
        count([cell('country', 3, 50), unshown(cell('north', 1, 3))], nested),
        count([
          cell('country', 27, 60, ['total', 'total']),
          cell('country', 22, 5, ['male', 'total']),
          unshown(cell('country', 5, 70, ['female', 'total'])),
          cell('country', 24, 60, ['total', 'old']),
        ]),
        count([cell('country', 27, 60, ['male', 'total']), cell('country', 22, 5, ['male', 'old'])]),
      ];
    },
    expected: [
      [['country', '', 2]],
      [],
      [],
      [],
      [],
      [],
      [['country', 'total,total', 1]],
      [['country', 'male,total', 1]],
    ],
  },
  {
    name: 'the areas above others, and the nearest parts of a cube',
    of: (rules) => {
      const { areasAbove, nearestParts } = rules['suppress/percentile-rests.ts'];
      const above = areasAbove(PLACES);
      return [[...above], [...nearestParts(new Set(['country', 'town', 'north']), above)]];
    },
    expected: [
      [
        ['country', []],
        ['north', ['country']],
        ['town', ['east', 'north', 'country']],
      ],
      [
        ['north', ['town']],
        ['country', ['north']],
      ],
    ],
  },
];

const counted = { denominator: null, adds: 'members', isPart: false, per: 1 } as const;
const relations = (beside: readonly string[]): FigureRelations => ({
  cubes: {
    'median:denominator': { ...counted, numerator: 'members', percentile: { percent: 50, beside } },
    share: { ...counted, numerator: 'cases', denominator: 'everybody' },
  },
  relations: [],
  families: [],
});

const AUDITED: readonly (readonly [string, readonly string[], object, readonly string[], number])[] = [
  ['a percentile of enough members', [], { numerator: 20, value: 4 }, [], 0],
  ['a percentile of too few', [], { numerator: 8, value: 4 }, [], 1],
  ['beside a figure that is shown', ['cases'], { numerator: 20, value: 4 }, [], 0],
  ['beside a figure that is not', ['everybody', 'cases'], { numerator: 20, value: 4 }, ['cases'], 1],
  ['beside a denominator that is not', ['cases', 'everybody'], { numerator: 20, value: 4 }, ['everybody'], 1],
  ['beside a figure of no cube', ['nothing'], { numerator: 20, value: 4 }, ['cases'], 0],
];

export const AUDITS: readonly RuleExample[] = [
  ...AUDITED.map(([name, beside, shown, suppressed, sensitive]): RuleExample => {
    const cube = (code: string, own: object) => ({
      code,
      dimensions: [],
      levels: ['country'],
      rows: [{ area: 'country', members: [], numerator: null, denominator: null, isSensitive: false, ...own }],
    });
    const figures = {
      numerator: suppressed.includes('cases') ? null : 7,
      denominator: suppressed.includes('everybody') ? null : 90,
    };
    const policy = { withhold: [] as readonly string[] } as ThresholdPolicy;
    const cubes = [cube('median:denominator', shown), cube('share', figures), cube('unknown', {})];
    return {
      name: `the audit of ${name}`,
      of: (rules) => {
        const { checkPercentiles } = rules['search/check-percentiles.ts'];
        const observed = { cubes, figureRelations: relations(beside), places: PLACES };
        const withheld = { ...policy, withhold: ['value'] } as ThresholdPolicy;
        return [checkPercentiles({ ...observed, policy }), checkPercentiles({ ...observed, policy: withheld })];
      },
      expected: [
        { shown: 1, sensitive },
        { shown: 0, sensitive: 0 },
      ],
    };
  }),
  {
    name: 'the audit of percentiles that are not shown, or whose members are not',
    of: (rules) => {
      const { checkPercentiles } = rules['search/check-percentiles.ts'];
      const policy = { withhold: [] as readonly string[] } as ThresholdPolicy;
      const check = (own: object) =>
        checkPercentiles({
          cubes: [
            {
              code: 'median:denominator',
              dimensions: [],
              levels: ['country'],
              rows: [{ area: 'country', members: [], numerator: null, denominator: null, isSensitive: false, ...own }],
            },
          ],
          figureRelations: {
            ...relations([]),
            cubes: Object.fromEntries(Object.entries(relations([]).cubes).slice(0, 1)),
          },
          places: PLACES,
          policy,
        });
      return [{ numerator: 20 }, { value: 4 }, { numerator: 20, value: null }, { numerator: 20, value: 4 }].map(check);
    },
    expected: [0, 0, 0, 1].map((shown) => ({ shown, sensitive: 0 })),
  },
];
