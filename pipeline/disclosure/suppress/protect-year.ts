/**
 * Decides which cells of a year's cubes are suppressed: sensitive ones, and those that would
 * disclose sensitive ones. Figures in, statuses out.
 */
import { at } from '../../base/index.ts';
import type { Grid, GridTable } from '../cells/grid.ts';
import { followers, groupsOf } from '../cells/groups.ts';
import { STATUS } from '../cells/structure/system.ts';
import { boundByRelations } from './bound-by-relations.ts';
import { chooseNested, suppressNested, targetNested } from './choose-nested.ts';
import { openMemberCheck } from './member-check.ts';
import type { Move } from './move.ts';
import { placeMove } from './moves.ts';
import { publishDerivable } from './publish-derivable.ts';
import { repairExposedCells } from './repair-exposed-cells.ts';
import { suppress } from './suppress.ts';
import {
  divisorsOf,
  isSuppressed,
  type Statuses,
  statusOf,
  systemApart,
  type YearFigures,
  type YearSystem,
} from './systems.ts';
import { attackOf, keepDistinguished, onlyOpen, recordStatuses, type Work } from './work.ts';

/** By code and cell of the cube's table: F, A (marked as sensitive) or D. */
export type Verdicts = Readonly<Record<string, readonly ('F' | 'A' | 'D')[]>>;

/**
 * Suppresses denominators first, as a row whose denominator must not be known is suppressed in
 * every cube; then every figure by itself, within what the others leave it; volumes after the
 * shares of their variables, with which they hide. A sensitive cell that finds no room so is
 * examined in all figures together. Refuses a year in which some sensitive cell cannot be protected
 * (disclosure).
 */
export async function protectYear(year: YearFigures): Promise<Verdicts> {
  const { grid, figureRelations } = year;
  const tableStatuses: Statuses = new Map();
  const check = openMemberCheck(year, tableStatuses);
  const work: Work = {
    year,
    tableStatuses,
    relationBounds: boundByRelations(year),
    check,
    open: new Map(),
    small: new Map(),
    nested: new Map(),
    moves: [],
  };
  const divisors = grid.tables.filter(({ divided }) => divided.length > 0);
  for (const group of groupsOf({ ...grid, tables: divisors }, figureRelations)) await suppressApart(work, group);
  const shares = followers(grid, figureRelations);
  // A group may have denominators: what equations relate to them.
  const groups = groupsOf(grid, figureRelations).filter((group) => group.some(({ divided }) => divided.length === 0));
  const isVolumeOfShare = (group: readonly GridTable[]) => group.some(({ name }) => shares.has(name));
  for (const group of groups.filter((one) => !isVolumeOfShare(one))) await suppressApart(work, group);
  const nested = chooseNested(year, tableStatuses, work.small);
  work.nested = nested.targets;
  const isTargeted = (group: readonly GridTable[]) => group.some(({ name }) => nested.targets.has(name));
  for (const group of groups.filter((one) => !isVolumeOfShare(one) && isTargeted(one)))
    await suppressApart(work, group);
  for (const group of groups.filter(isVolumeOfShare)) {
    for (const { name } of group) {
      const statuses = tableStatuses.get(shares.get(name) ?? '');
      if (statuses) tableStatuses.set(name, Uint8Array.from(statuses));
    }
    await suppressApart(work, group);
  }
  propagateToTwins(grid, tableStatuses);
  await repairExposedCells(work);
  suppressPreviouslyDisclosed(year, tableStatuses);
  const settle = () => {
    suppressNested(nested, tableStatuses);
    propagateToTwins(grid, tableStatuses);
    propagateToVolumes(shares, tableStatuses);
    unmark(work, shares);
  };
  settle();
  year.onDerivable?.(publishDerivable(year, tableStatuses));
  // What is suppressed for nested differences stays so, though earlier releases disclose it.
  settle();
  year.onMoves?.({ grid, moves: work.moves });
  return verdictsOf(grid, tableStatuses);
}

/**
 * Suppresses what has to be suppressed of some tables by themselves; what is suppressed already
 * stays.
 */
async function suppressApart(work: Work, tables: readonly GridTable[]): Promise<void> {
  const { year, tableStatuses, relationBounds, check, open, small } = work;
  if (tables.length === 0) return;
  const apart = systemApart(year, tables, tableStatuses, relationBounds, true);
  const previous = previousOf(year, apart, tableStatuses);
  const sensitive = targetsOf(year, apart, small);
  const settled = isSettled(year, apart);
  const searched = settled ? new Set<number>() : new Set(sensitive);
  targetNested(work.nested, apart, searched, previous);
  const shares = followers(year.grid, year.figureRelations);
  const volumesOf = (table: string) => [...shares].flatMap(([volume, share]) => (share === table ? [volume] : []));
  const suppressIn = async (system: YearSystem, before: Uint8Array, cells: ReadonlySet<number>) => {
    const targets = onlyOpen(system.system, before, cells);
    const accepts = (move: Move) => check(system, move, volumesOf);
    const found = await suppress(targets.system, { ...attackOf(year), previous: before, accepts });
    recordStatuses(system, keepDistinguished(found.status, targets.distinguished), tableStatuses);
    for (const move of found.moves) work.moves.push(placeMove(system, move, volumesOf));
    return found.exposed;
  };
  let exposed = await suppressIn(apart, previous, searched);
  if (exposed.length > 0 && tables.length > 1) {
    const suppressed = statusOf(apart, tableStatuses).map((status) =>
      isSuppressed(status) ? status : STATUS.published,
    );
    exposed = await suppressIn(
      systemApart(year, tables, tableStatuses, relationBounds, false),
      suppressed,
      new Set(exposed),
    );
  }
  // What is published already must not be disclosed by figures that are published beside it for the
  // first time, or otherwise than before.
  const isNew = ({ name }: GridTable) => year.before[name]?.changed.includes(1) ?? true;
  const isBesideNew = settled && year.grid.tables.some(isNew);
  const exposedCells = new Set(isBesideNew ? [...sensitive, ...searched] : exposed);
  for (const { name, hidden } of apart.tables) {
    small.set(
      name,
      Uint8Array.from(apart.cellsOf[name] ?? [], (index) => at(apart.system.sensitive, index)),
    );
    const own = tableStatuses.get(name);
    apart.cellsOf[name]?.forEach((index, cell) => {
      if (!exposedCells.has(index)) return;
      // Nobody out of a few, whose number is protected: that it is nobody may be known, as
      // elsewhere, so it must not be marked as sensitive.
      const isNobody = apart.system.value[index] === 0 && (year.figures[name]?.persons?.[cell] ?? 0) === 0;
      if (isNobody && hidden[cell] === 0) {
        if (!isBesideNew) own?.fill(STATUS.secondary, cell, cell + 1);
      }
      // A release without an audit leaves next to nothing to choose: the audit says whether it was
      // it who disclosed the cell.
      else if (!year.before[name]?.loose) open.set(name, (open.get(name) ?? new Set()).add(cell));
    });
  }
}

/**
 * Whether earlier releases have shown or suppressed every cell: then there is nothing left to
 * choose, and whether that is enough the audit says.
 */
function isSettled({ before }: YearFigures, { tables }: YearSystem): boolean {
  return tables.every(({ name, hidden }) => {
    const own = before[name];
    return (
      own &&
      hidden.every((flag, cell) => flag === 1 || own.known[cell] === 1 || isSuppressed(own.earlierStatus[cell] ?? 0))
    );
  });
}

/**
 * Sensitive cells; but of a volume only those that are not small in its share, by which they are
 * hidden.
 */
function targetsOf(
  { grid, figureRelations }: YearFigures,
  { system, cellsOf }: YearSystem,
  small: Work['small'],
): Set<number> {
  const targets = new Set(Array.from(system.sensitive.keys()).filter((cell) => system.sensitive[cell] === 1));
  for (const [volume, share] of followers(grid, figureRelations))
    cellsOf[volume]?.forEach((index, cell) => {
      if (small.get(share)?.[cell] === 1) targets.delete(index);
    });
  return targets;
}

/** What was suppressed before, in this release or the last, and whose denominator is. */
function previousOf(
  { grid, before }: YearFigures,
  { tables, cellsOf, system }: YearSystem,
  tableStatuses: Statuses,
): Uint8Array {
  const divisors = divisorsOf(grid);
  const previous = new Uint8Array(system.count);
  for (const { name, hidden } of tables) {
    const own = tableStatuses.get(name);
    const under = tableStatuses.get(divisors.get(name) ?? '');
    cellsOf[name]?.forEach((index, cell) => {
      if (hidden[cell] === 1) return;
      const status = own?.[cell] ?? STATUS.published;
      if (isSuppressed(status)) previous[index] = Math.max(previous[index] ?? 0, status);
      else if (isSuppressed(before[name]?.earlierStatus[cell] ?? 0))
        // What was sensitive is marked as sensitive only where it is still.
        previous[index] =
          at(system.sensitive, index) === 1 ? (before[name]?.earlierStatus[cell] ?? 0) : STATUS.secondary;
      else if (isSuppressed(under?.[cell] ?? STATUS.published)) previous[index] = STATUS.secondary;
    });
  }
  return previous;
}

/** What earlier releases disclosed is not shown again. */
function suppressPreviouslyDisclosed({ before, previouslyDisclosed }: YearFigures, tableStatuses: Statuses): void {
  for (const [name, own] of tableStatuses)
    previouslyDisclosed[name]?.forEach((isPreviouslyDisclosed, cell) => {
      if (isPreviouslyDisclosed === 1 && own[cell] === STATUS.published)
        own[cell] = before[name]?.earlierStatus[cell] || STATUS.secondary;
    });
}

/** A row is suppressed with its denominator. */
function propagateToTwins(grid: Grid, tableStatuses: Statuses): void {
  for (const [name, divisor] of divisorsOf(grid)) {
    const [own, under] = [tableStatuses.get(name), tableStatuses.get(divisor)];
    under?.forEach((status, cell) => {
      if (own && isSuppressed(status) && own[cell] === STATUS.published) own[cell] = STATUS.secondary;
    });
  }
}

/**
 * A volume moves with its share, so it is suppressed wherever its share is, whatever was suppressed
 * last.
 */
function propagateToVolumes(shares: ReadonlyMap<string, string>, tableStatuses: Statuses): void {
  for (const [volume, share] of shares) {
    const own = tableStatuses.get(volume);
    tableStatuses.get(share)?.forEach((status, cell) => {
      if (own && isSuppressed(status) && own[cell] === STATUS.published) own[cell] = STATUS.secondary;
    });
  }
}

/**
 * Takes marks away that would say more than the rule: of a volume that moves with its share and may
 * come to nought with it; of a volume without a share over the same cells, as the mark says of
 * members what no other cell of that shape does, or of few events of enough members; of what is
 * not sensitive itself.
 */
function unmark({ year, tableStatuses, small }: Work, shares: ReadonlyMap<string, string>): void {
  const { grid, figureRelations } = year;
  for (const { name, counted } of grid.tables) {
    const own = tableStatuses.get(name);
    const share = tableStatuses.get(shares.get(name) ?? '');
    const isVolume = counted.some((code) => figureRelations.cubes[code]?.adds === 'values');
    own?.forEach((status, cell) => {
      if (status !== STATUS.primary) return;
      const isOfEnough = (year.figures[name]?.persons?.[cell] ?? 0) > year.policy.largestSensitive;
      const isMarked = isVolume ? share?.[cell] === STATUS.primary && !isOfEnough : true;
      if (!isMarked || small.get(name)?.[cell] !== 1) own[cell] = STATUS.secondary;
    });
  }
}

/**
 * Of every cube, what becomes of its rows: suppressed with the numerator or the denominator,
 * distinguished as sensitive only where nothing speaks against it.
 */
function verdictsOf({ cubes }: Grid, tableStatuses: Statuses): Verdicts {
  return Object.fromEntries(
    Object.entries(cubes).map(([code, { numerator, denominator }]) => {
      const under = denominator === null ? undefined : tableStatuses.get(denominator);
      const verdicts = Array.from(tableStatuses.get(numerator) ?? [], (status, cell) => {
        const below = under?.[cell] ?? STATUS.published;
        if (status === STATUS.primary && below !== STATUS.secondary) return 'A';
        return isSuppressed(status) || isSuppressed(below) ? 'D' : 'F';
      });
      return [code, verdicts];
    }),
  );
}
