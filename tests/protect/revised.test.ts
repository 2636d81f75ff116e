/**
 * A published year whose figures are corrected: what an exhaustive attacker on both releases knows,
 * who assumes the least revision.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { disclosingRevisions } from '../../pipeline/release/judge-revisions.ts';
import { readRevision } from '../../pipeline/release/read-revision.ts';
import { disclosed, explaining, type Leaves, leastRevisions, worldsOf } from './least-revision.ts';
import { CELLS, drawing, LEAVES, openTinyYear, PEOPLE, type TinyYear, WHOLE, YEAR } from './tiny-year.ts';

let tiny: TinyYear;
beforeAll(async () => {
  tiny = await openTinyYear();
});
afterAll(() => tiny.engine.close());

interface Outcome {
  readonly isHeld: boolean;
  readonly disclosed: readonly string[];
}

/**
 * Publishes one delivery after the other; what is disclosed is so whether or not the revision is
 * not published.
 */
async function revise(first: Leaves, second: Leaves): Promise<Outcome> {
  const before = await tiny.publish('first', { [WHOLE]: first });
  const after = await tiny.publish('second', { [WHOLE]: second }, [before]);
  const [earlier, cube, staged] = [before.versions[WHOLE], after.cubes[WHOLE], after.versions[WHOLE]?.relation];
  const [shown, shownNow] = [before.shown[WHOLE] ?? [], after.shown[WHOLE] ?? []];
  if (earlier === undefined || cube === undefined || staged === undefined) throw new Error('nothing was published');
  const revision = await readRevision({ ...tiny, year: YEAR, cube, staged, earlier: [earlier] });
  if (revision === undefined) throw new Error('no revision');
  const isHeld = disclosingRevisions(new Map([[WHOLE, revision]])).length > 0;
  const alone = (leaves: Leaves, worlds: readonly Leaves[]) =>
    disclosed(
      CELLS,
      [leaves, leaves],
      worlds.map((world) => [world, world] as const),
    );
  // Most cells that a first release marks as D are not sensitive: the attacker takes all of them to
  // be so, where that is true and discloses nothing by itself.
  const trusting = worldsOf(shown, LEAVES, { trustsD: true, most: PEOPLE });
  const isTrusty = trusting.some((world) => world.join() === first.join()) && alone(first, trusting).length === 0;
  const worlds = [
    isTrusty ? trusting : worldsOf(shown, LEAVES, { trustsD: false, most: PEOPLE }),
    worldsOf(shownNow, LEAVES, { trustsD: false, most: PEOPLE }),
  ] as const;
  expect([...alone(first, worlds[0]), ...alone(second, worlds[1])]).toEqual([]);
  const pairs = leastRevisions(worlds[0], explaining(worlds[1], shown, shownNow));
  return { isHeld, disclosed: disclosed(CELLS, [first, second], pairs) };
}

describe('a correction by one person', () => {
  it('of a cell shown as 5 is not published, as the attacker would know that 4 are left', async () => {
    const outcome = await revise([5, 20, 20, 20, 20, 20], [4, 20, 20, 20, 20, 20]);
    expect(outcome.isHeld).toBe(true);
    expect(outcome.disclosed).not.toEqual([]);
  });

  it('of a cell shown as 0 is not published, as the attacker would know that it is 1', async () => {
    const outcome = await revise([0, 20, 20, 20, 20, 20], [1, 20, 20, 20, 20, 20]);
    expect(outcome.isHeld).toBe(true);
    expect(outcome.disclosed).not.toEqual([]);
  });

  it('of a sensitive cell to 5 changes no status that would disclose it', async () => {
    const outcome = await revise([4, 20, 20, 20, 20, 20], [5, 20, 20, 20, 20, 20]);
    expect(outcome).toEqual({ isHeld: false, disclosed: [] });
  });

  it('of figures that nobody hides behind is published', async () => {
    const outcome = await revise([9, 20, 20, 20, 20, 20], [10, 20, 20, 20, 20, 20]);
    expect(outcome).toEqual({ isHeld: false, disclosed: [] });
  });
});

describe('corrections by chance', () => {
  it('that are published disclose nothing, and some of the others would', { timeout: 120_000 }, async () => {
    const draw = drawing(7);
    const [found, heldFor, published]: [string[], number[], number[]] = [[], [], []];
    for (let round = 0; round < 60; round += 1) {
      const first = Array.from({ length: LEAVES }, () => (draw(2) === 0 ? draw(6) : 4 + draw(6)));
      const second = [...first];
      for (let change = 0; change <= draw(2); change += 1) {
        const leaf = draw(LEAVES);
        second[leaf] = Math.max(0, (second[leaf] ?? 0) + draw(7) - 3);
      }
      const outcome = await revise(first, second);
      if (outcome.isHeld) heldFor.push(outcome.disclosed.length);
      else {
        published.push(round);
        if (outcome.disclosed.length > 0) found.push(`${first} -> ${second}: ${outcome.disclosed.join(', ')}`);
      }
    }
    expect(found).toEqual([]);
    expect(published.length).toBeGreaterThan(10);
    expect(heldFor.filter((cells) => cells > 0).length).toBeGreaterThan(2);
  });
});
