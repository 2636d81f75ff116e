/**
 * Where figures are shown, by cubes as rows: what a percentile says of a figure is known where the
 * nearest cell of the figure is shown.
 */

/** A row of a cube: what its cell is, and whether its figures are shown. */
export interface ShownCell {
  readonly area: string;
  /** In the order of the dimensions, `total` included. */
  readonly members: readonly string[];
  readonly isShown: boolean;
}

export interface CubeOfFigure {
  /** Names. */
  readonly dimensions: readonly string[];
  readonly cells: readonly ShownCell[];
}

/** Whether every cube of a figure shows the smallest of its cells that contains another cell. */
export type IsKnown = (dimensions: readonly string[], cell: Pick<ShownCell, 'area' | 'members'>) => boolean;

/**
 * Reads the cubes of one figure: a cell that one of them shows is known, whichever else suppresses
 * it.
 */
export function openKnown(cubes: readonly CubeOfFigure[], above: ReadonlyMap<string, readonly string[]>): IsKnown {
  const known = new Set<string>();
  for (const { dimensions, cells } of cubes)
    for (const { area, members, isShown } of cells) if (isShown) known.add(placeOf(area, dimensions, members));
  const areas = cubes.map(({ cells }) => new Set(cells.map(({ area }) => area)));
  return (dimensions, { area, members }) =>
    cubes.every((cube, index) => {
      const nearest = [area, ...(above.get(area) ?? [])].find((one) => areas[index]?.has(one));
      if (nearest === undefined) return true;
      const at = cube.dimensions.map((name) => members[dimensions.indexOf(name)] ?? 'total');
      return known.has(placeOf(nearest, cube.dimensions, at));
    });
}

function placeOf(area: string, dimensions: readonly string[], members: readonly string[]): string {
  const others = members.flatMap((member, index) => (member === 'total' ? [] : [`${dimensions[index]}=${member}`]));
  return [area, ...others.sort()].join('|');
}
