/** One complete set of whole numbers under which everything published would look as it does: a guess that nothing speaks against. */
import { at } from '../../base/index.ts';
import type { Attacker, Published } from '../structure/index.ts';
import { splitBlocks } from './blocks.ts';
import { propagate } from './propagate.ts';
import { isSolution } from './ranges.ts';
import { openSolver, solveBlock } from './solver.ts';
import { readUnknowns } from './unknowns.ts';

/** By cell, its value or a possible one; undefined where none was found. */
export async function findWitness(published: Published, attacker: Attacker): Promise<Float64Array | undefined> {
  const unknowns = readUnknowns(published, attacker);
  if (!propagate(unknowns)) return undefined;
  const values = published.value.slice();
  unknowns.cell.forEach((cell, place) => {
    const [low, high] = [at(unknowns.low, place), at(unknowns.high, place)];
    values[cell] = Number.isFinite(low) ? low : Math.min(0, high);
  });
  const solver = await openSolver();
  for (const block of splitBlocks(unknowns)) {
    const programme = solveBlock(solver, unknowns, block, Number.POSITIVE_INFINITY);
    try {
      const none = new Float64Array(block.members.length);
      let point = programme.maximise(none, false)?.point;
      if (!point || !isSolution(unknowns, block, point)) point = programme.maximise(none, true)?.point;
      if (!point || !isSolution(unknowns, block, point)) return undefined;
      const found = point;
      block.members.forEach((place, index) => {
        values[at(unknowns.cell, place)] = at(found, index);
      });
    } finally {
      programme.close();
    }
  }
  return values;
}
