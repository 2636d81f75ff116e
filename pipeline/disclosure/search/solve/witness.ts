/**
 * One complete set of whole numbers under which everything published would look as it does: a guess
 * that nothing speaks against.
 */
import type { Highs } from 'highs';
import { at, yieldToEventLoop } from '../../../base/index.ts';
import type { Attacker, Published } from '../../cells/structure/index.ts';
import { type Block, splitBlocks } from './blocks.ts';
import { openNear } from './near.ts';
import { propagate } from './propagate.ts';
import { brokenRows, isSolution } from './ranges.ts';
import { openSolver, solveBlock } from './solver.ts';
import { readUnknowns, type Unknowns } from './unknowns.ts';

/**
 * By cell, its value or a possible one; undefined where none was found. `onContradiction` receives
 * the suppressed cells of every relation that leaves no value, or of every part of the structure
 * for which none was found.
 */
export async function findWitness(
  published: Published,
  attacker: Attacker,
  signal?: AbortSignal,
  onContradiction?: (cells: readonly number[]) => void,
): Promise<Float64Array | undefined> {
  const unknowns = readUnknowns(published, attacker);
  const { start, member } = unknowns;
  const cellsOf = (places: Iterable<number>) => Array.from(places, (place) => at(unknowns.cell, place));
  const isConsistent = propagate(
    unknowns,
    onContradiction && ((row) => onContradiction(cellsOf(member.subarray(at(start, row), at(start, row + 1))))),
  );
  if (!isConsistent) return undefined;
  const values = published.value.slice();
  unknowns.cell.forEach((cell, place) => {
    const [low, high] = [at(unknowns.low, place), at(unknowns.high, place)];
    values[cell] = Number.isFinite(low) ? low : Math.min(0, high);
  });
  const solver = await openSolver();
  for (const block of splitBlocks(unknowns)) {
    await yieldToEventLoop(signal);
    const point = solve(solver, unknowns, block);
    if (point === undefined) {
      onContradiction?.(cellsOf(block.members));
      return undefined;
    }
    block.members.forEach((place, index) => {
      values[at(unknowns.cell, place)] = at(point, index);
    });
  }
  return values;
}

/**
 * How many unknowns take part for each that fractions are wrong about, time after time before all
 * do.
 */
const AROUND = [5, 50];

/**
 * Whole numbers for a block: without asking for them, then asking where fractions came out, then
 * everywhere.
 */
function solve(highs: Highs, unknowns: Unknowns, block: Block): Float64Array | undefined {
  const loose = solveOnce(highs, unknowns, block, false);
  if (loose && isSolution(unknowns, block, loose)) return loose;
  const repaired = loose && repair(highs, unknowns, block, loose);
  if (repaired) return repaired;
  const whole = solveOnce(highs, unknowns, block, true);
  return whole && isSolution(unknowns, block, whole) ? whole : undefined;
}

/** The same with whole numbers around those places where fractions came out. */
function repair(highs: Highs, unknowns: Unknowns, block: Block, loose: Float64Array): Float64Array | undefined {
  const near = openNear(unknowns, block);
  const index = new Map(block.members.map((place, position) => [place, position]));
  const { start, member, holeLow, holeHigh } = unknowns;
  const isInHole = (value: number, place: number) => value >= at(holeLow, place) && value <= at(holeHigh, place);
  const broken = [
    ...brokenRows(unknowns, block, loose).flatMap((row) => [...member.subarray(at(start, row), at(start, row + 1))]),
    ...block.members.filter((place, position) => isInHole(at(loose, position), place)),
  ].filter((place) => index.has(place));
  for (const times of AROUND) {
    const held = near(broken, times * broken.length, loose);
    const repaired = loose.slice();
    solveOnce(highs, held.unknowns, held.block, true)?.forEach((value, position) => {
      repaired[index.get(at(held.block.members, position)) ?? -1] = value;
    });
    if (isSolution(unknowns, block, repaired)) return repaired;
  }
  return undefined;
}

function solveOnce(highs: Highs, unknowns: Unknowns, block: Block, whole: boolean): Float64Array | undefined {
  const programme = solveBlock(highs, unknowns, block, Number.POSITIVE_INFINITY, 'once');
  try {
    return programme.maximise(new Float64Array(block.members.length), whole)?.point;
  } finally {
    programme.close();
  }
}
