/** Linear and integer programmes over one block, by HiGHS. */
import highs, { type Highs, type Model } from 'highs';
import { at } from '../../../base/index.ts';
import type { Block } from './blocks.ts';
import type { Unknowns } from './unknowns.ts';

/** One solve: a point, and how far the objective can go at most. */
export interface Solved {
  /**
   * By member of the block, rounded to whole numbers; it may break a relation, so check it against
   * them.
   */
  readonly point: Float64Array;
  readonly bound: number;
}

export interface BlockSolver {
  /**
   * Maximises a sum over the members; undefined where there is no solution. `whole` asks for whole
   * numbers, the holes kept.
   */
  maximise(weights: Float64Array, whole: boolean): Solved | undefined;
  close(): void;
}

// The package's types describe its CommonJS build, of which an ES module sees the default export
// one level deeper.
const loadHighs = highs as unknown as typeof highs.default;
let loading: Promise<Highs> | undefined;

/** The solver library, loaded once. */
export function openSolver(): Promise<Highs> {
  const opened = loading ?? loadHighs();
  loading = opened;
  return opened;
}

interface Matrix {
  readonly starts: number[];
  readonly indices: number[];
  readonly values: number[];
  readonly rowLower: number[];
  readonly rowUpper: number[];
}

/**
 * The programme of a block; what nothing bounds goes up to `cap`. One that is solved `once` is made
 * smaller first, which one that goes on from its last solution must not be. Close it: its memory is
 * outside of JavaScript's.
 */
export function solveBlock(
  solver: Highs,
  unknowns: Unknowns,
  block: Block,
  cap: number,
  solved: 'once' | 'often' = 'often',
): BlockSolver {
  const { members } = block;
  const holes = members.filter((place) => at(unknowns.holeLow, place) <= at(unknowns.holeHigh, place));
  const matrix = rowsOf(unknowns, block);
  addHoles(unknowns, block, holes, matrix);
  const { starts, indices, values, rowLower, rowUpper } = matrix;
  const numCols = members.length + holes.length;
  const model = solver.createModel({
    numCols,
    numRows: rowLower.length,
    sense: solver.constants.objectiveSense.maximize,
    colCost: new Float64Array(numCols),
    colLower: [...members.map((place) => at(unknowns.low, place)), ...holes.map(() => 0)],
    colUpper: [...members.map((place) => Math.min(at(unknowns.high, place), cap)), ...holes.map(() => 1)],
    rowLower,
    rowUpper,
    matrix: { format: 'csr', numRows: rowLower.length, numCols, starts, indices, values },
  });
  const presolve = solved === 'once' ? 'on' : 'off';
  model.options.set({ output_flag: false, presolve, mip_rel_gap: 0, mip_abs_gap: 0.5 });
  let wholeNow = false;
  return {
    maximise(weights, whole) {
      if (whole !== wholeNow) setWhole(solver, model, numCols, whole);
      wholeNow = whole;
      return run(solver, model, members.length, numCols, weights);
    },
    close: () => model.dispose(),
  };
}

function rowsOf(unknowns: Unknowns, { members, rows }: Block): Matrix {
  const column = new Map(members.map((place, index) => [place, index]));
  const matrix: Matrix = { starts: [0], indices: [], values: [], rowLower: [], rowUpper: [] };
  for (const row of rows) {
    let fixed = 0;
    for (let entry = at(unknowns.start, row); entry < at(unknowns.start, row + 1); entry += 1) {
      const place = at(unknowns.member, entry);
      const index = column.get(place);
      if (index === undefined) fixed += at(unknowns.factor, entry) * at(unknowns.low, place);
      else {
        matrix.indices.push(index);
        matrix.values.push(at(unknowns.factor, entry));
      }
    }
    endRow(matrix, at(unknowns.least, row) - fixed, at(unknowns.most, row) - fixed);
  }
  return matrix;
}

function endRow({ starts, indices, rowLower, rowUpper }: Matrix, least: number, most: number): void {
  starts.push(indices.length);
  rowLower.push(least);
  rowUpper.push(most);
}

/** A value beside a hole lies below it where its choice is 0, above it where that is 1. */
function addHoles(unknowns: Unknowns, { members }: Block, holes: readonly number[], matrix: Matrix): void {
  const column = new Map(members.map((place, index) => [place, index]));
  holes.forEach((place, index) => {
    const choice = members.length + index;
    const [first, last] = [at(unknowns.holeLow, place), at(unknowns.holeHigh, place)];
    const [low, high] = [at(unknowns.low, place), at(unknowns.high, place)];
    matrix.indices.push(column.get(place) ?? 0, choice);
    matrix.values.push(1, first - 1 - high);
    endRow(matrix, Number.NEGATIVE_INFINITY, first - 1);
    matrix.indices.push(column.get(place) ?? 0, choice);
    matrix.values.push(1, low - last - 1);
    endRow(matrix, low, Number.POSITIVE_INFINITY);
  });
}

function setWhole({ constants }: Highs, model: Model, numCols: number, whole: boolean): void {
  const { integer, continuous } = constants.variableType;
  const types = new Int32Array(numCols).fill(whole ? integer : continuous);
  model.changeColsIntegrality({ kind: 'range', from: 0, to: numCols - 1 }, types);
}

function run(
  { constants }: Highs,
  model: Model,
  count: number,
  numCols: number,
  weights: Float64Array,
): Solved | undefined {
  const costs = new Float64Array(numCols);
  costs.set(weights);
  model.changeColsCost({ kind: 'range', from: 0, to: numCols - 1 }, costs);
  const { modelStatus } = model.run();
  if (modelStatus !== constants.modelStatus.optimal) return undefined;
  const { colValue } = model.getSolution();
  return { point: colValue.subarray(0, count).map((value) => Math.round(value) + 0), bound: model.getObjectiveValue() };
}
