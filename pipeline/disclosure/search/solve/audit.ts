/**
 * What an attacker who has everything published can infer of every cell he does not see. Knows
 * nothing of how cells were suppressed.
 */
import { at } from '../../../base/index.ts';
import type { Attacker, Published } from '../../cells/structure/index.ts';
import { type Block, splitBlocks } from './blocks.ts';
import { openComplete } from './complete.ts';
import { propagate } from './propagate.ts';
import { exploreBlock, type OnSolution, openRanges } from './ranges.ts';
import { openSolver } from './solver.ts';
import { readUnknowns, type Unknowns } from './unknowns.ts';

export interface AuditOptions {
  readonly attacker: Attacker;
  /** How far the values that he cannot exclude must at least lie apart. */
  readonly width: number;
  /**
   * Ranges narrower than this are worked out exactly, of every unknown; without it those of asked
   * cells up to `width`. Infinity: all.
   */
  readonly exactTo?: number;
  /** Receives every complete solution of a part of the structure: cells, and their values in it. */
  readonly onSolution?: OnSolution;
  /** Given, it ends the audit (interrupted). */
  readonly signal?: AbortSignal | undefined;
}

/** The range of one cell. */
export interface Inference {
  readonly cell: number;
  /** Nothing below `low` or above `high` is possible. */
  readonly low: number;
  readonly high: number;
  /**
   * Both are possible: each stands in a complete solution, checked in whole numbers. NaN where none
   * was found.
   */
  readonly leastSeen: number;
  readonly mostSeen: number;
}

export interface AuditReport {
  readonly attacker: Attacker;
  readonly width: number;
  /**
   * Cells that are not published, hidden ones included, ascending, each with what can be inferred
   * of it.
   */
  readonly inferences: readonly Inference[];
  /** Asked cells of which one value alone is possible. */
  readonly exactlyDisclosed: readonly Inference[];
  /** Other asked cells whose range is narrower than `width`. */
  readonly tooNarrow: readonly Inference[];
  /** Asked cells for which neither was proved: to be treated as narrow. */
  readonly unproven: readonly Inference[];
  /** Asked cells by the width that is proved, narrowest first, at most 20. */
  readonly worst: readonly Inference[];
  readonly targets: number;
  /** False: what is published contradicts itself, or the rules; then nothing here holds. */
  readonly consistent: boolean;
  /** Whether no target is exactly disclosed, too narrow or unproven. */
  readonly safe: boolean;
  readonly blocks: number;
  /** Blocks in which propagation alone was not exact. */
  readonly solved: number;
}

const WORST = 20;
/** What a report shows of its worst cells is exact up to about this width. */
const WANTED = 3;
/** How far an unknown is shown to go that nothing bounds. */
const FAR = 1_000;

/** Audits what is published; a release with any finding must not leave. */
export async function audit(published: Published, options: AuditOptions): Promise<AuditReport> {
  const { attacker, width, exactTo, onSolution, signal } = options;
  const unknowns = readUnknowns(published, attacker);
  const ranges = openRanges(unknowns.count);
  let consistent = propagate(unknowns);
  const blocks = consistent ? splitBlocks(unknowns) : [];
  const hard = blocks.filter(({ exact }) => !exact);
  const see = (place: number) => {
    ranges.leastSeen[place] = at(unknowns.low, place);
    ranges.mostSeen[place] = at(unknowns.high, place);
  };
  for (let place = 0; place < unknowns.count; place += 1) if (unknowns.low[place] === unknowns.high[place]) see(place);
  for (const block of blocks) {
    if (!block.exact) continue;
    block.members.forEach(see);
    if (onSolution) reportEnds(unknowns, block, published.targets, onSolution);
  }
  const widths = {
    wanted: Math.max(width, exactTo ?? WANTED),
    needed: (place: number) => exactTo ?? (published.targets[at(unknowns.cell, place)] === 1 ? width : 0),
  };
  const solver = hard.length > 0 ? await openSolver() : undefined;
  for (const block of hard)
    if (solver && !(await exploreBlock(solver, unknowns, ranges, block, widths, { onSolution, signal })))
      consistent = false;

  const inferences = Array.from(unknowns.cell, (cell, place): Inference => {
    const seen = at(ranges.leastSeen, place) <= at(ranges.mostSeen, place);
    return {
      cell,
      low: at(unknowns.low, place),
      high: at(unknowns.high, place),
      leastSeen: seen ? at(ranges.leastSeen, place) : Number.NaN,
      mostSeen: seen ? at(ranges.mostSeen, place) : Number.NaN,
    };
  });
  const targets = inferences.filter(({ cell }) => published.targets[cell] === 1);
  const exactlyDisclosed = targets.filter(({ low, high }) => low >= high);
  const tooNarrow = targets.filter(({ low, high }) => low < high && high - low < width);
  const unproven = targets.filter((each) => each.high - each.low >= Math.max(width, 1) && !(widthSeen(each) >= width));
  return {
    attacker,
    width,
    inferences,
    exactlyDisclosed,
    tooNarrow,
    unproven,
    worst: targets.toSorted((a, b) => widthSeen(a) - widthSeen(b) || a.cell - b.cell).slice(0, WORST),
    targets: targets.length,
    consistent,
    safe: consistent && exactlyDisclosed.length + tooNarrow.length + unproven.length === 0,
    blocks: blocks.length,
    solved: hard.length,
  };
}

/** Reports a solution with each end of the range of every unknown that is examined. */
function reportEnds(unknowns: Unknowns, block: Block, targets: Uint8Array, onSolution: OnSolution): void {
  const cells = block.members.map((place) => at(unknowns.cell, place));
  const complete = openComplete(unknowns, block);
  for (const [index, place] of block.members.entries()) {
    if (targets[at(cells, index)] !== 1) continue;
    const [low, high] = [at(unknowns.low, place), at(unknowns.high, place)];
    const least = Number.isFinite(low) ? low : Math.min(0, high) - FAR;
    for (const end of [least, Math.min(high, least + FAR)]) onSolution(cells, complete(place, end));
  }
}

/**
 * By cell, how wide a range the relations leave one by one: no value beyond it is possible,
 * whatever else is found. Undefined where what is published contradicts itself.
 */
export function excluded(published: Published, attacker: Attacker): ReadonlyMap<number, number> | undefined {
  const unknowns = readUnknowns(published, attacker);
  if (!propagate(unknowns)) return undefined;
  const { cell, low, high } = unknowns;
  return new Map(Array.from(cell, (each, place) => [each, at(high, place) - at(low, place)]));
}

/** How far apart the values are that are proved possible; -1 where none is. */
export function widthSeen({ leastSeen, mostSeen }: Inference): number {
  return Number.isNaN(leastSeen) ? -1 : mostSeen - leastSeen;
}
