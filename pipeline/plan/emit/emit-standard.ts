/**
 * Emits direct standardisation: the weights of a standard population, and what every area's value
 * would be if it were composed like it.
 */
import type { Catalogue } from '../../catalogue/index.ts';
import {
  all,
  as,
  binary,
  COUNT_ROWS,
  call,
  cast,
  choose,
  column,
  type Expression,
  equal,
  join,
  number,
  printCreate,
  type Query,
  table,
  text,
} from '../../query/index.ts';
import { figureColumn, membersBehind, type StandardStep, standardised } from '../cube-steps.ts';
import { LEAST_EVENTS } from '../interval/index.ts';
import type { Statement } from '../statement.ts';
import { squaresColumn } from './emit-count.ts';

const weightTable = (population: string) => `${population}_weight`;

/** Emits `<population>_weight (<dimension>, rank, weight DOUBLE)`: the members in their order. */
export function emitWeight(catalogue: Catalogue, population: string): Statement {
  const { dimension, weights } = standardOf(catalogue, population);
  const name = weightTable(population);
  const rows = weights.map(({ member, weight }, i) => [text(member), number(i + 1), cast(number(weight), 'DOUBLE')]);
  const query: Query = { kind: 'values', columns: [dimension, 'rank', 'weight'], rows };
  return {
    id: `weight ${population}`,
    step: 'weight',
    role: 'table',
    purpose: `the standard population ${population}, by ${dimension}`,
    sql: printCreate({ kind: 'create', object: 'table', name, query }),
    reads: [],
    writes: name,
  };
}

/**
 * Emits the standardised values over the same cells, on their total rows: `<keys>`, then `events,
 * value, variance, least` of each, where value = Σ w x/n over Σ w and variance = Σ w² V/n² over (Σ
 * w)² (Dobson 1991). NULL where a stratum is empty or its net sum below 0, or where there are fewer
 * than 10 events over all strata.
 */
export function emitStandard(catalogue: Catalogue, step: StandardStep): Statement {
  const { from, population, dimension } = step;
  const { weights } = standardOf(catalogue, population);
  const name = weightTable(population);
  const keys = ['area_level', 'ref_area', ...from.dimensions];
  const grouped = keys.filter((key) => key !== dimension).map((key) => column(key));
  const query: Query = {
    kind: 'select',
    columns: [
      ...keys.map((key) => as(key, key === dimension ? text('total') : column(key))),
      ...step.cubes.flatMap((cube) => valueColumns(cube, weights)),
    ],
    from: table(from.table),
    joins: [join('inner', table(name), equal(column(dimension, name), column(dimension, from.table)))],
    groupBy: grouped,
  };
  return {
    id: `standard ${step.table}`,
    step: 'standard',
    role: 'table',
    purpose: `values of ${from.table} as if every area were composed like ${population}`,
    sql: printCreate({ kind: 'create', object: 'table', name: step.table, query }),
    reads: [from.table, name],
    writes: step.table,
  };
}

function valueColumns(cube: StandardStep['cubes'][number], weights: readonly { readonly weight: number }[]) {
  const { numerator, denominator, events } = cube;
  if (denominator === null) throw new Error('nothing is standardised without a denominator');
  const whole = weights.reduce((sum, { weight }) => sum + weight, 0);
  const [x, n, weight] = [column(figureColumn(numerator)), column(figureColumn(denominator)), column('weight')];
  const rate = binary('/', binary('*', weight, x), n);
  // Persons of a share are counted once each: their sum is its own variance.
  const own = events ? column(squaresColumn(numerator)) : x;
  const variance = binary('/', product(weight, weight, own), product(n, n));
  const members = column(figureColumn(membersBehind(numerator)));
  const least = call('MIN', call('LEAST', call('NULLIF', members, number(0)), n));
  const known = all(
    equal(COUNT_ROWS, number(weights.length)),
    binary('>', call('MIN', n), number(0)),
    binary('>=', call('MIN', x), number(0)),
    binary('>=', call('SUM', x), number(LEAST_EVENTS)),
  );
  const columns = {
    events: cast(call('SUM', x), 'BIGINT'),
    value: binary('/', inOrder(rate), number(whole)),
    variance: binary('/', inOrder(variance), number(whole ** 2)),
    least: cast(least, 'BIGINT'),
  };
  return Object.entries(columns).map(([name, result]) =>
    as(`${name} ${standardised(cube)}`, choose([{ when: known, result }])),
  );
}

/**
 * Sums of fractions depend on their order, and the engine's order on its threads: they are added up
 * in the order of the strata. Lists of one group have the same order, so that one puts the others
 * right: to list each in order takes three times as long.
 */
function inOrder(term: Expression): Expression {
  const order = call('LIST_GRADE_UP', call('LIST', column('rank')));
  return call('LIST_SUM', call('LIST_SELECT', call('LIST', term), order));
}

function product(...factors: readonly [Expression, ...Expression[]]): Expression {
  return factors.reduce((left, right) => binary('*', left, right));
}

function standardOf(catalogue: Catalogue, population: string) {
  const standard = catalogue.standardPopulations[population];
  if (standard === undefined) throw new Error(`no standard population ${population}`);
  return standard;
}
