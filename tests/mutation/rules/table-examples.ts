/** What the rules give that read and write tables: slices, statuses of rows, sums of years. */
import type { Catalogue } from '../../../pipeline/catalogue/index.ts';
import type { FigureRelations } from '../../../pipeline/disclosure/cells/figure-relations.ts';
import type { CubeOfYear } from '../../../pipeline/disclosure/search/check-pooled.ts';
import type { Engine } from '../../../pipeline/engine/index.ts';
import type { RuleExample } from './rule-modules.ts';

const counted = { denominator: null, adds: 'members', isPart: false, per: 1 } as const;
const MARGINS = new Map([
  ['country', new Set(['age', 'sex'])],
  ['region', new Set(['age'])],
] as const);

export const PARTS: readonly RuleExample[] = [
  {
    name: 'the parts of cubes that mean anything',
    of: (rules) => {
      const { partsOf, codeOfPart, isDivisorPart, figuresInRow } = rules['cells/cube-parts.ts'];
      const cubes = { ratio: { ...counted, numerator: 'a' }, 'ratio:denominator': { ...counted, numerator: 'b' } };
      return [
        partsOf({ cubes }, 'ratio'),
        partsOf({ cubes }, 'none'),
        ['ratio:denominator|age', 'ratio|age', 'ratio'].map((part) => [codeOfPart(part), isDivisorPart(part)]),
        figuresInRow(cubes, 'ratio'),
        figuresInRow(cubes, 'none'),
        rules['cells/cube-parts.ts'].dimensionsOfPart('ratio', [{ name: 'age' }, { name: 'sex' }]),
      ];
    },
    expected: [
      ['ratio', 'ratio:denominator'],
      [],
      [
        ['ratio', true],
        ['ratio', false],
        ['ratio', false],
      ],
      { numerator: 'a', denominator: 'b' },
      { numerator: null, denominator: null },
      [{ name: 'age' }, { name: 'sex' }],
    ],
  },
  {
    name: 'the slices of a cube, and their rows',
    of: (rules) => {
      const { slicesOf, sliceOf, relationsOfSlices } = rules['methods/slices.ts'];
      const dimensions = ['age', 'sex'].map((name) => ({ name, members: [] }));
      const slices = slicesOf({ code: 'cube', dimensions, levels: ['country', 'region', 'province'] }, MARGINS);
      const of = { cubes: { cube: { ...counted, numerator: 'a' } }, relations: [], families: [] };
      const other = { code: 'other', dimensions: [], levels: [] };
      return [
        slices.map(({ code, levels, dimensions: kept }) => [code, levels, kept.map(({ name }) => name)]),
        Object.keys(relationsOfSlices(of, [...slices, other]).cubes),
        ['cube', 'cube|sex', 'cube:denominator'].flatMap((slice) =>
          (['with support', 'as published'] as const).map((support) => sliceOf(slice, 'table', support)),
        ),
      ];
    },
    expected: [
      [
        ['cube', ['country'], ['age', 'sex']],
        ['cube|sex', ['country', 'region'], ['age']],
      ],
      ['cube', 'cube|sex'],
      [
        'table',
        'table',
        "(SELECT * FROM table WHERE TRUE AND sex = 'total')",
        "(SELECT * FROM table WHERE TRUE AND sex = 'total')",
        '(SELECT * REPLACE (denominator AS numerator, NULL::BIGINT AS denominator, denominator_members AS numerator_members) FROM table WHERE TRUE)',
        '(SELECT * REPLACE (denominator AS numerator, NULL::BIGINT AS denominator) FROM table WHERE TRUE)',
      ],
    ],
  },
];

const MEANINGS: Pick<FigureRelations, 'cubes' | 'pooled'> = {
  cubes: {
    yearly: { ...counted, numerator: 'events', denominator: 'members' },
    daily: { ...counted, numerator: 'events', denominator: 'members', daysFrom: 1 },
    'median:denominator': {
      ...counted,
      numerator: 'members',
      denominator: 'members',
      percentile: { percent: 50, beside: [] },
    },
  },
  pooled: {
    both: { years: 2, numerator: 'events', denominator: 'members' },
    none: { years: 0, numerator: 'events', denominator: 'members' },
    unknown: { years: 2, numerator: null, denominator: null },
  },
};
type Shown = readonly [number | null, number | null, (number | null)?];
const cubeOf = (code: string, year: number, [numerator, denominator, value]: Shown, member?: string): CubeOfYear => ({
  code,
  year,
  dimensions: member === undefined ? [] : [{ name: 'sex', members: ['male'] }],
  levels: ['country'],
  rows: [
    {
      area: '01000',
      members: member === undefined ? [] : [member],
      numerator,
      denominator,
      isSensitive: false,
      ...(value !== undefined && { value }),
    },
  ],
});
const YEARS = [cubeOf('yearly', 2022, [6, 100]), cubeOf('yearly', 2023, [7, 110])];
const AUDITED: readonly (readonly [string, CubeOfYear, readonly CubeOfYear[], number, number])[] = [
  ['a sum of shown years', cubeOf('both', 2023, [13, 210]), YEARS, 1, 0],
  ['another numerator', cubeOf('both', 2023, [14, 210]), YEARS, 1, 1],
  ['another denominator', cubeOf('both', 2023, [13, 211]), YEARS, 1, 1],
  ['years that are not those', cubeOf('both', 2022, [13, 210]), YEARS, 1, 1],
  ['a year that is not shown', cubeOf('both', 2023, [6, 210]), [...YEARS.slice(0, 1)], 1, 1],
  ['a value alone', cubeOf('both', 2023, [null, null, 3]), YEARS, 1, 1],
  ['a numerator alone', cubeOf('both', 2023, [13, null]), YEARS, 1, 1],
  ['a denominator alone', cubeOf('both', 2023, [null, 210]), YEARS, 1, 1],
  ['nothing', cubeOf('both', 2023, [null, null, null]), YEARS, 0, 0],
  ['no years', cubeOf('none', 2023, [0, 0]), YEARS, 1, 1],
  ['figures that no cube shows', cubeOf('unknown', 2023, [0, 0]), YEARS, 1, 1],
  ['rows of groups at their total', cubeOf('both', 2023, [13, 210], 'total'), YEARS, 1, 0],
  [
    'rows without their group',
    { ...cubeOf('both', 2023, [13, 210], 'total'), rows: cubeOf('both', 2023, [13, 210]).rows },
    YEARS,
    1,
    0,
  ],
  ['rows of a group', cubeOf('both', 2023, [13, 210], 'male'), YEARS, 1, 1],
  [
    'days beside members',
    cubeOf('both', 2023, [13, 210]),
    [...YEARS, cubeOf('daily', 2023, [7, 40_150]), cubeOf('yearly', 2022, [null, null])],
    1,
    0,
  ],
  ['days alone', cubeOf('both', 2023, [13, 40_250]), [...YEARS.slice(0, 1), cubeOf('daily', 2023, [7, 40_150])], 1, 1],
  [
    'members of a percentile',
    cubeOf('both', 2023, [13, 210]),
    [...YEARS.slice(0, 1), cubeOf('daily', 2023, [7, 9]), cubeOf('median:denominator', 2023, [110, null])],
    1,
    1,
  ],
];

export const SUMS: readonly RuleExample[] = AUDITED.map(([name, pooled, others, shown, sensitive]) => ({
  name: `the audit of ${name}`,
  of: (rules) => rules['search/check-pooled.ts'].checkPooled([pooled], others, MEANINGS),
  expected: { shown, sensitive },
}));

const [RATIO, POOLED, MEDIAN, SHARE] = ['stat_013_own2', 'stat_013_ct3y', 'stat_013_own3', 'cube_013_013'] as const;
const YEAR = 2023;
const areas = ['01000', '02000', '03000', '04000'];
const levelOf = (area: string) => (area === '01000' ? 'country' : 'region');

/** Examples on an engine, of indicators of the shipped catalogue. */
export function tableExamples(engine: Engine, catalogue: Catalogue): RuleExample[] {
  /** Makes a table with a row for every area. */
  const table = async (name: string, columns: string, rows: readonly (readonly (string | number | null)[])[]) => {
    const values = rows.map((row, index) => {
      const area = areas[index % areas.length] ?? '';
      const own = row.map((value) => (typeof value === 'string' ? `'${value}'` : `${value}`));
      return `(${YEAR}, '${levelOf(area)}', '${area}', ${own.join(', ')})`;
    });
    await engine.execute(
      `CREATE OR REPLACE TABLE ${name} AS SELECT * FROM (VALUES ${values.join(', ')}) AS t (time_period, area_level, ref_area, ${columns})`,
    );
    return name;
  };
  const statusesOf = async (name: string) =>
    (await engine.query(`SELECT * FROM ${name} ORDER BY ALL`)).map(
      (row) => `${row.conf_status}${row.strata_suppressed ?? ''}`,
    );
  return [
    {
      name: 'a row of a ratio is shown where both totals are, and marked where both are',
      of: async (rules) => {
        const relation = await table(
          'mutant_ratio',
          'numerator, denominator, least_stratum, numerator_members, denominator_members',
          [
            [1, 2, 4, 1, 1],
            [1, 2, 5, 1, 1],
            [1, 2, null, 1, 1],
            [1, 2, 0, 1, 1],
          ],
        );
        const { writeStatuses } = rules['methods/write-statuses.ts'];
        const slice = (name: string, statuses: string, levels = ['country', 'region']) => ({
          slice: name,
          levels,
          statuses: [...statuses] as ('F' | 'A' | 'D')[],
        });
        const of = { engine, catalogue, year: YEAR };
        const cube = { code: RATIO, relation };
        await writeStatuses(of, cube, 'mutant_status', [slice(RATIO, 'FAAF'), slice(`${RATIO}:denominator`, 'FAFD')]);
        const both = await statusesOf('mutant_status');
        await writeStatuses(of, cube, 'mutant_status', [slice(RATIO, 'F', ['country'])]);
        const withheld = await statusesOf('mutant_status');
        await writeStatuses(of, cube, 'mutant_status', undefined);
        const unprotected = await statusesOf('mutant_status');
        const practitioner = { kind: 'none' } as const;
        const disclosure = { ...catalogue.disclosure, beneficiary: practitioner };
        await writeStatuses({ ...of, catalogue: { ...catalogue, disclosure } }, cube, 'mutant_status', undefined);
        return [both, withheld, unprotected, await statusesOf('mutant_status')];
      },
      expected: [
        ['Ftrue', 'Afalse', 'Dfalse', 'Dfalse'],
        ['Ftrue', 'Dfalse', 'Dfalse', 'Dfalse'],
        ['Ftrue', 'Ffalse', 'Ffalse', 'Ffalse'],
        ['Ffalse', 'Ffalse', 'Ffalse', 'Ffalse'],
      ],
    },
    {
      name: 'a row of a percentile is shown where all that it says something of is',
      of: async (rules) => {
        const median = await table('mutant_median', 'denominator, obs_value', [
          [90, 5],
          [30, 5],
          [40, 5],
          [8, null],
        ]);
        const status = await table('mutant_of_median', 'conf_status, strata_suppressed', [
          ['F', 0],
          ['F', 0],
          ['A', 0],
          ['F', 0],
        ]);
        const groups = ['F', 'F', 'F', 'F', 'D', 'D', 'D', 'D'].map((one, index) => [one, index < 4 ? 'total' : '0-9']);
        const share = await table('mutant_of_share', 'conf_status, age_group', groups);
        const ratio = await table('mutant_of_ratio', 'conf_status', [['F'], ['D'], ['F'], ['F']]);
        const run = async (
          beside: readonly string[],
          besides: object = {},
          shown: readonly string[] = [SHARE, RATIO],
        ) => {
          await engine.execute(`CREATE OR REPLACE TABLE mutant_now AS SELECT * FROM ${status}`);
          const cubes = {
            [`${MEDIAN}:denominator`]: { ...counted, numerator: 'members', percentile: { percent: 50, beside } },
            ...(shown.includes(SHARE) && { [SHARE]: { ...counted, numerator: 'cases', denominator: 'everybody' } }),
            ...(shown.includes(RATIO) && { [RATIO]: { ...counted, numerator: 'scans' } }),
          };
          const codes = [MEDIAN, SHARE, RATIO].map((code) => ({ code, relation: median }));
          await rules['methods/suppress-percentiles.ts'].suppressPercentiles(
            { engine, catalogue, year: YEAR, cubes: codes, ...besides },
            { cubes, relations: [], families: [] },
            { [MEDIAN]: 'mutant_now', [SHARE]: share, [RATIO]: ratio },
          );
          return (await statusesOf('mutant_now')).join();
        };
        const rests = await table('mutant_rests', 'denominator, obs_value', [
          [41, 40],
          [20, 10],
          [18, 12],
          [16, 11],
        ]);
        const disclosure = { ...catalogue.disclosure, beneficiary: { kind: 'none' } as const };
        return [
          await run(['cases']),
          await run(['scans', 'everybody']),
          await run(['members']),
          await run([], { catalogue: { ...catalogue, disclosure } }),
          await run(['nothing'], {}, [RATIO]),
          await run(['nothing'], { cubes: [{ code: MEDIAN, relation: rests }] }),
        ];
      },
      expected: ['F0,F0,D0,D0', 'F0,D0,D0,D0', 'F0,F0,D0,D0', 'F0,F0,A0,F0', 'F0,F0,D0,D0', 'F0,F0,D0,D0'],
    },
    {
      name: 'a row of several years is shown where it is the sum of rows that are',
      of: async (rules) => {
        const pooled = await table('mutant_pooled', 'numerator, denominator', [
          [18, 300],
          [19, 300],
          [18, 301],
          [12, 200],
        ]);
        const years = [YEAR, YEAR - 1, YEAR - 2];
        for (const year of years) {
          await table(`mutant_ratio_${year}`, 'numerator, denominator', [
            [6, 50],
            [6, 50],
            [6, 50],
            [year === YEAR ? null : 6, 50],
          ]);
          await table(`mutant_share_${year}`, 'numerator, denominator, age_group', [
            ...areas.map(() => [3, 100, 'total']),
            ...areas.map(() => [1, 40, '0-9']),
          ]);
        }
        const published = (code: string, year: number) => {
          if (!years.includes(year)) return undefined;
          if (code === RATIO) return `mutant_ratio_${year}`;
          return code === SHARE ? `mutant_share_${year}` : undefined;
        };
        const of = { engine, catalogue, year: YEAR, cubes: [{ code: POOLED, relation: pooled }] };
        const all = await rules['methods/pooled-statuses.ts'].pooledStatuses({ ...of, published });
        const shown = await statusesOf(all[POOLED] ?? '');
        const without = (code: string, year: number) => (year === YEAR - 2 ? undefined : published(code, year));
        const some = await rules['methods/pooled-statuses.ts'].pooledStatuses({ ...of, published: without });
        return [shown.join(), (await statusesOf(some[POOLED] ?? '')).join()];
      },
      expected: ['Ftrue,Dtrue,Dtrue,Dtrue', 'Dtrue,Dtrue,Dtrue,Dtrue'],
    },
  ];
}
