/**
 * Protects cells by moves of several figures at once: where all who have imaging have a scan, one
 * more of the one is one more of the other. Each figure is moved by itself; where that breaks a
 * relation between figures, another one that repairs it is moved as well.
 */
import { at } from '../../base/index.ts';
import type { GridTable } from '../cells/grid.ts';
import { followers } from '../cells/groups.ts';
import type { RelationBounds } from '../cells/stations.ts';
import { STATUS } from '../cells/structure/system.ts';
import { type PlacedMove, placeMove, placesIn } from './moves.ts';
import type { Limits } from './paths.ts';
import { openSearch, type Search } from './seek.ts';
import { statusOf, systemApart, type YearSystem } from './systems.ts';
import { attackOf, type Work } from './work.ts';

/**
 * At most so many figures are moved one after the other, so many changes tried to repair a row, and
 * so many moves looked for in all.
 */
const LIMITS = { figures: 8, repairs: 4, moves: 60 } as const;

/** How many events somebody may take along. */
const EVENTS = [1, 2, 3] as const;

type Changes = ReadonlyMap<number, number>;

/**
 * Takes the cells out of `work.open` for which moves are found in `together`, all tables with all
 * relations. Nothing more is suppressed where the `cost` of `limits` is 0; Infinity: what a move
 * needs is.
 */
export function protectTogether(work: Work, together: YearSystem, limits: Limits): void {
  const { year, tableStatuses, check, open, moves } = work;
  const width = Math.max(year.policy.width, 1);
  const all = openSearch(together.system, statusOf(together, tableStatuses), attackOf(year).attacker);
  const figures = openFigures(work, together);
  const reach = new Map<number, readonly [least: number, most: number]>();
  const widthOf = (cell: number) => {
    const [least, most] = reach.get(cell) ?? [0, 0];
    return most - least;
  };
  const accepts = (changes: Changes): boolean => {
    const move = { cells: [...changes.keys()], changes: [...changes.values()], cost: 0 };
    if (!check(together, move, () => [])) return false;
    for (const [cell, by] of changes) {
      const [least, most] = reach.get(cell) ?? [0, 0];
      reach.set(cell, [Math.min(least, by), Math.max(most, by)]);
      const status = all.settle(cell, by);
      for (const [name, place] of placesIn(together).get(cell) ?? []) {
        figures.settle(name, place, by);
        const own = tableStatuses.get(name);
        if (own && status !== STATUS.hidden) own[place] = status;
      }
    }
    moves.push(placeMove(together, move, () => []));
    return true;
  };
  const indexOf = (name: string, cell: number) => at(together.cellsOf[name] ?? [], cell);
  for (const [name, cells] of open)
    for (const cell of cells) {
      const index = indexOf(name, cell);
      for (let up = width; up >= 0 && widthOf(index) < width; up -= 1)
        [up, up - width].every((by) => by === 0 || isFound(index, by, limits, { all, steps: figures.steps, accepts }));
    }
  for (const [name, cells] of open) {
    for (const cell of cells) if (widthOf(indexOf(name, cell)) >= width) cells.delete(cell);
    if (cells.size === 0) open.delete(name);
  }
}

/** A move of one figure that changes a cell of all tables by so much. */
type Step = (cell: number, by: number, limits: Limits) => Changes | undefined;

interface Together {
  readonly all: Search;
  readonly steps: readonly Step[];
  readonly accepts: (changes: Changes) => boolean;
}

/** Moves one figure after the other until no relation is broken, depth first. */
function isFound(cell: number, by: number, limits: Limits, { all, steps, accepts }: Together): boolean {
  let left: number = LIMITS.moves;
  const go = (changes: Changes, repairs: readonly (readonly [cell: number, by: number])[], figures: number): boolean =>
    repairs.slice(0, LIMITS.repairs).some(([moved, change]) =>
      steps.some((step) => {
        left -= 1;
        const more = left >= 0 ? step(moved, change, limits) : undefined;
        if (more === undefined) return false;
        const joined = new Map(changes);
        for (const [other, add] of more) joined.set(other, (joined.get(other) ?? 0) + add);
        for (const [other, sum] of joined) if (sum === 0) joined.delete(other);
        const flaw = joined.get(cell) === by ? all.examine(joined, limits.cost) : 'final';
        if (flaw === 'none') return accepts(joined);
        return flaw !== 'final' && figures < LIMITS.figures && go(joined, flaw, figures + 1);
      }),
    );
  return go(new Map(), [[cell, by]], 1);
}

/**
 * Every figure by itself: within what the others leave it, and, where that is not enough, within
 * what is published of it alone; shares with all events of those who move.
 */
function openFigures(work: Work, together: YearSystem) {
  const places = placesIn(together);
  const tables = new Map(work.year.grid.tables.map((table) => [table.name, table]));
  const shares = followers(work.year.grid, work.year.figureRelations);
  const kinds = [openFigure(work, work.relationBounds), openFigure(work, new Map())] as const;
  const [, loose] = kinds;
  const place = ({ searchOf }: typeof loose, name: string, cell: number, by: number, limits: Limits) => {
    const table = tables.get(name);
    if (table === undefined) return undefined;
    const { apart, search } = searchOf(table);
    const move = search.seek(at(apart.cellsOf[name] ?? [], cell), by, limits);
    return move && placeMove(apart, move, () => []);
  };
  const alone = kinds.map(
    (kind): Step =>
      (cell, by, limits) => {
        const [name = '', own = 0] = places.get(cell)?.[0] ?? [];
        const move = place(kind, name, own, by, limits);
        return move && indexed(move, together);
      },
  );
  const withVolumes = EVENTS.map(
    (events): Step =>
      (cell, by, limits) => {
        const [name, own = 0] = places.get(cell)?.[0] ?? [];
        const [volume] = [...shares].find(([, share]) => share === name) ?? [];
        const move = volume === undefined ? undefined : place(loose, volume, own, by * events, limits);
        if (move === undefined) return undefined;
        const placed = move.tables.map((table) => shares.get(table) ?? '');
        const followed = { ...move, tables: placed, changes: move.changes.map((change) => change / events) };
        return new Map([...indexed(followed, together), ...indexed(move, together)]);
      },
  );
  const steps = [...alone, ...withVolumes];
  const settle = (name: string, place: number, by: number) => {
    for (const { opened } of kinds) {
      const { apart, search } = opened.get(name) ?? {};
      if (apart && search) search.settle(at(apart.cellsOf[name] ?? [], place), by);
    }
  };
  return { steps, settle };
}

function openFigure({ year, tableStatuses }: Work, relationBounds: RelationBounds) {
  const opened = new Map<string, { readonly apart: YearSystem; readonly search: Search }>();
  const searchOf = ({ name, figure }: GridTable) => {
    const before = opened.get(name);
    if (before) return before;
    const tables = year.grid.tables.filter((table) => table.figure === figure);
    const apart = systemApart(year, tables, tableStatuses, relationBounds, false);
    const search = openSearch(apart.system, statusOf(apart, tableStatuses), attackOf(year).attacker);
    const found = { apart, search };
    for (const table of tables) opened.set(table.name, found);
    return found;
  };
  return { opened, searchOf };
}

/** A placed move over the cells of a system. */
function indexed({ tables, cells, changes }: PlacedMove, { cellsOf }: YearSystem): Changes {
  const changed = new Map<number, number>();
  tables.forEach((table, index) => {
    const cell = cellsOf[table]?.[at(cells, index)];
    if (cell !== undefined) changed.set(cell, at(changes, index));
  });
  return changed;
}
