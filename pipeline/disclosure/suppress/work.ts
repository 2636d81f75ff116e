/**
 * What is under way while a year is protected: statuses of all tables, and the cells that found no
 * protection yet.
 */
import { at } from '../../base/index.ts';
import { attackerOf } from '../cells/policy.ts';
import type { TieBounds } from '../cells/stations.ts';
import { STATUS, type System } from '../cells/structure/system.ts';
import type { Flags } from './choose-nested.ts';
import type { MemberCheck } from './member-check.ts';
import type { PlacedMove } from './moves.ts';
import type { Statuses, YearFigures, YearSystem } from './systems.ts';

export interface Work {
  readonly year: YearFigures;
  readonly masks: Statuses;
  readonly ties: TieBounds;
  /** Whether there can be members with the figures of a move. */
  readonly check: MemberCheck;
  /** By table, cells that found no protection within their own figure. */
  readonly open: Map<string, Set<number>>;
  /** By table, 1: small. */
  readonly small: Map<string, Uint8Array>;
  /** What shows the cells to be unknown that are protected so far. */
  readonly moves: PlacedMove[];
  /** By table, 1: it must not be known for the sake of a nested difference. */
  nested: Flags;
}

/** The attacker of a year's policy, as the search takes him. */
export function attackOf({ policy, signal }: YearFigures) {
  return { attacker: attackerOf(policy), width: policy.width, signal };
}

/** Cells that are not examined keep the status that they had. */
export function keepTold(status: Uint8Array, before: Uint8Array): Uint8Array {
  return status.map((one, cell) => (one === STATUS.secondary && before[cell] === 1 ? STATUS.primary : one));
}

/** Records the statuses of a system's cells in those of its tables. */
export function recordStatuses({ tables, cellsOf }: YearSystem, status: Uint8Array, masks: Statuses): void {
  for (const { name } of tables)
    masks.set(
      name,
      Uint8Array.from(cellsOf[name] ?? [], (index) => at(status, index)),
    );
}

/**
 * The system in which the open cells alone are asked about: what the others' statuses tell is known
 * of them whatever becomes of them.
 */
export function onlyOpen(
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
