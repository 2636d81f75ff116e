/** Rounding of all figures of an entity in a year: every table adds up, parts stay within their wholes, and what two cubes share is the same in both. */
import { at } from '../../base/index.ts';
import { leafCells, roundControlled } from '../../disclosure/index.ts';
import { chainOf, project } from './chain.ts';
import { type CountedTable, type Counts, isOfFew } from './counts.ts';
import { wholesOf } from './wholes.ts';

export interface RoundRequest {
  readonly base: number;
  readonly threshold: number;
}

/** The rounded figures of every table, by name. */
export function roundCounts(counts: Counts, request: RoundRequest): ReadonlyMap<string, Float64Array> {
  const rounded = new Map<string, Float64Array>();
  const { byIdentity, ordered } = wholesOf(counts);
  for (const identity of ordered)
    for (const { table, from } of chainOf((byIdentity.get(identity) ?? []).map(named)))
      rounded.set(table.name, roundTable(counts, table, from, request, rounded));
  return rounded;
}

type Named = CountedTable & { readonly name: string; readonly axes: CountedTable['table']['axes'] };

function named(counted: CountedTable): Named {
  return { ...counted, name: counted.table.name, axes: counted.table.axes };
}

/** `from`: a table that is rounded already, with which it shall agree. */
function roundTable(
  { grid, meaning }: Counts,
  counted: Named,
  from: Named | null,
  { base, threshold }: RoundRequest,
  rounded: ReadonlyMap<string, Float64Array>,
): Float64Array {
  const { axes, table, count, persons, scale, each } = counted;
  const caps = table.counted.flatMap((code) => {
    const divisor = meaning.cubes[code]?.isPart ? grid.cubes[code]?.denominator : null;
    return divisor == null ? [] : (rounded.get(divisor) ?? []);
  });
  const unit = base * scale;
  const options = {
    base: unit,
    counts: 'all' as const,
    ...(caps.length > 0 && { cap: count.map((_, cell) => Math.min(...caps.map((cap) => at(cap, cell)))) }),
    ...(persons !== null && {
      few: {
        cells: Uint8Array.from(count, (_, cell) => (isOfFew(counted, cell, threshold) ? 1 : 0)),
        most: unit * Math.ceil((threshold * each) / unit),
      },
    }),
  };
  const before = from === null ? undefined : rounded.get(from.name);
  if (from === null || before === undefined) return roundControlled(axes, count, options).value;
  const { cell: above, isSame } = project({ axes }, from);
  const isLeaf = leafCells(axes);
  // Sums shall come near to what they are in the other shape.
  const wanted = count.map((value, cell) =>
    isSame[cell] === 1 && isLeaf[cell] === 0 ? at(before, at(above, cell)) : value,
  );
  return roundControlled(axes, wanted, { ...options, given: { of: above, sums: before } }).value;
}
