/**
 * What an exhaustive attacker knows who holds an earlier release of a year too: of a new indicator
 * that is a part of a published one, and after a stricter policy.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isSensitive, type Leaves, type ReleasedCell, sumOf, worldsOf } from './least-revision.ts';
import { CELLS, drawing, LEAVES, openTinyYear, PART, PEOPLE, type TinyYear, WHOLE } from './tiny-year.ts';

const ROUNDS = 40;
let tiny: TinyYear;
beforeAll(async () => {
  tiny = await openTinyYear();
});
afterAll(() => tiny.engine.close());

const draw = drawing(11);
const countsByChance = (): Leaves => Array.from({ length: LEAVES }, () => (draw(3) === 0 ? draw(6) : 5 + draw(8)));
const worlds = (cells: readonly ReleasedCell[] = []) => worldsOf(cells, LEAVES, { trustsD: false, most: PEOPLE });
const within = (one: readonly Leaves[], other: readonly Leaves[]) => {
  const known = new Set(one.map((world) => world.join()));
  return other.filter((world) => known.has(world.join()));
};

/** Sensitive cells of which one value alone is possible, by number. */
function known(actual: Leaves, possible: readonly Leaves[]): number[] {
  return CELLS.flatMap(({ of }, cell) =>
    isSensitive(sumOf(actual, of)) && new Set(possible.map((world) => sumOf(world, of))).size < 2 ? [cell] : [],
  );
}

it('a part that is published later discloses nothing, of itself or of what contains it', async () => {
  let sensitive = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const whole = countsByChance();
    const part = whole.map((count) => Math.max(0, count - draw(4)));
    const first = await tiny.publish('first', { [WHOLE]: whole });
    const both = await tiny.publish('second', { [WHOLE]: whole, [PART]: part }, [first]);
    const wholes = within(worlds(first.shown[WHOLE]), worlds(both.shown[WHOLE]));
    const parts = worlds(both.shown[PART]);
    const isIn = (one: Leaves, other: Leaves) => one.every((count, leaf) => count <= (other[leaf] ?? 0));
    const possible = {
      [WHOLE]: wholes.filter((one) => parts.some((other) => isIn(other, one))),
      [PART]: parts.filter((one) => wholes.some((other) => isIn(one, other))),
    };
    expect(known(whole, possible[WHOLE] ?? []), `${whole} and ${part}`).toEqual([]);
    expect(known(part, possible[PART] ?? []), `${whole} and ${part}`).toEqual([]);
    sensitive += CELLS.filter(({ of }) => isSensitive(sumOf(part, of))).length;
  }
  expect(sensitive).toBeGreaterThan(ROUNDS);
});

it('a stricter policy protects what the release before had not disclosed', async () => {
  let protectedNow = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const counts = countsByChance();
    const first = await tiny.publish('first', { [WHOLE]: counts }, [], 3);
    const second = await tiny.publish('second', { [WHOLE]: counts }, [first], 5);
    const before = worlds(first.shown[WHOLE]);
    const previously = new Set(known(counts, before));
    const now = known(counts, within(before, worlds(second.shown[WHOLE])));
    expect(
      now.filter((cell) => !previously.has(cell)),
      `${counts}`,
    ).toEqual([]);
    protectedNow += CELLS.filter(({ of }, cell) => isSensitive(sumOf(counts, of)) && !previously.has(cell)).length;
  }
  expect(protectedNow).toBeGreaterThan(0);
});
