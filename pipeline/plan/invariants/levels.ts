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
import { amount, isRead } from '../emit/emit-roll-up.ts';
import { type InvariantStep, tallyFiguresOf, variableRead } from '../plan.ts';
import { NO_STEPS, offendingColumns, type PlannedCheck, type RuleKind, rolledUp, sameKeys } from './rule-kind.ts';

const AREAS = 'area_gap';

export const levels: RuleKind<'levels'> = {
  areas: AREAS,
  relations: ['area_part', AREAS],
  reads: ['area_part'],
  plan,
  query: (_, step) => levelsQuery(step),
};

function plan({ indicators: [indicator], levels: shared, cubes, step }: PlannedCheck<'levels'>) {
  // An area without parts has nothing to add up.
  if (shared.length < 2) return NO_STEPS;
  const cube = cubes.get(indicator?.code ?? '');
  if (cube === undefined) throw new Error(`no cube ${indicator?.code}`);
  const { tally, numerator, denominator } = cube;
  const variables = tallyFiguresOf(cube).map(variableRead);
  return { ...NO_STEPS, invariant: [{ ...step, tally, variables, cube: { numerator, denominator } }] };
}

/** Every area against the sum of its parts and of whoever is in none of them. */
function levelsQuery(step: InvariantStep): Query {
  const [code = ''] = step.indicators;
  const { cube } = step;
  if (cube === undefined) throw new Error(`${step.invariant} has no cube to add up`);
  const figures = cube.denominator === null ? (['numerator'] as const) : (['numerator', 'denominator'] as const);
  const { dimensions } = step;
  const keys = ['area_level', 'ref_area', ...dimensions];
  const own = dimensions.map((name) => as(name, column(name, code)));
  const parts: Query = {
    kind: 'select',
    columns: [
      as('part_level', column('part_level', 'area_part')),
      as('ref_area', column('ref_area', 'area_part')),
      ...own,
      ...figures.map((name) => as(name, total(column(name, code)))),
    ],
    from: table(code),
    joins: [
      join(
        'inner',
        table('area_part'),
        all(
          equal(column('part_level', 'area_part'), column('area_level', code)),
          equal(column('part', 'area_part'), column('ref_area', code)),
        ),
      ),
    ],
    groupBy: [column('part_level', 'area_part'), column('ref_area', 'area_part'), ...own.map(({ value }) => value)],
  };
  const interpretations = tallyFiguresOf(cube);
  const gap: Query = {
    kind: 'select',
    columns: [
      ...keys.map((key) => as(key, column(key))),
      ...interpretations.map((reading, i) => as(figures[i] ?? '', amount(reading, reading.take))),
    ],
    from: table(rolledUp(step, AREAS)),
    where: isRead(step.variables),
    groupBy: keys.map((key) => column(key)),
  };
  const chain: Select = {
    kind: 'select',
    columns: [as('area_level', column('area_level')), as('part_level', column('part_level'))],
    from: table('area_part'),
    where: isIn(column('part_level'), step.levels.map(text)),
    groupBy: [column('area_level'), column('part_level')],
  };
  const found = (other: string, level: string) =>
    all(
      equal(column(level, other), column('part_level', 'chain')),
      ...sameKeys(other, code, ['ref_area', ...dimensions]),
    );
  const figureOf = (other: string, name: string) => call('COALESCE', column(name, other), number(0));
  const addsUp = figures.map((name) =>
    equal(column(name, code), binary('+', figureOf('part', name), figureOf('gap', name))),
  );
  return {
    kind: 'with',
    named: [
      { name: 'part', query: parts },
      { name: 'gap', query: gap },
    ],
    query: {
      kind: 'select',
      columns: offendingColumns(all(...addsUp)),
      from: table(code),
      joins: [
        join('inner', subquery(chain, 'chain'), equal(column('area_level', 'chain'), column('area_level', code))),
        join('left', table('part'), found('part', 'part_level')),
        join('left', table('gap'), found('gap', 'area_level')),
      ],
    },
  };
}
