/**
 * Tables and what links them, made one system: cells that are the same are one, and every relation
 * is a row.
 */
import { at, Failure } from '../../../base/index.ts';
import type { Axis } from './axis.ts';
import { type CellSet, type Link, linkRows } from './link.ts';
import { type Merged, mergeCells } from './merge.ts';
import { collectRows, type RowBuilder } from './rows.ts';
import type { Relations, System } from './system.ts';
import type { Table } from './table.ts';

export interface Assembly {
  readonly system: System;
  /** Of every table by name, the system's cell of each of its cells. */
  readonly cellsOf: Readonly<Record<string, Int32Array>>;
}

/**
 * One system of all tables of a release; refuses tables whose own figures break a relation, naming
 * it and no figure.
 */
export function assemble(tables: readonly Table[], links: readonly Link[] = []): Assembly {
  const offsets = new Map<string, number>();
  let count = 0;
  for (const { name, value } of tables) {
    if (offsets.has(name)) throw new Failure('disclosure', `Two tables are called ${name}.`);
    offsets.set(name, count);
    count += value.length;
  }
  const offsetOf = (name: string): number => {
    const offset = offsets.get(name);
    if (offset === undefined) throw new Failure('disclosure', `There is no table ${name} to link.`);
    return offset;
  };
  const rows = collectRows();
  for (const { name, axes } of tables) addSums(axes, offsetOf(name), rows);
  const placed = ({ table, cells }: CellSet) => ({ offset: offsetOf(table), cells });
  for (const link of links) linkRows(link, placed, rows);
  const merged = mergeCells(tables, count, rows.build());
  checkSums(merged.system);
  return { system: merged.system, cellsOf: slices(tables, merged) };
}

function slices(tables: readonly Table[], { classOf }: Merged): Record<string, Int32Array> {
  let offset = 0;
  return Object.fromEntries(
    tables.map(({ name, value }) => {
      offset += value.length;
      return [name, classOf.subarray(offset - value.length, offset)];
    }),
  );
}

/**
 * Every node of an axis is the sum of its parts. Only rows that do not follow from others: those of
 * an axis are written at the leaves of the axes before it, as its sums over them follow. With one
 * deep axis and a flat one every cell then stands in two rows, which makes them a network.
 */
function addSums(axes: readonly Axis[], offset: number, rows: RowBuilder): void {
  let outer = Uint8Array.of(1);
  let inner = axes.reduce((size, { codes }) => size * codes.length, 1);
  for (const { codes, children } of axes) {
    const { length } = codes;
    inner /= length;
    const next = new Uint8Array(outer.length * length);
    for (let before = 0; before < outer.length; before += 1) {
      if (outer[before] === 0) continue;
      for (let node = 0; node < length; node += 1) {
        const parts = at(children, node);
        if (parts.length === 0) {
          next[before * length + node] = 1;
          continue;
        }
        const factors = [1, ...Array.from(parts, () => -1)];
        for (let after = 0; after < inner; after += 1) {
          const cellAt = (index: number) => offset + (before * length + index) * inner + after;
          rows.add([cellAt(node), ...Array.from(parts, cellAt)], factors, false);
        }
      }
    }
    outer = next;
  }
}

function checkSums({ value, relations }: System): void {
  const broken = firstBroken(value, relations);
  if (broken === undefined) return;
  throw new Failure('disclosure', `Relation ${broken} between the tables does not hold on their own figures.`, {
    help: 'The tables were not made of the same data, or a link says more than is true. Run the cubes again; their invariants name what differs.',
  });
}

/** First row that the values break, if any. */
export function firstBroken(
  value: Float64Array,
  { count, start, cell, factor, atLeast }: Relations,
): number | undefined {
  for (let row = 0; row < count; row += 1) {
    let sum = 0;
    for (let entry = at(start, row); entry < at(start, row + 1); entry += 1)
      sum += at(factor, entry) * at(value, at(cell, entry));
    if (atLeast[row] === 1 ? sum < 0 : sum !== 0) return row;
  }
  return undefined;
}
