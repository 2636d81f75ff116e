/**
 * Emits roll-ups: a tally at every area and margin, of which cubes and invariants each take what
 * they need.
 */
import {
  all,
  as,
  binary,
  choose,
  column,
  type Expression,
  equal,
  isIn,
  join,
  number,
  type OutputColumn,
  printCreate,
  type Query,
  type Select,
  subquery,
  table,
  text,
  total,
} from '../../query/index.ts';
import { type RollUpStep, type TallyFigure, variableRead } from '../cube-steps.ts';
import type { Statement } from '../statement.ts';
import { within } from './emit-tally.ts';

/**
 * Emits `area_level, ref_area, <dimensions>, variable, events, members, total`; `total` of a
 * dimension is a member like the others.
 */
export function emitRollUp(step: RollUpStep): Statement {
  const { areas, dimensions, levels } = step;
  return {
    id: `roll_up ${step.table}`,
    step: 'roll_up',
    role: 'table',
    purpose: `${step.tally} at every ${levels.join(', ')}${dimensions.length === 0 ? '' : ` and ${dimensions.join(', ')}`}`,
    sql: printCreate({ kind: 'create', object: 'table', name: step.table, query: rollUpQuery(step) }),
    reads: [step.tally, areas, ...dimensions.map((d) => `${d}_margin`)],
    writes: step.table,
  };
}

/**
 * Units are added up by area after the dimensions that nobody asks for are gone: fewer rows to
 * repeat for every level.
 */
function rollUpQuery({ tally, areas, dimensions, levels, variables }: RollUpStep): Query {
  const grain = ['unit', ...dimensions, 'variable', 'events'];
  const rows: Select = {
    kind: 'select',
    columns: [...grain.map((name) => as(name, column(name))), ...sums()],
    from: table(tally),
    where: isRead(variables),
    groupBy: grain.map((name) => column(name)),
  };
  const margins = dimensions.map((d) =>
    join(
      'inner',
      table(`${d}_margin`),
      binary('IS NOT DISTINCT FROM', column('member', `${d}_margin`), column(d, 'tally')),
    ),
  );
  const keys: OutputColumn[] = [
    ...['area_level', 'ref_area'].map((name) => as(name, column(name, areas))),
    ...dimensions.map((d) => as(d, column(d, `${d}_margin`))),
    ...['variable', 'events'].map((name) => as(name, column(name, 'tally'))),
  ];
  return {
    kind: 'select',
    columns: [...keys, ...sums('tally')],
    from: subquery(rows, 'tally'),
    joins: [join('inner', table(areas), equal(column('unit', areas), column('unit', 'tally'))), ...margins],
    where: isIn(column('area_level', areas), levels.map(text)),
    groupBy: keys.map(({ value }) => value),
  };
}

function sums(of?: string): OutputColumn[] {
  return ['members', 'total'].map((name) => as(name, total(column(name, of))));
}

/** The rows of some variables. */
export function isRead(variables: readonly string[]): Expression {
  return isIn(column('variable'), [...new Set(variables)].map(text));
}

/** The members, or the total, of what is read, over the rows of a cell. */
export function amount(reading: TallyFigure, what: 'members' | 'total'): Expression {
  return total(choose([{ when: holds(reading), result: column(what) }], number(0)));
}

/** The rows that a reading adds up. */
export function holds(reading: TallyFigure): Expression {
  const { range } = reading;
  const named = equal(column('variable'), text(variableRead(reading)));
  return range === undefined ? named : all(named, within(range, column('events')));
}
