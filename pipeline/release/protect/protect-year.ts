/** Decides which cells of a year's cubes are masked: small ones, and those that would give small ones away. Figures in, statuses out. */
import { at, Failure } from '../../base/index.ts';
import { attackerOf, type Move, publish, STATUS, type System, seekMoves, suppress } from '../../disclosure/index.ts';
import { askNested, chooseNested, type Flags, hideNested } from './choose-nested.ts';
import type { Grid, GridTable } from './grid.ts';
import { followers, groupsOf } from './groups.ts';
import { type MemberCheck, openMemberCheck } from './member-check.ts';
import {
  boundTies,
  divisorsOf,
  isMasked,
  type Statuses,
  systemApart,
  systemTogether,
  type TieBounds,
  type YearFigures,
  type YearSystem,
} from './systems.ts';

/** By code and cell of the cube's table: F, A (told as small) or D. */
export type Verdicts = Readonly<Record<string, readonly ('F' | 'A' | 'D')[]>>;

/**
 * Masks denominators first, as a row whose denominator must not be known is masked in every cube; then every figure by itself, within what the others leave
 * it; volumes after the shares of their variables, with which they hide. A small cell that finds no room so is asked about in all figures together. Refuses
 * a year in which some small cell cannot be protected (disclosure).
 */
export async function protectYear(year: YearFigures): Promise<Verdicts> {
  const { grid, meaning } = year;
  const masks: Statuses = new Map();
  const check = openMemberCheck(year);
  const work: Work = {
    year,
    masks,
    ties: boundTies(year),
    check,
    open: new Map(),
    small: new Map(),
    nested: new Map(),
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
  if (work.open.size > 0) await mend(work);
  hideOut(year, masks);
  hideNested(nested, masks);
  spread(grid, masks);
  follow(shares, masks);
  return verdictsOf(grid, masks);
}

interface Work {
  readonly year: YearFigures;
  readonly masks: Statuses;
  readonly ties: TieBounds;
  /** Whether there can be members with the figures of a move. */
  readonly check: MemberCheck;
  /** By table, cells that found no room by themselves. */
  readonly open: Map<string, Set<number>>;
  /** By table, 1: small. */
  readonly small: Map<string, Uint8Array>;
  /** By table, 1: it must not be known for the sake of a nested difference. */
  nested: Flags;
}

/** Masks what has to be masked of some tables by themselves; what is masked already stays. */
async function maskApart(work: Work, tables: readonly GridTable[]): Promise<void> {
  const { year, masks, ties, check, open, small } = work;
  if (tables.length === 0) return;
  const apart = systemApart(year, tables, masks, ties);
  const previous = previousOf(year, apart, masks);
  const sensitive = isSettled(year, apart) ? new Set<number>() : askedOf(year, apart, small);
  askNested(work.nested, apart, sensitive, previous);
  const asked = onlyOpen(apart.system, previous, sensitive);
  const shares = followers(year.grid, year.meaning);
  const volumesOf = (table: string) => [...shares].flatMap(([volume, share]) => (share === table ? [volume] : []));
  const accepts = (move: Move) => check(apart, move, volumesOf);
  const { status, exposed } = await suppress(asked.system, { ...attackOf(year), previous, accepts });
  note(apart, told(status, asked.told), masks);
  const exposedCells = new Set(exposed);
  for (const { name, hidden } of apart.tables) {
    small.set(
      name,
      Uint8Array.from(apart.cellsOf[name] ?? [], (index) => at(apart.system.sensitive, index)),
    );
    const own = masks.get(name);
    apart.cellsOf[name]?.forEach((index, cell) => {
      if (!exposedCells.has(index)) return;
      // Nobody out of a few, whose number is protected: that it is nobody may be known, as elsewhere, so it must not be told as small.
      const isNobody = apart.system.value[index] === 0 && (year.figures[name]?.persons?.[cell] ?? 0) === 0;
      if (isNobody && hidden[cell] === 0) own?.fill(STATUS.secondary, cell, cell + 1);
      // A release without an audit leaves next to nothing to choose: the audit says whether it was it who gave the cell away.
      else if (!year.before[name]?.loose) open.set(name, (open.get(name) ?? new Set()).add(cell));
    });
  }
}

/** Whether earlier releases have shown or masked every cell: then there is nothing left to choose, and whether that is enough the audit says. */
function isSettled({ before }: YearFigures, { tables }: YearSystem): boolean {
  return tables.every(({ name, hidden }) => {
    const own = before[name];
    return own && hidden.every((flag, cell) => flag === 1 || own.known[cell] === 1 || isMasked(own.told[cell] ?? 0));
  });
}

function attackOf({ policy, signal }: YearFigures) {
  return { attacker: attackerOf(policy), width: policy.width, signal };
}

/** Small cells; but of a volume only those that are not small in its share, by which they are hidden. */
function askedOf({ grid, meaning }: YearFigures, { system, cellsOf }: YearSystem, small: Work['small']): Set<number> {
  const asked = new Set(Array.from(system.sensitive.keys()).filter((cell) => system.sensitive[cell] === 1));
  for (const [volume, share] of followers(grid, meaning))
    cellsOf[volume]?.forEach((index, cell) => {
      if (small.get(share)?.[cell] === 1) asked.delete(index);
    });
  return asked;
}

/** What is not asked about is told as it was. */
function told(status: Uint8Array, before: Uint8Array): Uint8Array {
  return status.map((one, cell) => (one === STATUS.secondary && before[cell] === 1 ? STATUS.primary : one));
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
        // What was small is told as small only where it is still.
        previous[index] = at(system.sensitive, index) === 1 ? (before[name]?.told[cell] ?? 0) : STATUS.secondary;
      else if (isMasked(under?.[cell] ?? STATUS.published)) previous[index] = STATUS.secondary;
    });
  }
  return previous;
}

function note({ tables, cellsOf }: YearSystem, status: Uint8Array, masks: Statuses): void {
  for (const { name } of tables)
    masks.set(
      name,
      Uint8Array.from(cellsOf[name] ?? [], (index) => at(status, index)),
    );
}

/** What earlier releases told is not shown again. */
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

/** A volume that moves with its share may come to nought with it: then its status must not say that it is small. */
function follow(shares: ReadonlyMap<string, string>, masks: Statuses): void {
  for (const [volume, share] of shares) {
    const own = masks.get(volume);
    masks.get(share)?.forEach((status, cell) => {
      if (own && status === STATUS.secondary && own[cell] === STATUS.primary) own[cell] = STATUS.secondary;
    });
  }
}

function statusOf({ tables, cellsOf, system }: YearSystem, masks: Statuses): Uint8Array {
  const status = system.hidden.map((flag) => (flag === 1 ? STATUS.hidden : STATUS.published));
  for (const { name, hidden } of tables)
    cellsOf[name]?.forEach((index, cell) => {
      if (hidden[cell] === 0) status[index] = masks.get(name)?.[cell] ?? STATUS.published;
    });
  return status;
}

/** Masks what hides the open cells, with all ties; others keep their status, and what it tells. */
async function mend({ year, masks, check, open }: Work): Promise<void> {
  const together = systemTogether(year, masks);
  const asked = new Set(
    [...open].flatMap(([name, cells]) => [...cells].map((cell) => together.cellsOf[name]?.[cell] ?? -1)),
  );
  const status = statusOf(together, masks);
  const accepts = (move: Move) => check(together, move, () => []);
  const published = { ...publish(together.system, status), asked: together.system.sensitive };
  const { attacker, width, signal } = attackOf(year);
  const left = new Set(
    await seekMoves(published, together.system.value, [...asked], { attacker, width, accepts, signal }),
  );
  for (const cell of [...asked]) if (!left.has(cell)) asked.delete(cell);
  if (asked.size === 0) return;
  const mended = onlyOpen(together.system, status, asked);
  const previous = status.map((one) => (isMasked(one) ? one : 0));
  const found = await suppress(mended.system, { ...attackOf(year), previous, accepts });
  // With earlier releases about, the audit says whether it was them who told these cells.
  if (found.exposed.length > 0 && Object.keys(year.before).length === 0) refuse(found.exposed, together);
  note(together, told(found.status, mended.told), masks);
}

/** The system in which the open cells alone are asked about: what the others' statuses tell is known of them whatever becomes of them. */
function onlyOpen(
  system: System,
  status: Uint8Array,
  asked: ReadonlySet<number>,
): { readonly system: System; readonly told: Uint8Array } {
  const told = status.map((one, cell) => (one === STATUS.primary && !asked.has(cell) ? 1 : 0));
  const [maskedLow, maskedHigh] = [system.known.maskedLow.slice(), system.known.maskedHigh.slice()];
  told.forEach((is, cell) => {
    if (is === 0) return;
    maskedLow[cell] = Math.max(at(maskedLow, cell), at(system.known.primaryLow, cell));
    maskedHigh[cell] = Math.min(at(maskedHigh, cell), at(system.known.primaryHigh, cell));
  });
  const sensitive = system.sensitive.map((_, cell) => (asked.has(cell) ? 1 : 0));
  return { system: { ...system, sensitive, known: { ...system.known, maskedLow, maskedHigh } }, told };
}

/** Names where small cells cannot be protected, and no figure. */
function refuse(open: readonly number[], { tables, cellsOf }: YearSystem): never {
  const cells = new Set(open);
  const places = tables.flatMap(({ name }) => {
    const count = Array.from(cellsOf[name] ?? []).filter((index) => cells.has(index)).length;
    return count > 0 ? [`  ${name}: ${count}`] : [];
  });
  throw new Failure('disclosure', `small cells cannot be protected by masking others:\n${places.join('\n')}`, {
    help: 'publish fewer levels or dimensions of these figures, or leave the statuses untold (`disclosure:` in the catalogue).',
  });
}

/** Of every cube, what becomes of its rows: masked with the numerator or the denominator, told as small only where nothing speaks against it. */
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
