/**
 * What is under way while a year is protected: statuses of all tables, and the cells that found no
 * protection yet.
 */
import { at } from '../../base/index.ts';
import { attackerOf } from '../cells/policy.ts';
import type { RelationBounds } from '../cells/stations.ts';
import { STATUS, type System } from '../cells/structure/system.ts';
import type { Flags } from './choose-nested.ts';
import type { MemberCheck } from './member-check.ts';
import type { PlacedMove } from './moves.ts';
import type { Statuses, YearFigures, YearSystem } from './systems.ts';

export interface Work {
  readonly year: YearFigures;
  readonly tableStatuses: Statuses;
  readonly relationBounds: RelationBounds;
  /** Whether there can be members with the figures of a move. */
  readonly check: MemberCheck;
  /** By table, cells that found no protection within their own figure. */
  readonly open: Map<string, Set<number>>;
  /** By table, 1: sensitive. */
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
export function keepDistinguished(status: Uint8Array, before: Uint8Array): Uint8Array {
  return status.map((one, cell) => (one === STATUS.secondary && before[cell] === 1 ? STATUS.primary : one));
}

/** Records the statuses of a system's cells in those of its tables. */
export function recordStatuses({ tables, cellsOf }: YearSystem, status: Uint8Array, tableStatuses: Statuses): void {
  for (const { name } of tables)
    tableStatuses.set(
      name,
      Uint8Array.from(cellsOf[name] ?? [], (index) => at(status, index)),
    );
}

/**
 * The system in which the open cells alone are examined: what the others' statuses disclose is
 * known of them whatever becomes of them.
 */
export function onlyOpen(
  system: System,
  status: Uint8Array,
  targets: ReadonlySet<number>,
): { readonly system: System; readonly distinguished: Uint8Array } {
  const distinguished = status.map((one, cell) => (one === STATUS.primary && !targets.has(cell) ? 1 : 0));
  const [suppressedLow, suppressedHigh] = [system.known.suppressedLow.slice(), system.known.suppressedHigh.slice()];
  distinguished.forEach((is, cell) => {
    if (is === 0) return;
    suppressedLow[cell] = Math.max(at(suppressedLow, cell), at(system.known.primaryLow, cell));
    suppressedHigh[cell] = Math.min(at(suppressedHigh, cell), at(system.known.primaryHigh, cell));
  });
  const sensitive = system.sensitive.map((_, cell) => (targets.has(cell) ? 1 : 0));
  return { system: { ...system, sensitive, known: { ...system.known, suppressedLow, suppressedHigh } }, distinguished };
}
