/**
 * Whether cells of a withheld margin stay unknown where a coarser margin of the same areas is
 * shown. Municipalities by age are withheld, their totals are not: then a cell may be other than it
 * is if two people of different municipalities and ages exchange their ages, within the area of
 * which ages are shown. That leaves the municipalities' totals and the area's ages as they are, and
 * is possible only as far as the relations between figures allow it: looked for cell by cell.
 */
import { at, floatAt } from '../../base/index.ts';
import type { FigureRelation, FigureRelations } from '../cells/figure-relations.ts';

/**
 * A figure over areas (of one wider area) and groups: in row-major order, the groups run fastest.
 */
export interface ExchangeFigure {
  readonly figure: string;
  readonly value: Float64Array;
  /** 1: must not be known. */
  readonly sensitive: Uint8Array;
}

/**
 * What is exchanged in: figures over the same areas and groups, of which sums over either are
 * shown.
 */
export interface ExchangeField {
  readonly areas: number;
  readonly groups: number;
  readonly figures: readonly ExchangeFigure[];
}

/** A relation over figures by their number: the sum of factor x figure is 0, or at least 0. */
interface IndexedRelation {
  readonly kind: 'equal' | 'atLeast';
  readonly terms: readonly (readonly [figure: number, factor: number])[];
}

/** A cell, and by how much everything that is exchanged changes in it. */
type Change = readonly [cell: number, by: number];

/** At most so many figures are taken along with the one that is examined. */
const MOST = 40;

/**
 * Whether some sensitive cell has no exchange that changes it by `width`. Left aside are those that
 * are all of their area or all of their group: they are as unknown as the sum that they equal,
 * which is protected itself.
 */
export function hasFixed(
  { areas, groups, figures }: ExchangeField,
  figureRelations: FigureRelations,
  width: number,
): boolean {
  const indexedRelations = indexRelations(figures, figureRelations);
  const values = figures.map(({ value }) => value);
  return figures.some(({ value, sensitive }, figure) => {
    const ranks = new Map<number, readonly number[]>();
    const ranked = (group: number) => {
      const known = ranks.get(group) ?? rank(value, areas, groups, group);
      ranks.set(group, known);
      return known;
    };
    return sensitive.some((flag, cell) => {
      if (flag === 0 || isWhole(value, areas, groups, cell)) return false;
      const [area, group] = [Math.floor(cell / groups), cell % groups];
      return !findExchange(values, indexedRelations, { groups, figure, area, group, width, ranked });
    });
  });
}

function rank(value: Float64Array, areas: number, groups: number, group: number): number[] {
  const of = (area: number) => at(value, area * groups + group);
  return Array.from({ length: areas }, (_, area) => area).sort((a, b) => of(b) - of(a) || a - b);
}

/**
 * Whether a cell is all that there is in its area, or in its group; a single area or group has sums
 * alone.
 */
function isWhole(value: Float64Array, areas: number, groups: number, cell: number): boolean {
  const [area, group] = [Math.floor(cell / groups), cell % groups];
  let [row, column] = [0, 0];
  for (let other = 0; other < groups; other += 1) row += Math.abs(at(value, area * groups + other));
  for (let other = 0; other < areas; other += 1) column += Math.abs(at(value, other * groups + group));
  const own = Math.abs(at(value, cell));
  return row === own || column === own;
}

interface Target {
  readonly groups: number;
  readonly figure: number;
  readonly area: number;
  readonly group: number;
  readonly width: number;
  /** The areas in which most of a group are first: there an exchange is most often possible. */
  readonly ranked: (group: number) => readonly number[];
}

function findExchange(
  values: readonly Float64Array[],
  indexedRelations: readonly (readonly IndexedRelation[])[],
  target: Target,
): boolean {
  const { groups, figure, area, group, width, ranked } = target;
  const value = values[figure];
  if (value === undefined) throw new Error('no such figure');
  const cellOf = (one: number, other: number) => one * groups + other;
  const has = (one: number, other: number) => at(value, cellOf(one, other)) >= width;
  for (const by of [-width, width])
    for (let other = 0; other < groups; other += 1) {
      if (other === group || (by < 0 ? !has(area, group) : !has(area, other))) continue;
      const needed = by < 0 ? other : group;
      for (const elsewhere of ranked(needed)) {
        if (!has(elsewhere, needed)) break;
        if (elsewhere === area) continue;
        const changes: Change[] = [
          [cellOf(area, group), by],
          [cellOf(area, other), -by],
          [cellOf(elsewhere, group), -by],
          [cellOf(elsewhere, other), by],
        ];
        if (isPossible(values, indexedRelations, figure, changes)) return true;
      }
    }
  return false;
}

/**
 * Whether a figure may change so, if need be with others: whoever has imaging no more has no scan
 * either.
 */
function isPossible(
  values: readonly Float64Array[],
  indexedRelations: readonly (readonly IndexedRelation[])[],
  figure: number,
  changes: readonly Change[],
): boolean {
  const moved: Moved = new Map([[figure, 1]]);
  while (moved.size <= MOST) {
    const next = firstBroken(values, indexedRelations, moved, changes);
    if (next === undefined) return true;
    if (next === null) return false;
    moved.set(...next);
  }
  return false;
}

/** What changes, and how many times as much as persons do: all events of somebody go with him. */
type Moved = Map<number, number>;

/**
 * A figure that has to change as well, and by how much; null where nothing helps, undefined where
 * all is as it must be.
 */
function firstBroken(
  values: readonly Float64Array[],
  indexedRelations: readonly (readonly IndexedRelation[])[],
  moved: ReadonlyMap<number, number>,
  changes: readonly Change[],
): readonly [figure: number, times: number] | null | undefined {
  for (const [cell, by] of changes) {
    const was = (figure: number) => floatAt(values[figure] as Float64Array, cell);
    for (const [figure, times] of moved) {
      if (was(figure) + by * times < 0) return null;
      for (const { kind, terms } of indexedRelations[figure] ?? []) {
        let [before, now] = [0, 0];
        for (const [each, factor] of terms) {
          const value = was(each);
          before += factor * value;
          now += factor * (value + by * (moved.get(each) ?? 0));
        }
        // Corrections below zero may have broken a relation already.
        if (kind === 'atLeast' ? now >= Math.min(0, before) : now === before) continue;
        const missing = kind === 'atLeast' ? -now : before - now;
        const further = terms.find(([each, factor]) => !moved.has(each) && factor * by * missing > 0);
        if (further) return [further[0], 1];
        // Nobody is left who has the events that are.
        const left = terms.find(([each, factor]) => factor < 0 && moved.get(each) === 1 && by < 0 && was(each) > 1);
        return left && isOfEvents(terms) ? [left[0], was(left[0])] : null;
      }
    }
  }
  return undefined;
}

/** Whether a relation says how many events there are at most for each of some persons. */
function isOfEvents(terms: IndexedRelation['terms']): boolean {
  return terms.some(([, factor]) => factor > 1);
}

/** By figure, what relates it to the others that are there. */
function indexRelations(
  figures: readonly ExchangeFigure[],
  { cubes, relations }: FigureRelations,
): IndexedRelation[][] {
  const numbers = new Map(figures.map(({ figure }, number) => [figure, number]));
  const parts = Object.values(cubes).flatMap(({ numerator, denominator, isPart }): FigureRelation[] =>
    isPart && denominator !== null
      ? [{ kind: 'atMost', lesser: numerator, greater: [denominator], times: 1, corrected: false }]
      : [],
  );
  const indexedRelations: IndexedRelation[][] = figures.map(() => []);
  for (const relation of [...relations, ...parts]) {
    // It relates different cells, and an exchange is between figures of one.
    if (relation.kind === 'across') continue;
    const terms = termsOf(relation).map(([figure, factor]) => [numbers.get(figure) ?? -1, factor] as const);
    if (terms.some(([number]) => number < 0)) continue;
    const indexedRelation: IndexedRelation = { kind: relation.kind === 'atMost' ? 'atLeast' : 'equal', terms };
    for (const number of new Set(terms.map(([figure]) => figure))) indexedRelations[number]?.push(indexedRelation);
  }
  return indexedRelations;
}

function termsOf(
  relation: Exclude<FigureRelation, { kind: 'across' }>,
): readonly (readonly [figure: string, factor: number])[] {
  const each = (figures: readonly string[], factor: number) => figures.map((figure) => [figure, factor] as const);
  if (relation.kind === 'same') return [...each([relation.left], 1), ...each([relation.right], -1)];
  if (relation.kind === 'sum') return [...each([relation.whole], 1), ...each(relation.parts, -1)];
  if (relation.kind === 'equation') return relation.terms.map(({ figure, factor }) => [figure, factor] as const);
  return [...each([relation.lesser], -1), ...each(relation.greater, relation.times)];
}
