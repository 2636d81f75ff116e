/**
 * Every small mistake in a seed definition must be noticed by the tests that stand beside it in the
 * catalogue: a mutant that passes them all is a mistake that could be made without anybody seeing
 * it.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Catalogue } from '../../pipeline/catalogue/index.ts';
import { type Engine, openDuckDB } from '../../pipeline/engine/index.ts';
import { evaluateTest, isPassed, TestBench } from '../../pipeline/examples/index.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { shippedCatalogue } from '../support/shipped-catalogue.ts';
import { constructMutants } from './construct-mutants.ts';
import { breakdownMutants, measureMutants } from './measure-mutants.ts';
import type { Mutant } from './mutant.ts';
import { entityMutants, relationMutants } from './relation-mutants.ts';
import { codeMutants, variableMutants } from './variable-mutants.ts';

const SEEDS = ['cube_013_001', 'cube_013_004', 'cube_013_021', 'stat_003_007', 'stat_020_033'];
const KINDS = [measureMutants, breakdownMutants, variableMutants, codeMutants, relationMutants, entityMutants];

const catalogue = shippedCatalogue();
const mutantsOf = (code: string): Mutant[] => KINDS.flatMap((kind) => kind(catalogue, code));

let engine: Engine;
let bench: TestBench;
beforeAll(async () => {
  engine = await openDuckDB({ threads: 1, memoryLimit: '1GB', tempDirectory: makeDataRoot() });
  bench = new TestBench(engine);
});
afterAll(() => engine.close());

/** A test's rows are loaded once, for the definition and for every mutant that is still alive. */
async function survivorsOf(code: string, mutants: readonly Mutant[]): Promise<string[]> {
  let alive = [...mutants];
  for (const test of catalogue.tests[code] ?? []) {
    await bench.load(catalogue, test);
    // A mutant that the engine cannot compute proves nothing.
    const passes = async (other: Catalogue) => {
      const result = await evaluateTest(bench, other, code, test);
      return isPassed(result) || result.refusal?.kind === 'engine';
    };
    if (!isPassed(await evaluateTest(bench, catalogue, code, test)))
      return [`the definition itself, by "${test.name}"`];
    const left: Mutant[] = [];
    for (const mutant of alive) if (await passes(mutant.catalogue)) left.push(mutant);
    alive = left;
  }
  return alive.map(({ name }) => name);
}

describe('the tests of a seed indicator', () => {
  it.each(SEEDS)('pass on the definition and fail on every mutant of it: %s', async (code) => {
    const mutants = mutantsOf(code);
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
    const survivors = await survivorsOf(code, mutants);
    expect({ survivors, killed: mutants.length - survivors.length }).toEqual({ survivors: [], killed: mutants.length });
  });
});

describe('the tests of an indicator with a construct of its own', () => {
  const codes = Object.keys(catalogue.indicators).filter((code) => constructMutants(catalogue, code).length > 0);

  it.each(codes)('fail on every mistake in it: %s', async (code) => {
    const mutants = [...measureMutants(catalogue, code), ...constructMutants(catalogue, code)];
    expect(await survivorsOf(code, mutants)).toEqual([]);
  });
});

describe('the mutants', () => {
  it('are of every kind for the seeds together', () => {
    for (const kind of KINDS) expect(SEEDS.flatMap((code) => kind(catalogue, code)).length).toBeGreaterThan(0);
  });

  it('take away every code and qualification that a seed names', () => {
    const without = mutantsOf('cube_013_004').filter(({ name }) => name.includes(': without '));
    const { imaging, radiology_qualification } = catalogue.codeLists;
    expect(without).toHaveLength((imaging?.codes.length ?? 0) + (radiology_qualification?.codes.length ?? 0));
  });
});
