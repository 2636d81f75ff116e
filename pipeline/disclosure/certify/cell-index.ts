/** Cells of a table by their numbers, in row-major order: the last axis runs fastest. */
import { at } from '../../base/index.ts';
import type { Axis } from '../cells/structure/axis.ts';

/** Number of cells of a table over these axes. */
export function sizeOf(axes: readonly Axis[]): number {
  return axes.reduce((size, { codes }) => size * codes.length, 1);
}

/** Node of every axis that a cell stands for. */
export function nodesOf(axes: readonly Axis[], cell: number): number[] {
  const nodes = new Array<number>(axes.length);
  let rest = cell;
  for (let index = axes.length - 1; index >= 0; index -= 1) {
    const { length } = at(axes, index).codes;
    nodes[index] = rest % length;
    rest = Math.floor(rest / length);
  }
  return nodes;
}

/** Cell of one node per axis. */
export function cellOf(axes: readonly Axis[], nodes: readonly number[]): number {
  return axes.reduce((cell, { codes }, index) => cell * codes.length + at(nodes, index), 0);
}
