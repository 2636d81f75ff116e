/**
 * Whether sensitive nested differences can be known: each must differ between two complete sets of
 * figures that the certificates record.
 */
import { at } from '../../base/index.ts';
import type { TableCell } from '../cells/grid.ts';
import { nestedCells } from '../cells/nested-pairs.ts';
import { STATUS } from '../cells/structure/system.ts';
import type { ActualValues } from './actual-values.ts';
import type { Certifier } from './certifier.ts';
import type { Observation, ObservedYear } from './observe.ts';

/** A sensitive difference of which at least one count is not shown, by cells of the search. */
export interface NestedPair {
  readonly inner: number;
  readonly outer: number;
}

export interface NestedWatch {
  /** The certifier that is watched: what its certificates record counts for the differences too. */
  readonly certifier: Certifier;
  /** The same, for a search that goes on until the differences of its cells are wide enough. */
  readonly ofDifferences: Certifier;
  /** Pairs whose difference is not known to be wide enough yet. */
  readonly open: () => readonly NestedPair[];
}

/**
 * Sensitive differences by the true figures, where earlier releases have not shown both counts and
 * this one does not show them either.
 */
export function hiddenPairs(
  { grid, figureRelations, policy, seen }: Observation,
  { cellsOf }: ObservedYear,
  { values, before }: ActualValues,
): NestedPair[] {
  const isKnown = ({ table, cell }: TableCell) =>
    seen.get(table)?.status[cell] === STATUS.published || before[table]?.known[cell] === 1;
  const indexOf = ([tableCell]: readonly TableCell[]) => cellsOf[tableCell?.table ?? '']?.[tableCell?.cell ?? 0];
  const figureAt = ([tableCell]: readonly TableCell[]) =>
    values.get(tableCell?.table ?? '')?.[tableCell?.cell ?? 0] ?? 0;
  return nestedCells(grid, figureRelations).flatMap((pair) => {
    const difference = figureAt(pair.outer) - figureAt(pair.inner);
    if (!(difference >= 1 && difference < policy.threshold)) return [];
    if (pair.inner.some(isKnown) && pair.outer.some(isKnown)) return [];
    const [inner, outer] = [indexOf(pair.inner), indexOf(pair.outer)];
    return inner === undefined || outer === undefined ? [] : [{ inner, outer }];
  });
}

/** Watches what certificates notes for how far it takes the differences of pairs apart. */
export function watchNested(
  { certificates, ...places }: Certifier,
  pairs: readonly NestedPair[],
  width: number,
): NestedWatch {
  const [least, most] = [new Float64Array(pairs.length), new Float64Array(pairs.length)];
  const pairsOf = new Map<number, number[]>();
  const { unknownsOf } = places;
  const unknownOf = (cell: number) => at(unknownsOf(cell), 0);
  pairs.forEach(({ inner, outer }, index) => {
    for (const unknown of [...unknownsOf(inner), ...unknownsOf(outer)])
      pairsOf.set(unknown, [...(pairsOf.get(unknown) ?? []), index]);
  });
  const isWide = (index: number) => at(most, index) - at(least, index) >= Math.max(width, 1);
  const record: Certifier['certificates']['record'] = (changes) => {
    if (!certificates.record(changes)) return false;
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
    certifier: { ...places, certificates: { ...certificates, record } },
    ofDifferences: { ...places, certificates: { ...certificates, record, widthOf } },
    open: () => pairs.filter((_, index) => !isWide(index)),
  };
}
