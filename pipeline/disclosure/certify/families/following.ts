/**
 * Figures that are published at coarser places alone, where they follow at a finer one: of whom
 * nobody counts, nobody does in any part; of whom all of another figure count, all do in every
 * part.
 */
import { at } from '../../../base/index.ts';
import type { Family, FamilyCondition, FamilyFigure } from './family.ts';

export interface Following<Place = unknown> {
  readonly figure: FamilyFigure;
  /** The position of the figure that counts the same members there; -1: nobody counts. */
  readonly as: number;
  /** Where the figures stand that it follows from. */
  readonly from: readonly Place[];
}

/**
 * What figures of the family, by position, are at a coarser place, and where they stand; undefined:
 * not known.
 */
export type ValuesAbove<Place> = (figure: number) => { readonly count: number; readonly place: Place } | undefined;

/**
 * The figures that follow at a place where those at the positions `kept` are published. `above`
 * gives, for a figure that is not, the values at each of the nearest coarser places where it is.
 */
export function followingFigures<Place>(
  { figures }: Family,
  kept: readonly number[],
  above: (figure: number) => readonly ValuesAbove<Place>[],
): Following<Place>[] {
  return figures.flatMap((figure, position): Following<Place>[] => {
    if (figure.adds !== null || kept.includes(position)) return [];
    for (const find of above(position)) {
      const own = find(position);
      if (own === undefined) continue;
      if (own.count === 0) return [{ figure, as: -1, from: [own.place] }];
      for (const [as, other] of kept.entries()) {
        const whole = contains(at(figures, other), figure) ? find(other) : undefined;
        if (whole?.count === own.count) return [{ figure, as, from: [own.place, whole.place] }];
      }
    }
    return [];
  });
}

/** Whether whoever the inner figure counts is counted by the outer one, whatever was corrected. */
function contains(outer: FamilyFigure, inner: FamilyFigure): boolean {
  return outer.adds === null && outer.where.every((targets) => inner.where.some((met) => implies(met, targets)));
}

function implies(met: FamilyCondition, targets: FamilyCondition): boolean {
  if (met.variable !== targets.variable || (met.orBelow && !targets.orBelow)) return false;
  const isAbove = (met.atLeast ?? Number.NEGATIVE_INFINITY) >= (targets.atLeast ?? Number.NEGATIVE_INFINITY);
  return isAbove && (met.atMost ?? Number.POSITIVE_INFINITY) <= (targets.atMost ?? Number.POSITIVE_INFINITY);
}
