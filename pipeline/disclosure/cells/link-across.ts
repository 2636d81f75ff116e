/** Links cells of figures at different members of a dimension. */
import { at } from '../../base/index.ts';
import type { AcrossCells } from './derive/across.ts';
import { commonAxes, type GridTable, type IsEquation, type TableCell } from './grid-table.ts';
import type { Axis } from './structure/axis.ts';
import { type CellSet, type Link, matchCells } from './structure/link.ts';
import { cellOf, nodesOf } from './structure/table.ts';

interface Placed {
  readonly figure: string;
  readonly members: Readonly<Record<string, string>>;
  readonly factor: number;
}

/**
 * The links of a relation across cells, at every place that all its figures have: one for each
 * table of its first figure, with the tables of the others that have its members.
 *
 * @param isKept whether the relation is written down at cells, in the order lesser, greater
 */
export function linkAcross(
  relation: Omit<AcrossCells, 'from'>,
  tables: ReadonlyMap<string, readonly GridTable[]>,
  isKept: IsEquation,
): Link[] {
  const sides = [
    [relation.lesser, -1],
    [relation.greater, 1],
  ] as const;
  const terms = sides.flatMap(([figures, factor]) =>
    figures.map(({ figure, at: members }): Placed => ({ figure, members, factor })),
  );
  const dimensions = new Set(terms.flatMap(({ members }) => Object.keys(members)));
  const choices = terms.map(({ figure, members }) =>
    (tables.get(figure) ?? []).filter(({ axes }) =>
      Object.entries(members).every(([name, member]) =>
        axes.some((axis) => axis.name === name && axis.codes.includes(member)),
      ),
    ),
  );
  const sum = { terms, corrected: relation.corrected, isAtLeast: !relation.isEqual };
  return combinationsOf(terms, choices).flatMap((chosen): Link[] => {
    const axes = commonAxes(chosen).filter(({ name }) => !dimensions.has(name));
    const sets = chosen.map((table, index) => placedCells(table, axes, at(terms, index).members));
    const [first] = sets;
    if (first === undefined) return [];
    const kept = first.cells.map((_, position) => {
      const cells = sets.map(({ table, cells: own }): TableCell => ({ table, cell: at(own, position) }));
      return cells.every(({ cell }) => cell >= 0) && isKept(cells, sum) ? 1 : 0;
    });
    const placed = sets.map(
      ({ table, cells }): CellSet => ({
        table,
        cells: cells.map((cell, position) => (kept[position] === 1 ? cell : -1)),
      }),
    );
    return [
      {
        kind: 'equation',
        terms: placed.map((set, index) => ({ set, factor: at(terms, index).factor })),
        ...(!relation.isEqual && { atLeast: true }),
      },
    ];
  });
}

/** A table for every term: terms of one figure at several members are of one table. */
function combinationsOf(terms: readonly Placed[], choices: readonly (readonly GridTable[])[]): GridTable[][] {
  const figures = [...new Set(terms.map(({ figure }) => figure))];
  const options = figures.map((figure) => {
    const own = choices.filter((_, index) => at(terms, index).figure === figure);
    const [one = []] = own;
    return one.filter((table) => own.every((other) => other.includes(table)));
  });
  const picked = options.reduce<GridTable[][]>(
    (sets, option) => sets.flatMap((set) => option.map((table) => [...set, table])),
    [[]],
  );
  return picked.map((set) => terms.map(({ figure }) => at(set, figures.indexOf(figure))));
}

/** The cells of a table at some members, in the order of axes that it has. */
function placedCells(table: GridTable, common: readonly Axis[], members: Readonly<Record<string, string>>): CellSet {
  const { cells } = matchCells(table, { name: 'common', axes: common });
  const moved = cells.map((cell) => {
    if (cell < 0) return -1;
    const nodes = table.axes.map((axis, index) => {
      const member = members[axis.name];
      return member === undefined ? at(nodesOf(table.axes, cell), index) : axis.codes.indexOf(member);
    });
    return cellOf(table.axes, nodes);
  });
  return { table: table.name, cells: moved };
}
