/**
 * Systems of cells out of the tables of a year: what the policy says of every cell, and its figure
 * relations to others.
 */
import { at } from '../../base/index.ts';
import type { FigureRelations } from '../cells/figure-relations.ts';
import {
  type Grid,
  type GridTable,
  holds,
  type IsEquation,
  type IsWritten,
  linkGrid,
  sharedCells,
} from '../cells/grid.ts';
import { isEquality } from '../cells/groups.ts';
import type { Policy } from '../cells/policy.ts';
import type { RelationBounds } from '../cells/stations.ts';
import { type Assembly, assemble } from '../cells/structure/assemble.ts';
import { STATUS, withBounds } from '../cells/structure/system.ts';
import { defineTable, fillHidden, type Table } from '../cells/structure/table.ts';
import type { Before } from '../methods/read-earlier.ts';
import type { YearMoves } from './moves.ts';

/** The figures of one table, by cell; what is hidden is left 0. */
export interface TableFigures {
  readonly value: Float64Array;
  /** Persons behind the value, where it adds up values of persons. */
  readonly persons?: Float64Array;
  /** Share of the value that its largest contributors make, where the policy asks. */
  readonly dominant?: Float64Array;
}

export interface YearFigures {
  readonly grid: Grid;
  readonly figureRelations: FigureRelations;
  readonly policy: Policy;
  /** By name of the table. */
  readonly figures: Readonly<Record<string, TableFigures>>;
  readonly before: Readonly<Record<string, Before>>;
  /**
   * By name of the table, 1: a sensitive cell that earlier releases have disclosed
   * (`previouslyDisclosed`).
   */
  readonly previouslyDisclosed: Readonly<Record<string, Uint8Array>>;
  /**
   * What suppressing one row costs, of the codes of a cell's nodes: area first, then dimensions.
   */
  readonly costOf: (codes: readonly string[]) => number;
  /**
   * Receives how many figures are suppressed without protecting, as their value follows
   * (`publishDerivable`).
   */
  readonly onDerivable?: (figures: number) => void;
  /** Receives the moves that show the sensitive cells to be unknown. */
  readonly onMoves?: (moves: YearMoves) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Status of every cell, by table. */
export type Statuses = Map<string, Uint8Array>;

export interface YearSystem extends Assembly {
  readonly tables: readonly Table[];
}

/** Suppressing a cell of nobody costs this many times what suppressing another costs. */
const NOUGHT = 3;

/** Whether a status says that the figures of a cell are suppressed. */
export function isSuppressed(status: number): boolean {
  return status === STATUS.primary || status === STATUS.secondary;
}

/** By name of a numerator's table, that of its denominator. */
export function divisorsOf({ cubes }: Grid): ReadonlyMap<string, string> {
  return new Map(
    Object.values(cubes).flatMap(({ numerator, denominator }) =>
      denominator === null ? [] : [[numerator, denominator] as const],
    ),
  );
}

/**
 * Tables by themselves, within what the other figures leave them; `isSpared`: what two shapes share
 * is not suppressed for the sake of others (`spareShared`).
 */
export function systemApart(
  year: YearFigures,
  tables: readonly GridTable[],
  tableStatuses: Statuses,
  relationBounds: RelationBounds,
  isSpared: boolean,
): YearSystem {
  const { figureRelations } = year;
  const defined = tables.map((table) => defineYearTable(year, table, tableStatuses, true));
  if (isSpared) spareShared(year, tables, defined, tableStatuses);
  const equal = { ...figureRelations, relations: figureRelations.relations.filter(isEquality) };
  const values = new Map(defined.map(({ name, value }) => [name, value]));
  const assembly = assemble(
    defined,
    linkGrid({ tables }, equal, () => true, isKept(values)),
  );
  const bounds = tables.flatMap(({ name }) =>
    Array.from(assembly.cellsOf[name] ?? [], (cell, index) => ({
      cell,
      low: relationBounds.get(name)?.low[index] ?? Number.NEGATIVE_INFINITY,
      high: relationBounds.get(name)?.high[index] ?? Number.POSITIVE_INFINITY,
    })),
  );
  return {
    ...known({ ...assembly, system: withBounds(assembly.system, bounds) }, defined, year),
    tables: defined,
  };
}

/**
 * All tables with all their relations, as an attacker has them; `isComplete`: also those between
 * cells that are shown, which say nothing until one of them is suppressed.
 */
export function systemTogether(year: YearFigures, tableStatuses: Statuses, isComplete = false): YearSystem {
  const { grid, figureRelations } = year;
  const defined = grid.tables.map((table) => defineYearTable(year, table, tableStatuses, false));
  const values = new Map(defined.map(({ name, value }) => [name, value]));
  const hidden = new Map(defined.map((table) => [table.name, table.hidden]));
  const isShown = (table: string, cell: number) =>
    hidden.get(table)?.[cell] !== 1 && !isSuppressed(tableStatuses.get(table)?.[cell] ?? STATUS.published);
  const figureOf = (table: string, cell: number) => values.get(table)?.[cell] ?? Number.NaN;
  const isWritten: IsWritten = (lesser, greater, { times }) => {
    const all = [lesser, ...greater];
    if (!isComplete && all.every(({ table, cell }) => isShown(table, cell))) return false;
    // Corrections below zero may break a relation; no attacker can use it there.
    return (
      figureOf(lesser.table, lesser.cell) <=
      times * greater.reduce((sum, { table, cell }) => sum + figureOf(table, cell), 0)
    );
  };
  const assembly = assemble(
    withoutMargins(grid.tables, defined),
    linkGrid(grid, figureRelations, isWritten, isKept(values)),
  );
  return { ...known(assembly, defined, year), tables: defined };
}

/** Corrections below zero may break an equation; no attacker can use it there. */
function isKept(values: ReadonlyMap<string, Float64Array>): IsEquation {
  return (tableCells, relation) =>
    holds(
      relation,
      tableCells.map(({ table, cell }) => values.get(table)?.[cell] ?? 0),
    );
}

/** Status of every cell of a system, as the tables have it. */
export function statusOf({ tables, cellsOf, system }: YearSystem, tableStatuses: Statuses): Uint8Array {
  const status = system.hidden.map((flag) => (flag === 1 ? STATUS.hidden : STATUS.published));
  for (const { name, hidden } of tables)
    cellsOf[name]?.forEach((index, cell) => {
      if (hidden[cell] === 0) status[index] = tableStatuses.get(name)?.[cell] ?? STATUS.published;
    });
  return status;
}

/** Tables that are margins of another have no sums of their own: theirs are sums of the other's. */
function withoutMargins(tables: readonly GridTable[], defined: readonly Table[]): Table[] {
  return defined.map((table, index) => {
    const own = at(tables, index);
    return tables.some((other) => isMargin(own, other)) ? { ...table, axes: [] } : table;
  });
}

function isMargin(table: GridTable, other: GridTable): boolean {
  return (
    table !== other &&
    table.figure === other.figure &&
    table.axes.every((axis) => {
      const codes = new Set(other.axes.find(({ name }) => name === axis.name)?.codes);
      return axis.codes.every((code) => codes.has(code));
    })
  );
}

/**
 * What two shapes of a figure share, none being a margin of the other, is suppressed only where it
 * is sensitive: to hide anything else behind it, both would have to give way. Suppressed cells of
 * one shape then hide among each other.
 */
function spareShared(
  year: YearFigures,
  tables: readonly GridTable[],
  defined: readonly Table[],
  tableStatuses: Statuses,
): void {
  tables.forEach((table, index) => {
    const others = tables.filter(
      (other) => other !== table && other.figure === table.figure && !isMargin(table, other) && !isMargin(other, table),
    );
    const { cost, judgement, hidden } = at(defined, index);
    for (const other of others)
      sharedCells([table, other])[0]?.cells.forEach((cell) => {
        const wasSuppressed =
          isSuppressed(year.before[table.name]?.earlierStatus[cell] ?? 0) ||
          isSuppressed(tableStatuses.get(table.name)?.[cell] ?? 0);
        if (cell >= 0 && hidden[cell] === 0 && judgement.primary[cell] === 0 && !wasSuppressed)
          cost[cell] = Number.POSITIVE_INFINITY;
      });
  });
}

/**
 * A table with what the policy says of its cells; `apart`: its denominator is taken to be known.
 */
function defineYearTable(year: YearFigures, table: GridTable, tableStatuses: Statuses, apart: boolean): Table {
  const { grid, figureRelations, policy, figures, costOf } = year;
  const own = figures[table.name];
  if (own === undefined) throw new Error(`no figures of ${table.name}`);
  const divisor = divisorsOf(grid).get(table.name);
  const denominator = divisor === undefined ? undefined : figures[divisor]?.value;
  const isPart = table.counted.some((code) => figureRelations.cubes[code]?.isPart);
  const rows = table.counted.length + table.divided.length;
  const defined = defineTable(
    table.name,
    table.axes,
    {
      numerator: own.value,
      ...(own.persons && { persons: own.persons }),
      ...(own.dominant && { dominant: own.dominant }),
      ...(denominator && { denominator }),
    },
    policy,
    (nodes) => rows * costOf(nodes.map((node, axis) => at(at(table.axes, axis).codes, node))),
  );
  const { judgement, hidden, value, cost } = defined;
  const { known, primary, suppressible } = judgement;
  const whole = denominator && fillHidden(table.axes, Float64Array.from(denominator));
  const under = divisor === undefined ? undefined : tableStatuses.get(divisor);
  const [earlier, previouslyDisclosed] = [year.before[table.name], year.previouslyDisclosed[table.name]];
  const isDivisor = table.counted.length === 0 && !policy.denominators;
  for (let cell = 0; cell < value.length; cell += 1) {
    const figure = at(value, cell);
    if (isDivisor && hidden[cell] === 0) primary[cell] = 0;
    const isSensitive = primary[cell] === 1;
    // What is already disclosed cannot be protected any more, nor does suppressing it protect
    // anything.
    if (previouslyDisclosed?.[cell] === 1) primary[cell] = 0;
    if (hidden[cell] === 1) {
      // Where nobody is missing there is nothing to hide behind: an attacker sees that in the whole
      // country.
      if (figure === 0 && (whole?.[cell] ?? 0) === 0) known.high[cell] = 0;
      else if (apart && isPart && whole) known.high[cell] = at(whole, cell);
      if (figure === 0) primary[cell] = 0;
      continue;
    }
    if (whole && !isPart) known.high[cell] = Number.POSITIVE_INFINITY;
    if (apart && isPart && whole) known.high[cell] = at(whole, cell);
    // Where all is nought or small, a nought has to hide with the small: so any secondary cell may
    // be one.
    if (suppressible[cell] === 0) cost[cell] = at(cost, cell) * NOUGHT;
    suppressible[cell] = 1;
    known.suppressedLow[cell] = Math.min(0, figure);
    if (under !== undefined && isSuppressed(at(under, cell))) {
      if (!apart) known.high[cell] = Number.POSITIVE_INFINITY;
      known.suppressedHigh[cell] = Number.POSITIVE_INFINITY;
      // Then a cell may be marked as sensitive for the sake of its denominator.
      if (policy.denominators) known.primaryLow[cell] = Math.min(0, figure);
    }
    // Whatever it is reported as now, it is known to have been sensitive; of a cell that is no
    // longer sensitive it was reported of another figure.
    if (earlier?.earlierStatus[cell] === STATUS.primary && isSensitive) {
      const most = at(earlier.most, cell);
      known.suppressedLow[cell] = Math.max(at(known.suppressedLow, cell), at(known.primaryLow, cell));
      known.suppressedHigh[cell] = Math.min(at(known.suppressedHigh, cell), most);
      known.primaryHigh[cell] = Math.min(at(known.primaryHigh, cell), most);
    }
    if (earlier?.known[cell] === 1) cost[cell] = Number.POSITIVE_INFINITY;
  }
  return defined;
}

/** What was shown or disclosed before is known. */
function known(assembly: Assembly, tables: readonly Table[], { before, previouslyDisclosed }: YearFigures): Assembly {
  const bounds = tables.flatMap(({ name, value }) =>
    Array.from(assembly.cellsOf[name] ?? []).flatMap((index, cell) =>
      before[name]?.known[cell] === 1 || previouslyDisclosed[name]?.[cell] === 1
        ? [{ cell: index, low: at(value, cell), high: at(value, cell) }]
        : [],
    ),
  );
  return bounds.length === 0 ? assembly : { ...assembly, system: withBounds(assembly.system, bounds) };
}
