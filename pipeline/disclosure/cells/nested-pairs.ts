/**
 * Nested counts: two published counts of the same members' cell of which one contains the other by
 * definition.
 */
import { at } from '../../base/index.ts';
import type { FigureRelations } from './figure-relations.ts';
import type { Grid, GridTable, TableCell } from './grid.ts';
import { hiddenCells, nodesOf } from './structure/table.ts';

/** Two figures: whoever counts in the inner one counts in the outer one. */
export interface NestedFigures {
  readonly inner: string;
  readonly outer: string;
}

/** The same cell of both, in every table that has it. */
export interface NestedCells {
  /** Area and members: what the cells of all figures at one place have in common. */
  readonly place: string;
  readonly inner: readonly TableCell[];
  readonly outer: readonly TableCell[];
}

/**
 * Figures that count some of the members, each with every other that contains it by a relation or
 * by several, one after the other: numerators, and denominators of a mean over some members (who
 * has a practice and a contact). A numerator against the denominator of its own cube is none: that
 * is `complements` of the policy.
 */
export function nestedFigures({ cubes, relations }: Pick<FigureRelations, 'cubes' | 'relations'>): NestedFigures[] {
  const all = Object.values(cubes);
  const divided = new Set(all.map(({ numerator, denominator }) => `${numerator}|${denominator}`));
  const above = new Map<string, string[]>();
  for (const relation of relations) {
    if (relation.kind !== 'atMost' || relation.times !== 1 || relation.greater.length !== 1) continue;
    above.set(relation.lesser, [...(above.get(relation.lesser) ?? []), ...relation.greater]);
  }
  const counts = new Set(
    all.flatMap(({ numerator, denominator, adds }) => [
      ...(adds === 'members' ? [numerator] : []),
      ...(denominator !== null && above.has(denominator) ? [denominator] : []),
    ]),
  );
  return [...counts].sort().flatMap((inner) => {
    const reached = new Set([inner]);
    // A set is walked in the order in which it grows.
    for (const figure of reached) for (const greater of above.get(figure) ?? []) reached.add(greater);
    const outer = [...reached].filter(
      (figure) => figure !== inner && counts.has(figure) && !divided.has(`${inner}|${figure}`),
    );
    return outer.sort().map((figure) => ({ inner, outer: figure }));
  });
}

/** All cells that are published of both figures of a pair. */
export function nestedCells(
  { tables }: Pick<Grid, 'tables'>,
  figureRelations: Pick<FigureRelations, 'cubes' | 'relations'>,
): NestedCells[] {
  const tableCells = new Map<string, ReadonlyMap<string, readonly TableCell[]>>();
  const cellLabelsOf = (figure: string) => {
    const known = tableCells.get(figure) ?? placeTableCells(tables.filter((table) => table.figure === figure));
    tableCells.set(figure, known);
    return known;
  };
  return nestedFigures(figureRelations).flatMap(({ inner, outer }) => {
    const others = cellLabelsOf(outer);
    return [...cellLabelsOf(inner)].flatMap(([place, own]) => {
      const other = others.get(place);
      return other === undefined ? [] : [{ place, inner: own, outer: other }];
    });
  });
}

/**
 * Where a figure stands, by area and the members of dimensions other than their totals; cells that
 * nobody publishes are left out.
 */
function placeTableCells(tables: readonly GridTable[]): Map<string, TableCell[]> {
  const places = new Map<string, TableCell[]>();
  for (const { name, axes } of tables)
    hiddenCells(axes).forEach((isHidden, cell) => {
      if (isHidden === 1) return;
      const nodes = nodesOf(axes, cell);
      const codes = axes.flatMap((axis, index) => {
        const node = at(nodes, index);
        return index > 0 && node === 0 ? [] : [`${axis.name}=${at(axis.codes, node)}`];
      });
      const place = codes.sort().join('|');
      const known = places.get(place);
      if (known) known.push({ table: name, cell });
      else places.set(place, [{ table: name, cell }]);
    });
  return places;
}
