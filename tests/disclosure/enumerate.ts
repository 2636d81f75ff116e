/**
 * An attacker with all the time in the world: tries every whole number for every cell that he does
 * not see. Shares nothing with the auditor.
 */
import { type Attacker, type Published, STATUS } from '../../pipeline/disclosure/index.ts';

export interface Possible {
  readonly cell: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Least and greatest value of every suppressed or hidden cell over all completions of what is
 * published; of a cell that nothing bounds, values up to `cap`. Empty where there is no completion.
 */
export function enumerate(
  { count, status, value, known, relations }: Published,
  attacker: Attacker,
  cap: number,
): Possible[] {
  const cells = Array.from({ length: count }, (_, cell) => cell).filter((cell) => status[cell] !== STATUS.published);
  const guess = Float64Array.from(value);
  const isKnown = Array.from({ length: count }, (_, cell) => status[cell] === STATUS.published);
  const rows = Array.from({ length: relations.count }, (_, row) => {
    const entries = [];
    for (let entry = relations.start[row] ?? 0; entry < (relations.start[row + 1] ?? 0); entry += 1)
      entries.push({ cell: relations.cell[entry] ?? 0, factor: relations.factor[entry] ?? 0 });
    return { entries, atLeast: relations.atLeast[row] === 1 };
  });
  const rowsOf = cells.map((cell) => rows.filter(({ entries }) => entries.some((entry) => entry.cell === cell)));
  const allowed = cells.map((cell) => {
    const numbers = [];
    for (let each = known.low[cell] ?? 0; each <= Math.min(known.high[cell] ?? cap, cap); each += 1)
      if (fits(each, cell)) numbers.push(each);
    return new Set(numbers);
  });

  function fits(each: number, cell: number): boolean {
    if (attacker === 'plain' || status[cell] === STATUS.hidden) return true;
    const within = (low: Float64Array, high: Float64Array) => each >= (low[cell] ?? 0) && each <= (high[cell] ?? cap);
    if (!within(known.suppressedLow, known.suppressedHigh)) return false;
    if (attacker === 'rule' || status[cell] !== STATUS.primary) return true;
    return within(known.primaryLow, known.primaryHigh) && !within(known.holeLow, known.holeHigh);
  }

  const low = new Map<number, number>();
  const high = new Map<number, number>();
  const complete = (position: number): void => {
    const cell = cells[position];
    if (cell === undefined) {
      for (const each of cells) {
        low.set(each, Math.min(low.get(each) ?? Number.POSITIVE_INFINITY, guess[each] ?? 0));
        high.set(each, Math.max(high.get(each) ?? Number.NEGATIVE_INFINITY, guess[each] ?? 0));
      }
      return;
    }
    isKnown[cell] = true;
    for (const each of candidates(position, cell)) {
      guess[cell] = each;
      if ((rowsOf[position] ?? []).every(holds)) complete(position + 1);
    }
    isKnown[cell] = false;
  };

  /**
   * All that may be tried, or the one number that an equation leaves once the rest of it is
   * guessed.
   */
  function candidates(position: number, cell: number): Iterable<number> {
    const possible = allowed[position] ?? new Set();
    for (const { entries, atLeast } of rowsOf[position] ?? []) {
      if (atLeast || !entries.every((entry) => isKnown[entry.cell])) continue;
      const own = entries.find((entry) => entry.cell === cell)?.factor ?? 1;
      const rest = entries.reduce(
        (sum, entry) => (entry.cell === cell ? sum : sum + entry.factor * (guess[entry.cell] ?? 0)),
        0,
      );
      return possible.has(-rest / own) ? [-rest / own] : [];
    }
    return possible;
  }

  function holds({ entries, atLeast }: (typeof rows)[number]): boolean {
    if (!entries.every((entry) => isKnown[entry.cell])) return true;
    const sum = entries.reduce((total, entry) => total + entry.factor * (guess[entry.cell] ?? 0), 0);
    return atLeast ? sum >= 0 : sum === 0;
  }

  complete(0);
  return cells.flatMap((cell) => {
    const [least, most] = [low.get(cell), high.get(cell)];
    return least === undefined || most === undefined ? [] : [{ cell, low: least + 0, high: most + 0 }];
  });
}
