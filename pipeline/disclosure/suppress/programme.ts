/**
 * The cheapest move as an integer programme, where cells stand in more than two rows and the search
 * by paths may give up: tables of three axes, unions and their parts. Only cells around the one
 * that is examined take part; more of them where that is not enough.
 */
import highs, { type Highs } from 'highs';
import { at, byteAt, floatAt, intAt } from '../../base/index.ts';
import { STATUS } from '../cells/structure/index.ts';
import { isMove, type Move, priceOf, RELABEL } from './move.ts';
import type { Problem } from './problem.ts';

export interface Programmes {
  /**
   * The cheapest move around a cell that changes it by `change`, if one is found within the limits.
   */
  findMove(cell: number, change: number, limits: Reach): Move | undefined;
  /** Frees the solver's memory, which is outside of JavaScript's. */
  close(): void;
}

export interface Reach {
  /** Only moves cheaper than this are of interest; 0: of suppressed cells alone. */
  readonly cost: number;
  /** How many cells may take part, about. */
  readonly cells: number;
}

/** How many cells may take part, tried one after another. */
const SIZES = [300, 3_000, 30_000, Number.POSITIVE_INFINITY];
/** The same of suppressed cells alone, where no more of them make a move any cheaper. */
const SIZES_OF_SUPPRESSED = [300, 800, 1_000, 1_500, ...SIZES.slice(1)];
/** A cell moves at most so many times as far as the one that is examined. */
const FURTHEST = 3;
/** What a step costs: it only decides between moves that suppress equally dear cells. */
const STEP = 1e-3;
/**
 * What the dearest cell costs then; more, where others are much cheaper and would cost hardly more
 * than a step; at most.
 */
const DEAREST = 1000;
const WIDEST = 1e5;
/**
 * Branches to follow before the best move so far is taken: a count, not a time, so that the same
 * system gives the same pattern.
 */
const NODES = 200;

// The package's types describe its CommonJS build, of which an ES module sees the default export
// one level deeper.
const loadHighs = highs as unknown as typeof highs.default;

let loading: Promise<Highs> | undefined;

/** Loads the solver library, once. */
export async function openProgrammes(problem: Problem): Promise<Programmes> {
  loading ??= loadHighs();
  const solver = await loading;
  const model = solver.createModel();
  model.options.set({ output_flag: false, presolve: 'off', mip_max_nodes: NODES, mip_rel_gap: 0.01 });
  const around = openAround(problem);
  const write = openWriter(problem);
  const solve = (cells: readonly number[], cell: number, change: number, below: number): Move | undefined => {
    const { pieces, ...written } = write(cells, cell, change, below);
    model.passModel(written);
    const run = (): Move | 'none' | 'fractions' => {
      model.run();
      if (model.info.get('primal_solution_status') !== solver.constants.solutionStatus.feasible) return 'none';
      return moveOf(problem, pieces, model.getSolution().colValue, cell, change) ?? 'fractions';
    };
    // Most programmes of this kind have a whole solution without being asked for one, which is many
    // times faster.
    let move = run();
    if (move === 'fractions') {
      const whole = new Int32Array(written.numCols).fill(solver.constants.variableType.integer);
      model.changeColsIntegrality({ kind: 'range', from: 0, to: written.numCols - 1 }, whole);
      move = run();
    }
    return typeof move === 'string' ? undefined : move;
  };
  return {
    findMove(cell, change, { cost: below, cells: most }) {
      const price = priceOf(problem, cell, 0, change);
      if (!Number.isFinite(price) || (price > 0 && price >= below)) return undefined;
      let before = 0;
      for (const size of below === 0 ? SIZES_OF_SUPPRESSED : SIZES) {
        const cells = around(cell, Math.min(size, most), below);
        if (cells.length === before) return undefined;
        before = cells.length;
        const move = solve(cells, cell, change, below);
        if (move && (move.cost < below || move.cost === 0)) return move;
      }
      return undefined;
    },
    close: () => model.dispose(),
  };
}

/** Finds cells that may move for less than `below`, nearest first, over the rows they share. */
function openAround({ system, start, row, suppressed, status }: Problem) {
  const { relations, cost, count } = system;
  const seenCell = new Int32Array(count);
  const seenRow = new Int32Array(relations.count);
  let turn = 0;
  return (cell: number, size: number, below: number): number[] => {
    turn += 1;
    const found = [cell];
    seenCell[cell] = turn;
    for (let next = 0; next < found.length && found.length < size; next += 1) {
      const from = at(found, next);
      for (let place = intAt(start, from); place < intAt(start, from + 1); place += 1) {
        const index = intAt(row, place);
        if (intAt(seenRow, index) === turn) continue;
        seenRow[index] = turn;
        for (let entry = intAt(relations.start, index); entry < intAt(relations.start, index + 1); entry += 1) {
          const other = intAt(relations.cell, entry);
          if (intAt(seenCell, other) === turn || floatAt(suppressed.up, other) + floatAt(suppressed.down, other) === 0)
            continue;
          seenCell[other] = turn;
          if (byteAt(status, other) !== STATUS.published || floatAt(cost, other) < below) found.push(other);
        }
      }
    }
    return found;
  };
}

/** The columns of a programme: parts of cells' changes, up (1) or down (-1). */
interface Pieces {
  readonly cell: readonly number[];
  readonly sign: readonly number[];
}

/**
 * Writes the programme of the cheapest move among cells that changes one of them by `change`; rows
 * are numbered as they come.
 */
function openWriter({ system, slack, start, row, factor, suppressed, asPrimary, status }: Problem) {
  const { cost, relations } = system;
  const numberOf = new Int32Array(relations.count).fill(-1);
  return (cells: readonly number[], cell: number, change: number, below: number) => {
    const rows: number[] = [];
    const fixed: number[] = [];
    const [starts, indices, values]: [number[], number[], number[]] = [[0], [], []];
    const [cellOf, sign, colUpper, colCost]: [number[], number[], number[], number[]] = [[], [], [], []];
    const numbered = (index: number): number => {
      if (intAt(numberOf, index) < 0) {
        numberOf[index] = rows.push(index) - 1;
        fixed.push(0);
      }
      return intAt(numberOf, index);
    };
    for (let place = intAt(start, cell); place < intAt(start, cell + 1); place += 1)
      fixed[numbered(intAt(row, place))] = floatAt(factor, place) * change;
    const put = (of: number, to: number, most: number, price: number): void => {
      if (most <= 0) return;
      cellOf.push(of);
      sign.push(to);
      colUpper.push(most);
      colCost.push(price);
      for (let place = intAt(start, of); place < intAt(start, of + 1); place += 1) {
        indices.push(numbered(intAt(row, place)));
        values.push(floatAt(factor, place) * to);
      }
      starts.push(indices.length);
    };
    const scale = scaleOf(cost, cells);
    const most = FURTHEST * Math.abs(change);
    for (const of of cells) {
      if (of === cell) continue;
      const loss = byteAt(status, of) === STATUS.published ? floatAt(cost, of) : 0;
      if (loss > 0 && loss >= below) continue;
      const isPrimary = byteAt(status, of) === STATUS.primary;
      for (const to of [1, -1]) {
        const far = Math.min(floatAt(to === 1 ? suppressed.up : suppressed.down, of), most);
        const near = isPrimary ? Math.min(floatAt(to === 1 ? asPrimary.up : asPrimary.down, of), far) : far;
        put(of, to, near, loss / scale + STEP);
        if (RELABEL < below) put(of, to, far - near, RELABEL / scale + 2 * STEP);
      }
    }
    for (const index of rows) numberOf[index] = -1;
    const [numCols, numRows] = [cellOf.length, rows.length];
    return {
      pieces: { cell: cellOf, sign },
      numCols,
      numRows,
      colCost,
      colLower: new Float64Array(numCols),
      colUpper,
      rowLower: rows.map((index, number) => -floatAt(slack, index) - at(fixed, number)),
      rowUpper: rows.map((index, number) =>
        byteAt(relations.atLeast, index) === 1 ? Number.POSITIVE_INFINITY : -at(fixed, number),
      ),
      matrix: { format: 'csc', numRows, numCols, starts, indices, values } as const,
    };
  };
}

/** What one unit of a price in the programme costs. */
function scaleOf(cost: Float64Array, cells: readonly number[]): number {
  let [cheapest, dearest] = [Number.POSITIVE_INFINITY, 1e-9];
  for (const cell of cells) {
    const each = floatAt(cost, cell);
    if (!Number.isFinite(each)) continue;
    dearest = Math.max(dearest, each);
    if (each > 0) cheapest = Math.min(cheapest, each);
  }
  return Math.max(dearest / WIDEST, Math.min(dearest / DEAREST, cheapest));
}

/** The move of a solution, checked against every row in whole numbers. */
function moveOf(problem: Problem, pieces: Pieces, point: Float64Array, cell: number, change: number): Move | undefined {
  const changes = new Map([[cell, change]]);
  point.forEach((value, column) => {
    const moved = at(pieces.sign, column) * Math.round(value);
    if (moved !== 0) changes.set(at(pieces.cell, column), (changes.get(at(pieces.cell, column)) ?? 0) + moved);
  });
  const kept = [...changes].filter(([, moved]) => moved !== 0);
  const move: Move = {
    cells: kept.map(([each]) => each),
    changes: kept.map(([, moved]) => moved),
    cost: kept.reduce((sum, [each, moved]) => sum + priceOf(problem, each, 0, moved), 0),
  };
  return Number.isFinite(move.cost) && isMove(problem, move) ? move : undefined;
}
