/**
 * Rounding of all figures of an entity in a year: every table adds up, parts stay within their
 * wholes, and what two cubes share is the same in both.
 */
import { at } from '../../base/index.ts';
import { hiddenCells, leafCells } from '../cells/structure/table.ts';
import { type CellLabels, cellLabelsOf } from './cell-labels.ts';
import { chainOf, project } from './chain.ts';
import { type CountedFigure, orderFigures } from './containment.ts';
import { type CountedTable, type Counts, isOfFew } from './counts.ts';
import { roundControlled } from './rounding.ts';

export interface RoundRequest {
  readonly base: number;
  readonly threshold: number;
}

/**
 * How often a figure is rounded again as its shapes cannot agree on a sum; the audit refuses what
 * still differs.
 */
const TRIES = 20;

/** The rounded figures of every table, by name. */
export function roundCounts(counts: Counts, request: RoundRequest): ReadonlyMap<string, Float64Array> {
  const cellLabels = cellLabelsOf(counts.places);
  const rounded = new Map<string, Float64Array>();
  const figures = new Map(orderFigures(counts).map((figure) => [figure.identity, figure]));
  for (const figure of figures.values()) {
    const tablesOf = (identities: readonly string[]) =>
      identities.flatMap((identity) => figures.get(identity)?.tables ?? []);
    const [caps, floors] = [tablesOf(figure.caps), tablesOf(figure.floors)];
    roundFigure(figure, { request, cellLabels, rounded, caps, floors });
  }
  return rounded;
}

interface Around {
  readonly request: RoundRequest;
  readonly cellLabels: CellLabels;
  /** Of all figures that were rounded, by name of the table. */
  readonly rounded: Map<string, Float64Array>;
  readonly caps: readonly CountedTable[];
  readonly floors: readonly CountedTable[];
}

/**
 * Where shapes differ in a cell that they share, as parts must not be above other figures, all of
 * them have to make do with the least (volumes: the greatest) of it.
 */
function roundFigure({ tables }: CountedFigure, around: Around): void {
  const agreed = new Map<string, number>();
  const isVolume = tables.some(({ persons }) => persons !== null);
  for (let round = 0; round < TRIES; round += 1) {
    const chain = chainOf(tables.map(named));
    for (const { table, from } of chain)
      around.rounded.set(table.name, roundTable(table, from, isVolume, agreed, around));
    let isSettled = true;
    for (const { table, from } of chain) {
      if (from === null) continue;
      const { cell: above, isSame } = project(table, from);
      const [own, before] = [table, from].map(({ name }) => around.rounded.get(name) ?? new Float64Array());
      const hidden = hiddenCells(table.axes);
      around.cellLabels(table.axes).forEach((cellLabel, cell) => {
        const [one, other] = [at(own ?? [], cell), at(before ?? [], at(above, cell))];
        if (isSame[cell] !== 1 || hidden[cell] === 1 || one === other) return;
        agreed.set(cellLabel, isVolume ? Math.max(one, other) : Math.min(one, other));
        isSettled = false;
      });
    }
    if (isSettled) return;
  }
}

type Named = CountedTable & { readonly name: string; readonly axes: CountedTable['table']['axes'] };

function named(counted: CountedTable): Named {
  return { ...counted, name: counted.table.name, axes: counted.table.axes };
}

/** `from`: a table that is rounded already, with which it shall agree. */
function roundTable(
  counted: Named,
  from: Named | null,
  isVolume: boolean,
  agreed: ReadonlyMap<string, number>,
  around: Around,
): Float64Array {
  const { axes, count, persons, scale, each } = counted;
  const { base, threshold } = around.request;
  const unit = base * scale;
  const [cap, floor] = [
    limits(counted, around.caps, Math.min, around),
    limits(counted, around.floors, Math.max, around),
  ];
  const limit = isVolume ? floor : cap;
  around.cellLabels(axes).forEach((cellLabel, cell) => {
    const known = agreed.get(cellLabel);
    if (known !== undefined)
      limit[cell] = isVolume ? Math.max(at(limit, cell), known) : Math.min(at(limit, cell), known);
  });
  const options = {
    base: unit,
    counts: 'all' as const,
    // Multiples of its own unit that other figures leave it.
    cap: cap.map((most) => Math.floor(most / unit) * unit),
    floor: floor.map((least) => Math.ceil(Math.max(0, least) / unit) * unit),
    ...(persons !== null && {
      few: {
        cells: Uint8Array.from(count, (_, cell) => (isOfFew(counted, cell, threshold) ? 1 : 0)),
        most: unit * Math.ceil((threshold * each) / unit),
      },
    }),
  };
  const before = from === null ? undefined : around.rounded.get(from.name);
  if (from === null || before === undefined) return roundControlled(axes, count, options).value;
  const { cell: above, isSame } = project({ axes }, from);
  const isLeaf = leafCells(axes);
  // Sums shall come near to what they are in the other shape.
  const wanted = count.map((value, cell) =>
    isSame[cell] === 1 && isLeaf[cell] === 0 ? at(before, at(above, cell)) : value,
  );
  return roundControlled(axes, wanted, { ...options, given: { of: above, sums: before } }).value;
}

/**
 * By cell, the least or the greatest of what other figures are in the same cell; hidden ones only
 * where the shapes are the same.
 */
function limits(
  { axes }: Named,
  others: readonly CountedTable[],
  pick: (...values: number[]) => number,
  { cellLabels, rounded }: Around,
): Float64Array {
  const own = cellLabels(axes);
  const limit = new Float64Array(own.length).fill(pick());
  for (const { table } of others) {
    const values = rounded.get(table.name);
    if (values === undefined) continue;
    const theirs = cellLabels(table.axes);
    const record = (cell: number, value: number | undefined) => {
      if (value !== undefined) limit[cell] = pick(at(limit, cell), value);
    };
    if (theirs === own) {
      values.forEach((value, cell) => {
        record(cell, value);
      });
      continue;
    }
    const hidden = hiddenCells(table.axes);
    const byLabel = new Map<string, number>();
    theirs.forEach((cellLabel, cell) => {
      if (hidden[cell] === 0) byLabel.set(cellLabel, at(values, cell));
    });
    own.forEach((cellLabel, cell) => {
      record(cell, byLabel.get(cellLabel));
    });
  }
  return limit;
}
