/** Complete sets of figures that are possible, each held against everything that a reader knows, in whole numbers. What the auditor's verdict rests on. */
import { at } from '../../base/index.ts';
import type { Constraints } from './constraints.ts';

export interface Ledger {
  /** The figures that differ from the first set by these changes (by unknown); noted if they are possible, and told whether they are. */
  note(changes: ReadonlyMap<number, number>): boolean;
  /** How far apart the least and the greatest value of an unknown are in sets that were noted. */
  widthOf(unknown: number): number;
}

/** A ledger whose first set is `baseline`; undefined where that is not possible itself. */
export function openLedger(constraints: Constraints, baseline: Float64Array): Ledger | undefined {
  const { rows, low } = constraints;
  const { start, row, factor } = transpose(constraints);
  const sums = rows.map(({ unknowns, factors }) =>
    unknowns.reduce((sum, unknown, index) => sum + at(factors, index) * at(baseline, unknown), 0),
  );
  const holds = (index: number, sum: number) => (at(rows, index).isEquation ? sum === 0 : sum >= 0);
  if (!sums.every((sum, index) => holds(index, sum))) return undefined;
  if (!low.every((_, unknown) => isWithin(constraints, unknown, at(baseline, unknown)))) return undefined;
  const [least, most] = [baseline.slice(), baseline.slice()];
  return {
    note(changes) {
      const moved = new Map<number, number>();
      for (const [unknown, change] of changes) {
        if (!isWithin(constraints, unknown, at(baseline, unknown) + change)) return false;
        for (let place = at(start, unknown); place < at(start, unknown + 1); place += 1) {
          const index = at(row, place);
          moved.set(index, (moved.get(index) ?? at(sums, index)) + at(factor, place) * change);
        }
      }
      for (const [index, sum] of moved) if (!holds(index, sum)) return false;
      for (const [unknown, change] of changes) {
        least[unknown] = Math.min(at(least, unknown), at(baseline, unknown) + change);
        most[unknown] = Math.max(at(most, unknown), at(baseline, unknown) + change);
      }
      return true;
    },
    widthOf: (unknown) => at(most, unknown) - at(least, unknown),
  };
}

function isWithin({ low, high, holeLow, holeHigh }: Constraints, unknown: number, value: number): boolean {
  const isInHole = value >= at(holeLow, unknown) && value <= at(holeHigh, unknown);
  return Number.isInteger(value) && value >= at(low, unknown) && value <= at(high, unknown) && !isInHole;
}

/** The rows of every unknown: `row[start[unknown]]` up to the next one's, with its factor there. */
function transpose({ rows, low }: Constraints) {
  const start = new Int32Array(low.length + 1);
  for (const { unknowns } of rows) for (const unknown of unknowns) start[unknown + 1] = at(start, unknown + 1) + 1;
  for (let unknown = 0; unknown < low.length; unknown += 1)
    start[unknown + 1] = at(start, unknown + 1) + at(start, unknown);
  const next = start.slice();
  const row = new Int32Array(at(start, low.length));
  const factor = new Float64Array(row.length);
  rows.forEach(({ unknowns, factors }, index) => {
    unknowns.forEach((unknown, entry) => {
      const place = at(next, unknown);
      next[unknown] = place + 1;
      row[place] = index;
      factor[place] = at(factors, entry);
    });
  });
  return { start, row, factor };
}
