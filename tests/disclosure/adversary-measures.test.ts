/**
 * Releases with ratios of totals, percentiles and counts of practices beside shares and volumes,
 * against an attacker who knows definitions alone, and tries all microdata.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { casesOf, seedOf } from '../support/depth.ts';
import type { Definition } from './adversary/definitions.ts';
import { type Examined, examine, isBroken, reduceBroken } from './adversary/examine.ts';
import { printExamined } from './adversary/print.ts';
import { type Asked, type Range, worlds } from './adversary/world.ts';

/** Worlds of each family; more take hours. */
const CASES = casesOf(30, 320);
const RANGES: readonly (readonly [string, Range])[] = [
  ['claims that are never taken back', { low: 0, high: 2 }],
  ['net corrections', { low: -1, high: 2 }],
];

const variable = fc.nat(2);
const share: fc.Arbitrary<Asked> = fc.record({
  kind: fc.constant('share' as const),
  variable,
  atLeast: fc.constantFrom(1, 1, 2),
});
const rate: fc.Arbitrary<Asked> = fc.record({ kind: fc.constant('rate' as const), variable });
const ratio: fc.Arbitrary<Asked> = fc.record({ kind: fc.constant('ratio' as const), variable, over: variable });
const percentile: fc.Arbitrary<Asked> = fc.record({
  kind: fc.constant('percentile' as const),
  variable,
  percent: fc.constantFrom(25, 50, 50, 75),
  casesOnly: fc.boolean(),
});

type Declared = readonly Omit<Definition, 'name'>[];
const of = (codes: readonly number[], distinct = false): Declared[number] => ({
  codes: codes.map((code) => ({ code, validity: 'always' })),
  profession: null,
  qualification: null,
  ...(distinct && { distinct }),
});
/** Few kinds of claims, so that whatever persons may have can be tried. */
const PLAIN: readonly Declared[] = [
  [of([101]), of([101, 102])],
  [of([101]), of([102])],
  [of([101]), of([102]), of([101, 102])],
];
const DISTINCT: readonly Declared[] = [
  [of([101]), of([101], true)],
  [of([101, 102]), of([101], true)],
  [of([101], true), of([101, 102], true)],
];

/** A variable, and in how many of the last years somebody has one of it. */
const within = (years: number): Declared[number] => ({ ...of([]), window: { of: 0, years } });
const fresh: Declared[number] = { ...of([]), window: { of: 0, years: 1, isNew: true } };
const WINDOWS: readonly Declared[] = [
  [of([101]), within(2), fresh],
  [of([101]), within(2)],
  [of([101]), within(3)],
  [of([101]), within(2), within(3)],
];

interface Family {
  readonly title: string;
  readonly asked: fc.Arbitrary<Asked>;
  readonly declared: readonly Declared[];
  readonly has: (asked: Asked) => boolean;
}

const FAMILIES: readonly Family[] = [
  {
    title: 'ratios of totals',
    asked: fc.oneof({ arbitrary: share, weight: 2 }, rate, { arbitrary: ratio, weight: 3 }),
    declared: PLAIN,
    has: ({ kind }) => kind === 'ratio',
  },
  {
    title: 'percentiles',
    asked: fc.oneof({ arbitrary: share, weight: 3 }, rate, { arbitrary: percentile, weight: 4 }),
    declared: PLAIN,
    has: ({ kind }) => kind === 'percentile',
  },
  {
    title: 'numbers of years',
    asked: fc.oneof(
      { arbitrary: fc.record({ kind: fc.constant('rate' as const), variable: fc.constant(0) }), weight: 1 },
      {
        arbitrary: fc.record({
          kind: fc.constant('share' as const),
          variable,
          atLeast: fc.constantFrom(1, 1, 2, 3),
        }),
        weight: 5,
      },
    ),
    declared: WINDOWS,
    has: ({ kind, variable: own }) => kind === 'share' && own > 0,
  },
  {
    title: 'counts of practices',
    asked: fc.oneof({ arbitrary: share, weight: 4 }, { arbitrary: rate, weight: 2 }, ratio),
    declared: DISTINCT,
    has: () => true,
  },
];

describe.each(FAMILIES)('$title', ({ title, asked, declared, has }) => {
  it.each(RANGES)(
    'disclose no sensitive figure, with %s',
    { timeout: 60_000 + CASES * 3_000 },
    async (range, drawn) => {
      const broken: Examined[] = [];
      const count = { worlds: 0, refused: 0, shown: 0, sensitive: 0, undecided: 0 };
      const drawnWorlds = worlds(drawn, fc.constant(null), asked, fc.constantFrom(...declared)).filter(({ cubes }) =>
        cubes.some((cube) => has(cube.asked)),
      );
      for (const world of fc.sample(drawnWorlds, { numRuns: CASES, seed: seedOf(19) })) {
        const examined = await examine(world, drawn);
        const { attack, release } = examined;
        count.worlds += 1;
        if (attack === null) count.refused += 1;
        for (const cube of world.cubes)
          if (has(cube.asked))
            count.shown += (release?.[cube.code] ?? []).filter(({ status }) => status === 'F').length;
        count.sensitive += attack?.sensitive ?? 0;
        count.undecided += attack?.undecided.length ?? 0;
        if (isBroken(examined)) broken.push(examined);
      }
      const said = Object.entries(count).map(([name, number]) => `${name} ${number}`);
      process.stdout.write(`adversary, ${title}, ${range}: ${said.join(', ')}\n`);
      expect(count.refused).toBeLessThanOrEqual(CASES * 0.15);
      expect(count.shown).toBeGreaterThan(CASES);
      expect(count.undecided).toBeLessThanOrEqual(count.sensitive * 0.05);
      const examples: string[] = [];
      for (const one of broken.slice(0, 2)) examples.push(printExamined(await reduceBroken(one, drawn)));
      expect(broken.length, `${broken.length} worlds disclose, of which:\n\n${examples.join('\n\n')}\n`).toBe(0);
    },
  );
});
