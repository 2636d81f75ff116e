/**
 * Decides which cells of a year's cubes are masked: small ones, and those that would give small
 * ones away. Figures in, statuses out.
 */
import { at } from '../../base/index.ts';
import type { Grid, GridTable } from '../cells/grid.ts';
import { followers, groupsOf } from '../cells/groups.ts';
import { STATUS } from '../cells/structure/system.ts';
import { boundTies } from './bound-ties.ts';
import { askNested, chooseNested, hideNested } from './choose-nested.ts';
import { openMemberCheck } from './member-check.ts';
import type { Move } from './move.ts';
import { placeMove } from './moves.ts';
import { publishDerivable } from './publish-derivable.ts';
import { repairExposedCells } from './repair-exposed-cells.ts';
import { suppress } from './suppress.ts';
import {
  divisorsOf,
  isMasked,
  type Statuses,
  statusOf,
  systemApart,
  type YearFigures,
  type YearSystem,
} from './systems.ts';
import { attackOf, keepTold, onlyOpen, recordStatuses, type Work } from './work.ts';

/** By code and cell of the cube's table: F, A (marked as sensitive) or D. */
export type Verdicts = Readonly<Record<string, readonly ('F' | 'A' | 'D')[]>>;

/**
 * Masks denominators first, as a row whose denominator must not be known is masked in every cube;
 * then every figure by itself, within what the others leave it; volumes after the shares of their
 * variables, with which they hide. A small cell that finds no room so is asked about in all figures
 * together. Refuses a year in which some small cell cannot be protected (disclosure).
 */
export async function protectYear(year: YearFigures): Promise<Verdicts> {
  const { grid, meaning } = year;
  const masks: Statuses = new Map();
  const check = openMemberCheck(year, masks);
  const work: Work = {
    year,
    masks,
    ties: boundTies(year),
    check,
    open: new Map(),
    small: new Map(),
    nested: new Map(),
    moves: [],
  };
  const divisors = grid.tables.filter(({ divided }) => divided.length > 0);
  for (const group of groupsOf({ ...grid, tables: divisors }, meaning)) await maskApart(work, group);
  const shares = followers(grid, meaning);
  // A group may have denominators: what equations tie to them.
  const groups = groupsOf(grid, meaning).filter((group) => group.some(({ divided }) => divided.length === 0));
  const isLate = (group: readonly GridTable[]) => group.some(({ name }) => shares.has(name));
  for (const group of groups.filter((one) => !isLate(one))) await maskApart(work, group);
  const nested = chooseNested(year, masks, work.small);
  work.nested = nested.asked;
  const isAsked = (group: readonly GridTable[]) => group.some(({ name }) => nested.asked.has(name));
  for (const group of groups.filter((one) => !isLate(one) && isAsked(one))) await maskApart(work, group);
  for (const group of groups.filter(isLate)) {
    for (const { name } of group) {
      const statuses = masks.get(shares.get(name) ?? '');
      if (statuses) masks.set(name, Uint8Array.from(statuses));
    }
    await maskApart(work, group);
  }
  spread(grid, masks);
  await repairExposedCells(work);
  hideOut(year, masks);
  const settle = () => {
    hideNested(nested, masks);
    spread(grid, masks);
    follow(shares, masks);
    unmark(work, shares);
  };
  settle();
  year.onDerivable?.(publishDerivable(year, masks));
  // What is suppressed for nested differences stays so, though earlier releases give it away.
  settle();
  year.onMoves?.({ grid, moves: work.moves });
  return verdictsOf(grid, masks);
}

/** Masks what has to be masked of some tables by themselves; what is masked already stays. */
async function maskApart(work: Work, tables: readonly GridTable[]): Promise<void> {
  const { year, masks, ties, check, open, small } = work;
  if (tables.length === 0) return;
  const apart = systemApart(year, tables, masks, ties, true);
  const previous = previousOf(year, apart, masks);
  const sensitive = askedOf(year, apart, small);
  const settled = isSettled(year, apart);
  const searched = settled ? new Set<number>() : new Set(sensitive);
  askNested(work.nested, apart, searched, previous);
  const shares = followers(year.grid, year.meaning);
  const volumesOf = (table: string) => [...shares].flatMap(([volume, share]) => (share === table ? [volume] : []));
  const suppressIn = async (system: YearSystem, before: Uint8Array, cells: ReadonlySet<number>) => {
    const asked = onlyOpen(system.system, before, cells);
    const accepts = (move: Move) => check(system, move, volumesOf);
    const found = await suppress(asked.system, { ...attackOf(year), previous: before, accepts });
    recordStatuses(system, keepTold(found.status, asked.told), masks);
    for (const move of found.moves) work.moves.push(placeMove(system, move, volumesOf));
    return found.exposed;
  };
  let exposed = await suppressIn(apart, previous, searched);
  if (exposed.length > 0 && tables.length > 1) {
    const suppressed = statusOf(apart, masks).map((status) => (isMasked(status) ? status : STATUS.published));
    exposed = await suppressIn(systemApart(year, tables, masks, ties, false), suppressed, new Set(exposed));
  }
  // What is published already must not be given away by figures that are published beside it for
  // the first time, or otherwise than before.
  const isNew = ({ name }: GridTable) => year.before[name]?.changed.includes(1) ?? true;
  const isBesideNew = settled && year.grid.tables.some(isNew);
  const exposedCells = new Set(isBesideNew ? [...sensitive, ...searched] : exposed);
  for (const { name, hidden } of apart.tables) {
    small.set(
      name,
      Uint8Array.from(apart.cellsOf[name] ?? [], (index) => at(apart.system.sensitive, index)),
    );
    const own = masks.get(name);
    apart.cellsOf[name]?.forEach((index, cell) => {
      if (!exposedCells.has(index)) return;
      // Nobody out of a few, whose number is protected: that it is nobody may be known, as
      // elsewhere, so it must not be marked as sensitive.
      const isNobody = apart.system.value[index] === 0 && (year.figures[name]?.persons?.[cell] ?? 0) === 0;
      if (isNobody && hidden[cell] === 0) {
        if (!isBesideNew) own?.fill(STATUS.secondary, cell, cell + 1);
      }
      // A release without an audit leaves next to nothing to choose: the audit says whether it was
      // it who gave the cell away.
      else if (!year.before[name]?.loose) open.set(name, (open.get(name) ?? new Set()).add(cell));
    });
  }
}

/**
 * Whether earlier releases have shown or masked every cell: then there is nothing left to choose,
 * and whether that is enough the audit says.
 */
function isSettled({ before }: YearFigures, { tables }: YearSystem): boolean {
  return tables.every(({ name, hidden }) => {
    const own = before[name];
    return own && hidden.every((flag, cell) => flag === 1 || own.known[cell] === 1 || isMasked(own.told[cell] ?? 0));
  });
}

/**
 * Small cells; but of a volume only those that are not small in its share, by which they are
 * hidden.
 */
function askedOf({ grid, meaning }: YearFigures, { system, cellsOf }: YearSystem, small: Work['small']): Set<number> {
  const asked = new Set(Array.from(system.sensitive.keys()).filter((cell) => system.sensitive[cell] === 1));
  for (const [volume, share] of followers(grid, meaning))
    cellsOf[volume]?.forEach((index, cell) => {
      if (small.get(share)?.[cell] === 1) asked.delete(index);
    });
  return asked;
}

/** What was masked before, in this release or the last, and whose denominator is. */
function previousOf(
  { grid, before }: YearFigures,
  { tables, cellsOf, system }: YearSystem,
  masks: Statuses,
): Uint8Array {
  const divisors = divisorsOf(grid);
  const previous = new Uint8Array(system.count);
  for (const { name, hidden } of tables) {
    const own = masks.get(name);
    const under = masks.get(divisors.get(name) ?? '');
    cellsOf[name]?.forEach((index, cell) => {
      if (hidden[cell] === 1) return;
      const status = own?.[cell] ?? STATUS.published;
      if (isMasked(status)) previous[index] = Math.max(previous[index] ?? 0, status);
      else if (isMasked(before[name]?.told[cell] ?? 0))
        // What was small is marked as sensitive only where it is still.
        previous[index] = at(system.sensitive, index) === 1 ? (before[name]?.told[cell] ?? 0) : STATUS.secondary;
      else if (isMasked(under?.[cell] ?? STATUS.published)) previous[index] = STATUS.secondary;
    });
  }
  return previous;
}

/** What earlier releases disclosed is not shown again. */
function hideOut({ before, out }: YearFigures, masks: Statuses): void {
  for (const [name, own] of masks)
    out[name]?.forEach((isOut, cell) => {
      if (isOut === 1 && own[cell] === STATUS.published) own[cell] = before[name]?.told[cell] || STATUS.secondary;
    });
}

/** A row is masked with its denominator. */
function spread(grid: Grid, masks: Statuses): void {
  for (const [name, divisor] of divisorsOf(grid)) {
    const [own, under] = [masks.get(name), masks.get(divisor)];
    under?.forEach((status, cell) => {
      if (own && isMasked(status) && own[cell] === STATUS.published) own[cell] = STATUS.secondary;
    });
  }
}

/**
 * A volume moves with its share, so it is suppressed wherever its share is, whatever was suppressed
 * last.
 */
function follow(shares: ReadonlyMap<string, string>, masks: Statuses): void {
  for (const [volume, share] of shares) {
    const own = masks.get(volume);
    masks.get(share)?.forEach((status, cell) => {
      if (own && isMasked(status) && own[cell] === STATUS.published) own[cell] = STATUS.secondary;
    });
  }
}

/**
 * Takes marks away that would say more than the rule: of a volume that moves with its share and may
 * come to nought with it; of a volume without a share over the same cells, as the mark says of
 * members what no other cell of that shape does; of what is not sensitive itself.
 */
function unmark({ year, masks, small }: Work, shares: ReadonlyMap<string, string>): void {
  const { grid, meaning } = year;
  for (const { name, counted } of grid.tables) {
    const own = masks.get(name);
    const share = masks.get(shares.get(name) ?? '');
    const isVolume = counted.some((code) => meaning.cubes[code]?.adds === 'values');
    own?.forEach((status, cell) => {
      if (status !== STATUS.primary) return;
      const isMarked = isVolume ? share?.[cell] === STATUS.primary : true;
      if (!isMarked || small.get(name)?.[cell] !== 1) own[cell] = STATUS.secondary;
    });
  }
}

/**
 * Of every cube, what becomes of its rows: masked with the numerator or the denominator, told as
 * small only where nothing speaks against it.
 */
function verdictsOf({ cubes }: Grid, masks: Statuses): Verdicts {
  return Object.fromEntries(
    Object.entries(cubes).map(([code, { numerator, denominator }]) => {
      const under = denominator === null ? undefined : masks.get(denominator);
      const verdicts = Array.from(masks.get(numerator) ?? [], (status, cell) => {
        const below = under?.[cell] ?? STATUS.published;
        if (status === STATUS.primary && below !== STATUS.secondary) return 'A';
        return isMasked(status) || isMasked(below) ? 'D' : 'F';
      });
      return [code, verdicts];
    }),
  );
}
