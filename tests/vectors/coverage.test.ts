/**
 * By simulation: how often a 95 % interval holds the actual value, where one person may have
 * several examinations.
 */
import { expect, it } from 'vitest';
import { byarOfRepeated } from '../../pipeline/plan/interval/byar.ts';
import { dobson } from '../../pipeline/plan/interval/dobson.ts';
import { column, type Expression, printExpression } from '../../pipeline/query/index.ts';
import { query } from '../support/read-cube.ts';

const AREAS = 4000;
/**
 * One in how many persons of a stratum is examined at all, and how often they then are: 1 with this
 * chance, 2 with the rest of it …
 */
const STRATA = [
  { persons: 600, examined: 0.04, once: 0.5, weight: 3 },
  { persons: 400, examined: 0.09, once: 0.4, weight: 2 },
  { persons: 200, examined: 0.15, once: 0.3, weight: 1 },
];

/** Numbers between 0 and 1, the same in every run (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Events of a stratum and the sum of their squares, one person after the other. */
function draw(next: () => number, { persons, examined, once }: (typeof STRATA)[number]) {
  let [events, squares] = [0, 0];
  for (let person = 0; person < persons; person += 1) {
    if (next() >= examined) continue;
    let times = 1;
    while (next() >= once) times += 1;
    events += times;
    squares += times ** 2;
  }
  return { events, squares };
}

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
const persons = sum(STRATA.map((stratum) => stratum.persons));
const weights = sum(STRATA.map(({ weight }) => weight));
const crude = sum(STRATA.map((s) => (s.persons * s.examined) / s.once)) / persons;
const standardised = sum(STRATA.map((s) => (s.weight * s.examined) / s.once)) / weights;

const next = numbers(20261123);
const areas = Array.from({ length: AREAS }, () => {
  const strata = STRATA.map((stratum) => ({ ...stratum, ...draw(next, stratum) }));
  const variance = (of: 'events' | 'squares') =>
    sum(strata.map((s) => (s.weight ** 2 * s[of]) / s.persons ** 2)) / weights ** 2;
  return {
    events: sum(strata.map((s) => s.events)),
    squares: sum(strata.map((s) => s.squares)),
    value: sum(strata.map((s) => (s.weight * s.events) / s.persons)) / weights,
    adjusted: variance('squares'),
    plain: variance('events'),
  };
});

/** Per cent of the areas whose interval holds the actual value. */
async function coverage({ lower, upper }: { lower: Expression; upper: Expression }, truth: number): Promise<number> {
  const rows = areas.map(
    (a) => `(${a.events}, ${persons}, ${[a.squares, a.value, a.adjusted, a.plain].map((v) => `${v}::DOUBLE`)})`,
  );
  const [row] = await query(
    `SELECT 100 * AVG(CASE WHEN ${truth} BETWEEN ${printExpression(lower)} AND ${printExpression(upper)} THEN 1 ELSE 0 END) AS held
     FROM (VALUES ${rows.join(', ')}) AS area (events, persons, squares, value, adjusted, plain)`,
  );
  return Number(row?.held);
}

const volume = { numerator: column('events'), denominator: column('persons') };

it('the interval of a volume contains the true value in 95 % of areas, and the plain one far less often', async () => {
  const adjusted = await coverage(byarOfRepeated({ ...volume, squares: column('squares') }), crude);
  expect(adjusted).toBeGreaterThan(93.5);
  expect(adjusted).toBeLessThan(96.5);
  expect(await coverage(byarOfRepeated({ ...volume, squares: column('events') }), crude)).toBeLessThan(90);
});

it('so does the interval of a standardised volume', async () => {
  const limits = (variance: string) =>
    dobson({ value: column('value'), variance: column(variance), events: column('events') });
  const adjusted = await coverage(limits('adjusted'), standardised);
  expect(adjusted).toBeGreaterThan(93.5);
  expect(adjusted).toBeLessThan(96.5);
  expect(await coverage(limits('plain'), standardised)).toBeLessThan(90);
});
