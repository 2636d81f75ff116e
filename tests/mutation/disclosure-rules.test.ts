/**
 * Every small mistake in the rules for percentiles, ratios and figures of several years must be
 * noticed by the examples beside it: one that passes them all could be made without anybody seeing.
 */
import { isDeepStrictEqual } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { openDuckDB } from '../../pipeline/engine/index.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { shippedCatalogue } from '../support/shipped-catalogue.ts';
import { openRules, type RuleMutant } from './rules/load-rules.ts';
import { AUDITS, RANKS } from './rules/rank-examples.ts';
import { RULE_MODULES, type RuleExample, type RuleModules } from './rules/rule-modules.ts';
import { PARTS, SUMS, tableExamples } from './rules/table-examples.ts';

// The map of Belgium is read once.
const rules = await openRules(RULE_MODULES, ['readPlaces']);
const engine = await openDuckDB({ threads: 1, memoryLimit: '500MB', tempDirectory: makeDataRoot() });
afterAll(() => engine.close());
/** The examples of some modules: a mistake in one is looked for in its own alone. */
const GROUPS: readonly (readonly [readonly (keyof RuleModules)[], readonly RuleExample[]])[] = [
  [['cells/figures-shown.ts', 'cells/percentile-rule.ts'], RANKS],
  [['suppress/judge-percentile.ts', 'suppress/percentile-rests.ts'], RANKS],
  [['search/check-percentiles.ts'], AUDITS],
  [['cells/cube-parts.ts', 'methods/slices.ts'], PARTS],
  [['search/check-pooled.ts'], SUMS],
  [
    ['methods/pooled-statuses.ts', 'methods/suppress-percentiles.ts', 'methods/write-statuses.ts'],
    tableExamples(engine, shippedCatalogue()),
  ],
];
const EXAMPLES = [...new Set(GROUPS.flatMap(([, examples]) => examples))];

describe('the examples of disclosure rules', () => {
  const own = rules.load() as unknown as RuleModules;
  it.each(EXAMPLES.map((example) => [example.name, example] as const))('pass: %s', async (_, { of, expected }) => {
    expect(await of(own)).toEqual(expected);
  });
});

async function isKilled(mutant: RuleMutant, examples: readonly RuleExample[]): Promise<boolean> {
  try {
    const changed = rules.load(mutant) as unknown as RuleModules;
    for (const { of, expected } of examples) if (!isDeepStrictEqual(await of(changed), expected)) return true;
    return false;
  } catch {
    return true;
  }
}

it.each(GROUPS.flatMap(([modules, examples]) => modules.map((module) => [module, examples] as const)))(
  'every mistake is noticed in %s',
  async (module, examples) => {
    const survivors: string[] = [];
    for (const mutant of rules.mutants.filter((one) => one.module === module)) {
      // With this one the search for what discloses would have no end.
      if (mutant.name.includes('found.length > 0; found')) continue;
      // Dimensions of the event have tests of their own.
      if (mutant.name.includes('group?.dimension')) continue;
      if (!(await isKilled(mutant, examples))) survivors.push(`${mutant.line}: ${mutant.name}`);
    }
    expect(survivors).toEqual([]);
  },
);

it('every module has examples', () => {
  expect(GROUPS.flatMap(([modules]) => modules).sort()).toEqual([...RULE_MODULES].sort());
});
