/**
 * Standardised rates, compared with worked values: the query that cubes use, on strata as
 * published.
 */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../../pipeline/catalogue/index.ts';
import { type StandardStep, standardised } from '../../pipeline/plan/cube-steps.ts';
import { emitStandard, emitWeight } from '../../pipeline/plan/emit/emit-standard.ts';
import { dobson } from '../../pipeline/plan/interval/dobson.ts';
import { column, printExpression } from '../../pipeline/query/index.ts';
import { readBroken, readExample } from '../diagnostics/broken-catalogue.ts';
import { shippedCatalogue } from '../support/shipped-catalogue.ts';
import { useDuckDB } from '../unit/query/duckdb.ts';
import { confidenceOf } from './confidence.ts';
import vectors from './direct-standardisation.json' with { type: 'json' };
import { expectClose } from './on-engine.ts';

interface Stratum {
  readonly events: number;
  readonly persons: number;
  readonly squares: number;
  readonly weight: number;
}

type Inputs = (typeof vectors.cases)[number]['inputs'];

/**
 * Strata of a worked value; a missing count is none, and persons by number of events give events
 * and their squares.
 */
function strataOf(inputs: Inputs): Stratum[] {
  const frequencies = Object.entries(
    ('persons_by_event_frequency' in inputs && inputs.persons_by_event_frequency) || {},
  );
  const sum = (i: number, power: number) =>
    frequencies.reduce((all, [events, persons]) => all + Number(events) ** power * (persons?.[i] ?? 0), 0);
  return inputs.bands.map((_, i) => {
    const weight = inputs.std_pop[i] ?? 0;
    const persons = inputs.pop[i] ?? 0;
    if (!('count' in inputs)) return { events: sum(i, 1), persons, squares: sum(i, 2), weight };
    const events = inputs.count?.[i] ?? 0;
    return { events, persons, squares: events, weight };
  });
}

describe('direct standardisation', () => {
  const engine = useDuckDB();

  async function standardise(strata: readonly Stratum[], confidence = 0.95, missing = '') {
    const weights = strata.map(({ weight }, i) => ({ member: `band ${i}`, weight }));
    const population = { name: 'vector', label: {}, file: '', dimension: 'band', weights };
    const catalogue = { standardPopulations: { vector: population } } as unknown as Catalogue;
    const cube: StandardStep['cubes'][number] = {
      numerator: { take: 'total', variable: 'X' },
      denominator: { take: 'members', variable: null },
      events: true,
    };
    const step: StandardStep = {
      kind: 'standard',
      population: 'vector',
      dimension: 'band',
      from: { table: 'cell', dimensions: ['band'] },
      cubes: [cube],
      table: 'standard_cell',
    };
    const cells = strata.map(
      ({ events, persons, squares }, i) =>
        `('country', 'here', 'band ${i}', CAST(${events} AS BIGINT), CAST(${persons} AS BIGINT), CAST(${squares} AS DOUBLE), CAST(${events} AS BIGINT))`,
    );
    await engine().execute(emitWeight(catalogue, 'vector').sql);
    await engine().execute(
      `CREATE OR REPLACE TABLE cell AS SELECT * FROM (VALUES ${cells.join(', ')}) AS v (area_level, ref_area, band, "total X", "members *", "squares X", "members X")`,
    );
    await engine().execute(`DELETE FROM cell WHERE band = '${missing}'`);
    const columns = { value: column('value'), variance: column('variance'), events: column('events') };
    const { lower, upper } = dobson(columns, confidenceOf(confidence));
    await engine().execute(emitStandard(catalogue, step).sql);
    const named = ['value', 'variance', 'events', 'least'].map((name) => `"${name} ${standardised(cube)}" AS ${name}`);
    const [row] = await engine().query(
      `SELECT value, events, least, ${printExpression(lower)} AS lower, ${printExpression(upper)} AS upper
       FROM (SELECT ${named.join(', ')} FROM standard_cell) AS named WHERE value IS NOT NULL`,
    );
    return row;
  }

  it.each(vectors.cases.map((vector) => [vector.id, vector] as const))('%s', async (id, { inputs, expected }) => {
    const found = await standardise(strataOf(inputs), inputs.confidence);
    if (expected.value === null) expect(found, id).toBeUndefined();
    else {
      if (expected.total_count !== undefined) expect(Number(found?.events)).toBe(expected.total_count);
      for (const name of ['value', 'lower', 'upper'] as const)
        expectClose(Number(found?.[name]) * inputs.multiplier, expected[name], `${id} ${name}`);
    }
  });

  const strata: readonly Stratum[] = Array.from({ length: 10 }, (_, i) => ({
    events: 10 + i,
    persons: 1000 - 50 * i,
    squares: 20 + i,
    weight: 100,
  }));
  const broken = (change: Partial<Stratum>) =>
    strata.map((stratum, i) => (i === 4 ? { ...stratum, ...change } : stratum));

  it.each([
    ['count < 0', broken({ events: -1 })],
    ['population = 0', broken({ persons: 0, events: 0 })],
    ['population < 0', broken({ persons: -5 })],
  ])('gives nothing where %s', async (why, refused) => {
    expect(vectors.must_reject.map((reject) => reject.why)).toContain(why);
    expect(await standardise(strata)).toBeDefined();
    expect(await standardise(refused)).toBeUndefined();
  });

  it('gives nothing where a population is missing', async () => {
    expect(await standardise(strata, 0.95, 'band 4')).toBeUndefined();
  });

  it('reports the smallest group in or behind a stratum, which its protection needs; a stratum of nobody is none', async () => {
    expect((await standardise(strata))?.least).toBe(10);
    expect((await standardise(broken({ events: 3 })))?.least).toBe(3);
    expect((await standardise(broken({ events: 0 })))?.least).toBe(10);
    expect((await standardise(broken({ events: 4, persons: 4 })))?.least).toBe(4);
    expect((await standardise(broken({ events: 0, persons: 2 })))?.least).toBe(2);
  });

  it.each([
    ['std pop < 0', 'weight-value'],
    ['missing population or std population', 'weight-missing'],
  ])('refuses to read: %s', (why, code) => {
    expect(vectors.must_reject.map((reject) => reject.why)).toContain(why);
    const example = readExample(join(import.meta.dirname, '..', 'diagnostics', 'bad', `${code}.yaml`));
    expect(readBroken(example).diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
  });

  it('knows the European Standard Population of 2013 in bands of ten years', () => {
    const [published, found] = [vectors.esp2013, shippedCatalogue().standardPopulations.esp_2013?.weights];
    const summed = Array.from({ length: 10 }, (_, i) => (published[2 * i] ?? 0) + (published[2 * i + 1] ?? 0));
    expect(found?.map(({ weight }) => weight)).toEqual(summed);
    expect(summed.reduce((all, weight) => all + weight)).toBe(100_000);
  });
});
