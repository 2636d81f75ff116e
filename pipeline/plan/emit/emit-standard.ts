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
import { LEAST_EVENTS } from '../interval/index.ts';
import type { CubeStep } from '../plan.ts';
import type { Statement } from '../statement.ts';

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

/** Tables that a cube reads to be standardised. */
export function standardReads({ standard }: CubeStep): string[] {
  return standard === null ? [] : [weightTable(standard.population)];
}

/**
 * Every cell that can be standardised: `<keys>, events, value, variance, least`, where value = Σ w
 * x/n over Σ w and variance = Σ w² V/n² over (Σ w)² (Dobson 1991). No row where a stratum is empty
 * or its net sum below 0, or where there are fewer than 10 events over all strata. Sums of
 * fractions depend on their order, and the engine's order on its threads: they are added up in the
 * order of the members.
 */
export function standardQuery(catalogue: Catalogue, step: CubeStep, keys: readonly string[]): Query {
  const { population, dimension } = step.standard as NonNullable<CubeStep['standard']>;
  const { weights } = standardOf(catalogue, population);
  const whole = weights.reduce((sum, { weight }) => sum + weight, 0);
  const [x, n, weight] = [column('numerator'), column('denominator'), column('weight')];
  const rate = binary('/', binary('*', weight, x), n);
  // Persons of a share are counted once each: their sum is its own variance.
  const variance = binary('/', product(weight, weight, step.events ? column('squares') : x), product(n, n));
  const inOrder = (term: Expression): Expression =>
    call('LIST_SUM', { kind: 'call', name: 'LIST', args: [term], orderBy: column('rank') });
  const name = weightTable(population);
  return {
    kind: 'select',
    columns: [
      ...keys.map((key) => as(key, column(key))),
      as('events', cast(call('SUM', x), 'BIGINT')),
      as('value', binary('/', inOrder(rate), number(whole))),
      as('variance', binary('/', inOrder(variance), number(whole ** 2))),
      as(
        'least',
        cast(call('MIN', call('LEAST', call('NULLIF', column('numerator_members'), number(0)), n)), 'BIGINT'),
      ),
    ],
    from: table('cell'),
    joins: [join('inner', table(name), equal(column(dimension, name), column(dimension, 'cell')))],
    groupBy: keys.map((key) => column(key)),
    having: all(
      equal(COUNT_ROWS, number(weights.length)),
      binary('>', call('MIN', n), number(0)),
      binary('>=', call('MIN', x), number(0)),
      binary('>=', call('SUM', x), number(LEAST_EVENTS)),
    ),
  };
}

function product(...factors: readonly [Expression, ...Expression[]]): Expression {
  return factors.reduce((left, right) => binary('*', left, right));
}

function standardOf(catalogue: Catalogue, population: string) {
  const standard = catalogue.standardPopulations[population];
  if (standard === undefined) throw new Error(`no standard population ${population}`);
  return standard;
}
