/**
 * The cheapest move as an integer programme, where cells stand in more than two rows and the search by paths may give up: tables of three axes, unions and
 * their parts. Only cells around the one that is asked about take part; more of them where that is not enough.
 */
import highs, { type Highs } from 'highs';
import { at } from '../../base/index.ts';
import { STATUS } from '../structure/index.ts';
import { isMove, type Move, priceOf, RELABEL } from './move.ts';
import type { Problem } from './problem.ts';

export interface Programmes {
  /** The cheapest move around a cell that changes it by `change`; undefined where none is found that costs less than `below`. */
  findMove(cell: number, change: number, below: number): Move | undefined;
}

/** How many cells may take part, tried one after another. */
const SIZES = [300, 3_000, 30_000];
/** A cell moves at most so many times as far as the one that is asked about. */
const FURTHEST = 3;
/** What a step costs, of a thousand for the dearest cell: it only decides between moves that mask equally dear cells. */
const STEP = 1e-3;
/** Branches to follow before the best move so far is taken: a count, not a time, so that the same system gives the same pattern. */
const NODES = 200;

// The package's types describe its CommonJS build, of which an ES module sees the default export one level deeper.
const loadHighs = highs as unknown as typeof highs.default;

let loading: Promise<Highs> | undefined;

/** Loads the solver library, once. */
export async function openProgrammes(problem: Problem): Promise<Programmes> {
  loading ??= loadHighs();
  const solver = await loading;
  return {
    findMove(cell, change, below) {
      const price = priceOf(problem, cell, 0, change);
      if (!Number.isFinite(price) || (price > 0 && price >= below)) return undefined;
      let before = 0;
      for (const size of SIZES) {
        const cells = around(problem, cell, size, below);
        if (cells.length === before) return undefined;
        before = cells.length;
        const move = solve(solver, problem, cells, cell, change, below);
        if (move && (move.cost < below || move.cost === 0)) return move;
      }
      return undefined;
    },
  };
}

/** Cells that may move for less than `below`, nearest first, over the rows they share. */
function around({ system, start, row, masked, status }: Problem, cell: number, size: number, below: number): number[] {
  const { relations, cost } = system;
  const found = [cell];
  const seen = new Set(found);
  const rows = new Set<number>();
  for (let next = 0; next < found.length && found.length < size; next += 1) {
    const from = at(found, next);
    for (let place = at(start, from); place < at(start, from + 1); place += 1) {
      const index = at(row, place);
      if (rows.has(index)) continue;
      rows.add(index);
      for (let entry = at(relations.start, index); entry < at(relations.start, index + 1); entry += 1) {
        const other = at(relations.cell, entry);
        if (seen.has(other) || at(masked.up, other) + at(masked.down, other) === 0) continue;
        seen.add(other);
        if (status[other] !== STATUS.published || at(cost, other) < below) found.push(other);
      }
    }
  }
  return found;
}

/** A part of a cell's change: so much further up or down, at a price. */
interface Piece {
  readonly cell: number;
  readonly sign: 1 | -1;
  readonly most: number;
  readonly loss: number;
  readonly price: number;
}

function piecesOf({ system, masked, told, status }: Problem, cell: number, most: number, scale: number): Piece[] {
  const loss = status[cell] === STATUS.published ? at(system.cost, cell) : 0;
  return ([1, -1] as const).flatMap((sign) => {
    const side = sign === 1 ? 'up' : 'down';
    const far = Math.min(at(masked[side], cell), most);
    const near = status[cell] === STATUS.primary ? Math.min(at(told[side], cell), far) : far;
    return [
      { cell, sign, most: near, loss, price: loss / scale + STEP },
      { cell, sign, most: far - near, loss: RELABEL, price: RELABEL / scale + 2 * STEP },
    ].filter((piece) => piece.most > 0);
  });
}

function solve(
  solver: Highs,
  problem: Problem,
  cells: readonly number[],
  cell: number,
  change: number,
  below: number,
): Move | undefined {
  const { system, slack } = problem;
  const prices = cells.map((each) => at(system.cost, each)).filter((price) => Number.isFinite(price));
  const scale = Math.max(...prices, 1e-9) / 1000;
  const pieces = cells
    .filter((each) => each !== cell)
    .flatMap((each) => piecesOf(problem, each, FURTHEST * Math.abs(change), scale))
    .filter(({ loss }) => loss === 0 || loss < below);
  const rows = new Map<number, { columns: number[]; values: number[]; fixed: number }>();
  const enter = (each: number, column: number, times: number): void => {
    for (let place = at(problem.start, each); place < at(problem.start, each + 1); place += 1) {
      const index = at(problem.row, place);
      const found = rows.get(index) ?? { columns: [], values: [], fixed: 0 };
      rows.set(index, found);
      if (column < 0) found.fixed += at(problem.factor, place) * times;
      else {
        found.columns.push(column);
        found.values.push(at(problem.factor, place) * times);
      }
    }
  };
  enter(cell, -1, change);
  pieces.forEach((piece, column) => {
    enter(piece.cell, column, piece.sign);
  });
  const kept = [...rows].toSorted(([a], [b]) => a - b);
  const starts = [0];
  for (const [, { columns }] of kept) starts.push(at(starts, starts.length - 1) + columns.length);
  const numCols = pieces.length;
  const all = { kind: 'range', from: 0, to: numCols - 1 } as const;
  return solver.withModel(
    {
      numCols,
      numRows: kept.length,
      colCost: pieces.map(({ price }) => price),
      colLower: new Float64Array(numCols),
      colUpper: pieces.map(({ most }) => most),
      rowLower: kept.map(([index, { fixed }]) => -at(slack, index) - fixed),
      rowUpper: kept.map(([index, { fixed }]) =>
        system.relations.atLeast[index] === 1 ? Number.POSITIVE_INFINITY : -fixed,
      ),
      matrix: {
        format: 'csr',
        numRows: kept.length,
        numCols,
        starts,
        indices: kept.flatMap(([, { columns }]) => columns),
        values: kept.flatMap(([, { values }]) => values),
      },
    },
    (model) => {
      model.options.set({ output_flag: false, presolve: 'off', mip_max_nodes: NODES, mip_rel_gap: 0.01 });
      const run = (): Move | 'none' | 'fractions' => {
        model.run();
        if (model.info.get('primal_solution_status') !== solver.constants.solutionStatus.feasible) return 'none';
        return moveOf(problem, pieces, model.getSolution().colValue, cell, change) ?? 'fractions';
      };
      // Most programmes of this kind have a whole solution without being asked for one, which is many times faster.
      let move = run();
      if (move === 'fractions') {
        model.changeColsIntegrality(all, new Int32Array(numCols).fill(solver.constants.variableType.integer));
        move = run();
      }
      return typeof move === 'string' ? undefined : move;
    },
  );
}

/** The move of a solution, held against every row in whole numbers. */
function moveOf(
  problem: Problem,
  pieces: readonly Piece[],
  point: Float64Array,
  cell: number,
  change: number,
): Move | undefined {
  const changes = new Map([[cell, change]]);
  pieces.forEach((piece, column) => {
    const moved = piece.sign * Math.round(point[column] ?? 0);
    if (moved !== 0) changes.set(piece.cell, (changes.get(piece.cell) ?? 0) + moved);
  });
  const kept = [...changes].filter(([, moved]) => moved !== 0);
  const move: Move = {
    cells: kept.map(([each]) => each),
    changes: kept.map(([, moved]) => moved),
    cost: kept.reduce((sum, [each, moved]) => sum + priceOf(problem, each, 0, moved), 0),
  };
  return Number.isFinite(move.cost) && isMove(problem, move) ? move : undefined;
}
