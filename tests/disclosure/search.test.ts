/**
 * What the search for moves is built of: the queue, what was reached how cheaply, and what cannot
 * move at all.
 */
import { describe, expect, it } from 'vitest';
import { openLeast } from '../../pipeline/disclosure/suppress/least.ts';
import { openProblem } from '../../pipeline/disclosure/suppress/problem.ts';
import { openQueue } from '../../pipeline/disclosure/suppress/queue.ts';
import { countRule, systemOfEquations } from './systems.ts';

describe('the queue', () => {
  it('gives the cheapest first, of equals the one of the least number, and nothing after it was cleared', () => {
    const queue = openQueue();
    const costs = Array.from({ length: 500 }, (_, item) => (item * 7919) % 50);
    costs.forEach((cost, item) => {
      queue.put(item, cost);
    });
    const taken = costs.map(() => queue.take());
    expect(taken).toEqual([...costs.keys()].toSorted((a, b) => (costs[a] ?? 0) - (costs[b] ?? 0) || a - b));
    expect(queue.take()).toBe(-1);
    queue.put(1, 1);
    queue.clear();
    expect(queue.take()).toBe(-1);
  });
});

describe('the least costs', () => {
  it('are kept for far more numbers than there is room for at first, of which many begin alike, and forgotten at once', () => {
    const least = openLeast();
    const keys = Array.from({ length: 5000 }, (_, index) => (index % 3) * 2 ** 40 + index);
    const lower = (costOf: (key: number) => number) => keys.filter((key) => least.lower(key, costOf(key))).length;
    expect([lower(() => 2), lower(() => 2), lower((key) => key % 2)]).toEqual([5000, 0, 5000]);
    expect(keys.filter((key) => least.of(key) !== key % 2)).toEqual([]);
    least.clear();
    expect(least.lower(keys[7] ?? 0, 9)).toBe(true);
  });
});

describe('a problem', () => {
  it('leaves no room to what no other cell can make good, nor to what only that could', () => {
    // 5 = 2 + 3 and 3 = 1 + 2.
    const { system, cellsOf } = systemOfEquations(
      [5, 2, 3, 1, 2],
      [
        [0, [1, 2]],
        [2, [3, 4]],
      ],
      countRule(4),
    );
    const cells = [...(cellsOf.cells ?? [])];
    const open = openProblem(system, 'plain', undefined);
    expect(cells.map((cell) => (open.suppressed.up[cell] ?? 0) > 0)).toEqual([true, true, true, true, true]);
    const cost = system.cost.map((price, cell) =>
      cell === cells[0] || cell === cells[1] ? Number.POSITIVE_INFINITY : price,
    );
    const sensitive = system.sensitive.map((flag, cell) => (cell === cells[1] ? 0 : flag));
    const tied = openProblem({ ...system, cost, sensitive }, 'plain', undefined);
    // The total and its other part are shown, so this part is known, and only its own parts can
    // move against each other.
    expect(cells.map((cell) => (tied.suppressed.up[cell] ?? 0) > 0)).toEqual([false, false, false, true, true]);
    expect(cells.map((cell) => (tied.suppressed.down[cell] ?? 0) > 0)).toEqual([false, false, false, true, true]);
  });
});
