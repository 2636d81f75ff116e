/** The equations that figures of a family keep whatever its members are. */
import { at } from '../../../base/index.ts';
import type { Family } from './family.ts';
import { memberTypes } from './member-types.ts';

/** The sum of factor x figure is 0; figures by position, factors whole. */
export type Equation = readonly { readonly figure: number; readonly factor: number }[];

/**
 * Of how many states of a member equations are read; of larger families those of totals alone,
 * which follow from their atoms.
 */
const STATES = 2_000;

/** A basis of all equations between the figures of a family, as far as its size allows. */
export function equationsOf(family: Family): Equation[] {
  const types = memberTypes(family, STATES);
  if (types) {
    const all = family.figures.map((_, figure) => figure);
    return basis(
      types.flatMap(({ adds, rays }) => [adds, ...rays]),
      all,
    );
  }
  const totals = family.figures.flatMap(({ adds, where }, figure) =>
    adds !== null && where.length === 0 ? [figure] : [],
  );
  const byAtom = family.atoms.map((atom) =>
    family.figures.map(({ adds }) => (adds !== null && atom.includes(adds) ? 1 : 0)),
  );
  return basis(byAtom, totals);
}

/** What is orthogonal to all generators, among some figures: by elimination in whole numbers. */
function basis(generators: readonly (readonly number[])[], figures: readonly number[]): Equation[] {
  const rows: number[][] = [];
  const pivots: number[] = [];
  for (const generator of generators) {
    let row = figures.map((figure) => at(generator, figure));
    rows.forEach((known, index) => {
      row = eliminate(row, known, at(pivots, index));
    });
    const pivot = row.findIndex((entry) => entry !== 0);
    if (pivot < 0) continue;
    rows.forEach((known, index) => {
      rows[index] = eliminate(known, row, pivot);
    });
    rows.push(row);
    pivots.push(pivot);
  }
  return figures.flatMap((_, free) => {
    if (pivots.includes(free)) return [];
    const scale = rows.reduce(
      (all, row, index) => (at(row, free) === 0 ? all : lcm(all, at(row, at(pivots, index)))),
      1,
    );
    const terms = rows.flatMap((row, index) => {
      const factor = (-at(row, free) * scale) / at(row, at(pivots, index));
      return factor === 0 ? [] : [{ figure: at(figures, at(pivots, index)), factor }];
    });
    return [[{ figure: at(figures, free), factor: scale }, ...terms]];
  });
}

/** A row less so much of another that nothing of it is left at a place. */
function eliminate(row: readonly number[], by: readonly number[], place: number): number[] {
  const [own, other] = [at(row, place), at(by, place)];
  if (own === 0) return [...row];
  const next = row.map((entry, index) => entry * other - at(by, index) * own);
  const divisor = next.reduce((all, entry) => gcd(all, Math.abs(entry)), 0);
  return divisor > 1 ? next.map((entry) => entry / divisor) : next;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

function lcm(a: number, b: number): number {
  return (Math.abs(a) / gcd(Math.abs(a), Math.abs(b))) * Math.abs(b);
}
