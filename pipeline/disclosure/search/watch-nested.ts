/**
 * Whether sensitive nested differences can be known: each must differ between two complete sets of
 * figures that the ledger has noted.
 */
import { at } from '../../base/index.ts';
import type { Spot } from '../cells/grid.ts';
import { nestedCells } from '../cells/nested-pairs.ts';
import { STATUS } from '../cells/structure/system.ts';
import type { Book } from './book.ts';
import type { Observation, ObservedYear } from './observe.ts';
import type { Truth } from './truth.ts';

/** A sensitive difference of which at least one count is not shown, by cells of the search. */
export interface NestedPair {
  readonly inner: number;
  readonly outer: number;
}

export interface NestedWatch {
  /** The book that is watched: what its ledger notes counts for the differences too. */
  readonly book: Book;
  /** The same, for a search that goes on until the differences of its cells are wide enough. */
  readonly ofDifferences: Book;
  /** Pairs whose difference is not known to be wide enough yet. */
  readonly open: () => readonly NestedPair[];
}

/**
 * Sensitive differences by the true figures, where earlier releases have not shown both counts and
 * this one does not show them either.
 */
export function hiddenPairs(
  { grid, meaning, policy, seen }: Observation,
  { cellsOf }: ObservedYear,
  { values, before }: Truth,
): NestedPair[] {
  const isKnown = ({ table, cell }: Spot) =>
    seen.get(table)?.status[cell] === STATUS.published || before[table]?.known[cell] === 1;
  const indexOf = ([spot]: readonly Spot[]) => cellsOf[spot?.table ?? '']?.[spot?.cell ?? 0];
  const figureAt = ([spot]: readonly Spot[]) => values.get(spot?.table ?? '')?.[spot?.cell ?? 0] ?? 0;
  return nestedCells(grid, meaning).flatMap((pair) => {
    const difference = figureAt(pair.outer) - figureAt(pair.inner);
    if (!(difference >= 1 && difference < policy.threshold)) return [];
    if (pair.inner.some(isKnown) && pair.outer.some(isKnown)) return [];
    const [inner, outer] = [indexOf(pair.inner), indexOf(pair.outer)];
    return inner === undefined || outer === undefined ? [] : [{ inner, outer }];
  });
}

/** Watches what a ledger notes for how far it takes the differences of pairs apart. */
export function watchNested({ ledger, ...places }: Book, pairs: readonly NestedPair[], width: number): NestedWatch {
  const [least, most] = [new Float64Array(pairs.length), new Float64Array(pairs.length)];
  const pairsOf = new Map<number, number[]>();
  const { unknownsOf } = places;
  const unknownOf = (cell: number) => at(unknownsOf(cell), 0);
  pairs.forEach(({ inner, outer }, index) => {
    for (const unknown of [...unknownsOf(inner), ...unknownsOf(outer)])
      pairsOf.set(unknown, [...(pairsOf.get(unknown) ?? []), index]);
  });
  const isWide = (index: number) => at(most, index) - at(least, index) >= Math.max(width, 1);
  const note: Book['ledger']['note'] = (changes) => {
    if (!ledger.note(changes)) return false;
    for (const index of new Set([...changes.keys()].flatMap((unknown) => pairsOf.get(unknown) ?? []))) {
      const { inner, outer } = at(pairs, index);
      const change = (changes.get(unknownOf(outer)) ?? 0) - (changes.get(unknownOf(inner)) ?? 0);
      least[index] = Math.min(at(least, index), change);
      most[index] = Math.max(at(most, index), change);
    }
    return true;
  };
  const widthOf = (unknown: number) =>
    Math.min(...(pairsOf.get(unknown) ?? []).map((index) => at(most, index) - at(least, index)));
  return {
    book: { ...places, ledger: { ...ledger, note } },
    ofDifferences: { ...places, ledger: { ...ledger, note, widthOf } },
    open: () => pairs.filter((_, index) => !isWide(index)),
  };
}
