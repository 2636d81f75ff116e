/** Levels: every area against the sum of its parts and of whoever is in none of them. */
import {
  all,
  as,
  binary,
  call,
  column,
  equal,
  isIn,
  join,
  number,
  type Query,
  type Select,
  subquery,
  table,
  text,
  total,
} from '../../query/index.ts';
import {
  figureColumn,
  type InvariantStep,
  type PlannedInvariant,
  type TallyFigure,
  talliedDimensions,
  tallyFiguresOf,
} from '../cube-steps.ts';
import { amount } from '../emit/emit-roll-up.ts';
import {
  atTotal,
  type CubeOf,
  NO_STEPS,
  offendingColumns,
  type PlannedCheck,
  type RuleKind,
  sameKeys,
} from './rule-kind.ts';

const AREAS = 'area_gap';

export const levels: RuleKind<'levels'> = {
  areas: AREAS,
  relations: ['area_part', AREAS],
  reads: ['area_part'],
  plan,
  query: levelsQuery,
};

function plan({ indicators: [indicator], levels: shared, cubes, step }: PlannedCheck<'levels'>) {
  // An area without parts has nothing to add up.
  if (shared.length < 2) return NO_STEPS;
  const cube = cubes.get(indicator?.code ?? '');
  if (cube === undefined) throw new Error(`no cube ${indicator?.code}`);
  const beside = { tally: cube.tally, dimensions: talliedDimensions(cube), figures: tallyFiguresOf(cube) };
  return { ...NO_STEPS, invariant: [{ ...step, beside }] };
}

/** Every area against the sum of its parts and of whoever is in none of them. */
function levelsQuery({ from: [cells], gap, levels, dimensions, checks }: InvariantStep, cubeOf: CubeOf): Query {
  if (gap === null) throw new Error(`nobody is counted who is in no part of ${cells.table}`);
  const figuresOf = ({ indicators: [code = ''] }: PlannedInvariant): TallyFigure[] => tallyFiguresOf(cubeOf(code));
  const figures = [...new Map(checks.flatMap(figuresOf).map((figure) => [figureColumn(figure), figure])).values()];
  const own = cells.dimensions.map((name) => as(name, column(name, cells.table)));
  const parts: Query = {
    kind: 'select',
    columns: [
      as('part_level', column('part_level', 'area_part')),
      as('ref_area', column('ref_area', 'area_part')),
      ...own,
      ...figures.map(figureColumn).map((name) => as(name, total(column(name, cells.table)))),
    ],
    from: table(cells.table),
    joins: [
      join(
        'inner',
        table('area_part'),
        all(
          equal(column('part_level', 'area_part'), column('area_level', cells.table)),
          equal(column('part', 'area_part'), column('ref_area', cells.table)),
        ),
      ),
    ],
    where: all(...atTotal(cells, dimensions)),
    groupBy: [column('part_level', 'area_part'), column('ref_area', 'area_part'), ...own.map(({ value }) => value)],
  };
  const keys = ['area_level', 'ref_area', ...cells.dimensions];
  const inNone: Query = {
    kind: 'select',
    columns: [
      ...keys.map((key) => as(key, column(key))),
      ...figures.map((figure) => as(figureColumn(figure), amount(figure, figure.take))),
    ],
    from: table(gap),
    groupBy: keys.map((key) => column(key)),
  };
  const chain: Select = {
    kind: 'select',
    columns: [as('area_level', column('area_level')), as('part_level', column('part_level'))],
    from: table('area_part'),
    where: isIn(column('part_level'), levels.map(text)),
    groupBy: [column('area_level'), column('part_level')],
  };
  const found = (other: string, level: string) =>
    all(
      equal(column(level, other), column('part_level', 'chain')),
      ...sameKeys(other, cells.table, ['ref_area', ...cells.dimensions]),
    );
  const figureIn = (other: string, name: string) => call('COALESCE', column(name, other), number(0));
  const addsUp = (check: PlannedInvariant) =>
    all(
      ...figuresOf(check)
        .map(figureColumn)
        .map((name) => equal(column(name, cells.table), binary('+', figureIn('part', name), figureIn('gap', name)))),
    );
  return {
    kind: 'with',
    named: [
      { name: 'part', query: parts },
      { name: 'gap', query: inNone },
    ],
    query: {
      kind: 'select',
      columns: offendingColumns(checks, addsUp),
      from: table(cells.table),
      joins: [
        join(
          'inner',
          subquery(chain, 'chain'),
          equal(column('area_level', 'chain'), column('area_level', cells.table)),
        ),
        join('left', table('part'), found('part', 'part_level')),
        join('left', table('gap'), found('gap', 'area_level')),
      ],
      where: all(isIn(column('area_level', cells.table), levels.map(text)), ...atTotal(cells, dimensions)),
    },
  };
}
