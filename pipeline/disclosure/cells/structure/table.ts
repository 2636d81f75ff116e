/** One table of a release: every combination of the nodes of its axes, margins included. */
import { at } from '../../../base/index.ts';
import { nodesOf } from '../../certify/cell-index.ts';
import { type Figures, type Judgement, judge, type Policy } from '../policy.ts';
import type { Axis } from './axis.ts';

export { cellOf, nodesOf, sizeOf } from '../../certify/cell-index.ts';

/**
 * Cells in row-major order: the last axis runs fastest. Node numbers depend on codes alone, so the
 * order of rows in a file does not matter.
 */
export interface Table {
  readonly name: string;
  readonly axes: readonly Axis[];
  /** Whole numbers. */
  readonly value: Float64Array;
  readonly hidden: Uint8Array;
  readonly judgement: Judgement;
  /** Above 0, by cell. */
  readonly cost: Float64Array;
}

/** 1 where a cell stands for a hidden node of some axis. */
export function hiddenCells(axes: readonly Axis[]): Uint8Array {
  let flags = Uint8Array.of(0);
  for (const { hidden } of axes) {
    const next = new Uint8Array(flags.length * hidden.length);
    for (let outer = 0; outer < flags.length; outer += 1)
      for (let node = 0; node < hidden.length; node += 1)
        next[outer * hidden.length + node] = at(flags, outer) | at(hidden, node);
    flags = next;
  }
  return flags;
}

/** 1 where no other cell is a part of a cell. */
export function leafCells(axes: readonly Axis[]): Uint8Array {
  let flags = Uint8Array.of(1);
  for (const { children } of axes) {
    const next = new Uint8Array(flags.length * children.length);
    flags.forEach((flag, outer) => {
      children.forEach((parts, node) => {
        next[outer * children.length + node] = parts.length === 0 ? flag : 0;
      });
    });
    flags = next;
  }
  return flags;
}

/**
 * Writes into hidden cells what their parents have beyond the other parts; takes figures whose
 * visible cells are filled. Gives the same array.
 */
export function fillHidden(axes: readonly Axis[], figures: Float64Array): Float64Array {
  let inner = figures.length;
  for (const { codes, parent, children, hidden } of axes) {
    inner /= codes.length;
    const block = codes.length * inner;
    for (let node = 0; node < codes.length; node += 1) {
      if (hidden[node] === 0) continue;
      const whole = at(parent, node);
      for (let outer = 0; outer < figures.length; outer += block)
        for (let offset = 0; offset < inner; offset += 1) {
          let rest = at(figures, outer + whole * inner + offset);
          for (const part of at(children, whole)) if (part !== node) rest -= at(figures, outer + part * inner + offset);
          figures[outer + node * inner + offset] = rest;
        }
    }
  }
  return figures;
}

/**
 * A table of the figures of its cells, in row-major order; those of hidden cells are filled in
 * here. `costOf` gives what suppressing a cell costs (above 0; Infinity: never), of the node of
 * every axis: totals dearer than ages, so that they are suppressed last, or the other way round.
 */
export function defineTable(
  name: string,
  axes: readonly Axis[],
  figures: Figures,
  policy: Policy,
  costOf: (nodes: readonly number[], value: number) => number,
): Table {
  const filled = {
    numerator: fillHidden(axes, Float64Array.from(figures.numerator)),
    ...(figures.denominator && { denominator: fillHidden(axes, Float64Array.from(figures.denominator)) }),
    ...(figures.persons && { persons: fillHidden(axes, Float64Array.from(figures.persons)) }),
    ...(figures.dominant && { dominant: figures.dominant }),
  };
  const judgement = judge(policy, filled);
  const hidden = hiddenCells(axes);
  const cost = new Float64Array(hidden.length);
  for (let cell = 0; cell < hidden.length; cell += 1) {
    if (hidden[cell] === 1) {
      openHidden(judgement, cell, policy);
      cost[cell] = 1;
    } else cost[cell] = costOf(nodesOf(axes, cell), at(filled.numerator, cell));
  }
  return { name, axes, value: filled.numerator, hidden, judgement, cost };
}

/**
 * Cells that form no table, as a table without axes: the figure relations between them and to
 * tables are links.
 */
export function defineList(
  name: string,
  figures: Figures,
  policy: Policy,
  costOf: (position: number, value: number) => number,
): Table {
  const value = Float64Array.from(figures.numerator);
  const judgement = judge(policy, figures);
  return {
    name,
    axes: [],
    value,
    hidden: new Uint8Array(value.length),
    judgement,
    cost: value.map((each, position) => costOf(position, each)),
  };
}

/** Nobody says anything of a hidden cell: neither a status nor a denominator. */
function openHidden({ primary, known }: Judgement, cell: number, { gaps }: Policy): void {
  if (gaps === 'open') primary[cell] = 0;
  known.high[cell] = Number.POSITIVE_INFINITY;
}
