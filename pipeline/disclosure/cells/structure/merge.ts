/**
 * Cells that must be equal made one: single parts of a whole, a table and the margins of another.
 */
import { at, Failure } from '../../../base/index.ts';
import { collectRows } from './rows.ts';
import type { Knowledge, Relations, System } from './system.ts';
import type { Table } from './table.ts';

export interface Merged {
  readonly system: System;
  /** Of every cell of the tables, one after another, the system's cell. */
  readonly classOf: Int32Array;
}

/**
 * Merges what rows of two equal cells say is the same, and drops rows that say nothing more or say
 * it twice.
 */
export function mergeCells(tables: readonly Table[], count: number, relations: Relations): Merged {
  const classOf = classesOf(count, relations);
  const classes = classOf.reduce((most, index) => Math.max(most, index + 1), 0);
  const system = emptySystem(classes);
  let offset = 0;
  for (const table of tables) {
    fold(system, table, classOf.subarray(offset, offset + table.value.length));
    offset += table.value.length;
  }
  return { system: { ...system, relations: rewrite(relations, classOf) }, classOf };
}

/** Numbers classes in the order of their first cell. */
function classesOf(count: number, { count: rowCount, start, cell, factor, atLeast }: Relations): Int32Array {
  const root = Int32Array.from({ length: count }, (_, index) => index);
  const find = (index: number): number => {
    let top = index;
    while (at(root, top) !== top) top = at(root, top);
    for (let next = index; next !== top; ) [root[next], next] = [top, at(root, next)];
    return top;
  };
  for (let row = 0; row < rowCount; row += 1) {
    const first = at(start, row);
    if (atLeast[row] === 1 || at(start, row + 1) - first !== 2 || at(factor, first) !== -at(factor, first + 1))
      continue;
    const [left, right] = [find(at(cell, first)), find(at(cell, first + 1))];
    root[Math.max(left, right)] = Math.min(left, right);
  }
  const classOf = new Int32Array(count);
  let classes = 0;
  for (let index = 0; index < count; index += 1) {
    const top = find(index);
    classOf[index] = top === index ? classes++ : at(classOf, top);
  }
  return classOf;
}

type Folded = Omit<System, 'relations'>;

function emptySystem(count: number): Folded {
  const array = (value: number) => new Float64Array(count).fill(value);
  const [least, most] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const known: Knowledge = {
    low: array(least),
    high: array(most),
    primaryLow: array(least),
    primaryHigh: array(most),
    holeLow: array(1),
    holeHigh: array(0),
    suppressedLow: array(least),
    suppressedHigh: array(most),
  };
  const value = array(Number.NaN);
  return {
    count,
    value,
    hidden: new Uint8Array(count).fill(1),
    sensitive: new Uint8Array(count),
    cost: array(0),
    known,
  };
}

/**
 * A cell in several tables is suppressed in all of them or in none: it costs what it costs in each,
 * and whatever is known of one is known of it.
 */
function fold({ value, hidden, sensitive, cost, known }: Folded, table: Table, classOf: Int32Array): void {
  const { judgement } = table;
  for (let cell = 0; cell < classOf.length; cell += 1) {
    const index = at(classOf, cell);
    const figure = at(table.value, cell);
    if (!Number.isInteger(figure)) throw new Failure('disclosure', `A figure of ${table.name} is not a whole number.`);
    if (Number.isNaN(at(value, index))) value[index] = figure;
    else if (at(value, index) !== figure)
      throw new Failure('disclosure', `A figure of ${table.name} differs from the same figure elsewhere.`, {
        help: 'Single parts equal their whole, and linked tables their margins. Run the cubes again; their invariants name what differs.',
      });
    known.low[index] = Math.max(at(known.low, index), at(judgement.known.low, cell));
    known.high[index] = Math.min(at(known.high, index), at(judgement.known.high, cell));
    if (judgement.primary[cell] === 1) sensitive[index] = 1;
    if (table.hidden[cell] === 1) continue;
    hidden[index] = 0;
    const may = judgement.suppressible[cell] === 1 || judgement.primary[cell] === 1;
    cost[index] = may ? at(cost, index) + at(table.cost, cell) : Number.POSITIVE_INFINITY;
    for (const [lows, highs, low, high] of [
      [known.primaryLow, known.primaryHigh, judgement.known.primaryLow, judgement.known.primaryHigh],
      [known.suppressedLow, known.suppressedHigh, judgement.known.suppressedLow, judgement.known.suppressedHigh],
    ] as const) {
      lows[index] = Math.max(at(lows, index), at(low, cell));
      highs[index] = Math.min(at(highs, index), at(high, cell));
    }
    if (at(judgement.known.holeLow, cell) > at(judgement.known.holeHigh, cell)) continue;
    known.holeLow[index] = at(judgement.known.holeLow, cell);
    known.holeHigh[index] = at(judgement.known.holeHigh, cell);
  }
}

function rewrite({ count, start, cell, factor, atLeast }: Relations, classOf: Int32Array): Relations {
  const rows = collectRows();
  const seen = new Set<string>();
  for (let row = 0; row < count; row += 1) {
    const terms: Term[] = [];
    for (let entry = at(start, row); entry < at(start, row + 1); entry += 1)
      terms.push({ index: at(classOf, at(cell, entry)), factor: at(factor, entry) });
    terms.sort((a, b) => a.index - b.index);
    const [cells, factors] = addUp(terms);
    const least = atLeast[row] === 1;
    if (cells.length === 0) continue;
    if (!least && at(factors, 0) < 0) for (const [place, one] of factors.entries()) factors[place] = -one;
    const key = `${least} ${cells.join()} ${factors.join()}`;
    if (seen.has(key)) continue;
    seen.add(key);
    rows.add(cells, factors, least);
  }
  return rows.build();
}

interface Term {
  readonly index: number;
  readonly factor: number;
}

/** The cells of sorted terms with the sums of their factors, where those are not 0. */
function addUp(terms: readonly Term[]): [cells: number[], factors: number[]] {
  const [cells, factors]: [number[], number[]] = [[], []];
  for (let place = 0; place < terms.length; ) {
    const { index } = at(terms, place);
    let sum = 0;
    for (; place < terms.length && at(terms, place).index === index; place += 1) sum += at(terms, place).factor;
    if (sum === 0) continue;
    cells.push(index);
    factors.push(sum);
  }
  return [cells, factors];
}
