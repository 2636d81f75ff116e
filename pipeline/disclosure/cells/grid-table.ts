/** A table of the grid, and what is written down between cells of several. */
import type { Axis } from './structure/axis.ts';

/** One figure in one shape, with the cubes that publish it so. */
export interface GridTable {
  readonly name: string;
  readonly figure: string;
  readonly axes: readonly Axis[];
  /** Coarsest first. */
  readonly levels: readonly string[];
  /** Cubes that show it as their numerator, and as their denominator. */
  readonly counted: readonly string[];
  readonly divided: readonly string[];
}

/** A cell of a table. */
export interface TableCell {
  readonly table: string;
  readonly cell: number;
}

/** Whether an equation is written down at cells, in the order of its terms. */
export type IsEquation = (tableCells: readonly TableCell[], relation: Sum) => boolean;

/** The sum of factor x cell is 0, or at least 0; `corrected`: unless nets are below zero. */
export interface Sum {
  readonly terms: readonly { readonly factor: number }[];
  readonly corrected: boolean;
  readonly isAtLeast?: boolean;
}

/** Whether a sum is what its relation says, for values in the order of its terms. */
export function holds({ terms, isAtLeast }: Sum, values: readonly number[]): boolean {
  const sum = values.reduce((all, value, index) => all + (terms[index]?.factor ?? 0) * value, 0);
  return isAtLeast ? sum >= 0 : sum === 0;
}

/** The axes that all tables have, each as far as all go. */
export function commonAxes(tables: readonly Pick<GridTable, 'axes'>[]): Axis[] {
  const [first, ...others] = tables;
  return (first?.axes ?? []).flatMap((axis) => {
    const same = others.map(({ axes }) => axes.find(({ name }) => name === axis.name));
    const found = same.filter((one) => one !== undefined);
    if (found.length < others.length) return [];
    return [[axis, ...found].reduce((least, one) => (one.codes.length < least.codes.length ? one : least))];
  });
}
