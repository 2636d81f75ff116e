/** Decides which cells of a year's cubes are masked: small ones, and those that would give small ones away. Pure: figures in, statuses out. */
import { at, Failure } from '../../base/index.ts';
import {
  type Assembly,
  assemble,
  attackerOf,
  defineTable,
  fillHidden,
  type Policy,
  STATUS,
  sizeOf,
  suppress,
  type Table,
  withBounds,
} from '../../disclosure/index.ts';
import { type Grid, type GridTable, type IsWritten, linkGrid, type Spot } from './grid.ts';
import type { Meaning } from './meaning.ts';

/** The figures of one table, by cell; what is hidden is left 0. */
export interface TableFigures {
  readonly value: Float64Array;
  /** Persons behind the value, where it adds up values of persons. */
  readonly persons?: Float64Array;
  /** Share of the value that the largest contributors make. */
  readonly dominant?: Float64Array;
}

/** What an earlier release of the year showed of a table, by cell. */
export interface Before {
  /** 1: masked then. */
  readonly masked: Uint8Array;
  /** 1: shown then, and still the same. */
  readonly known: Uint8Array;
}

export interface YearFigures {
  readonly grid: Grid;
  readonly meaning: Meaning;
  readonly policy: Policy;
  /** By name of the table. */
  readonly figures: Readonly<Record<string, TableFigures>>;
  readonly before: Readonly<Record<string, Before>>;
  /** What masking one row costs, of the codes of a cell's nodes: area first, then dimensions. */
  readonly costOf: (codes: readonly string[]) => number;
}

/** By code and cell of the cube's table: F, A or D. */
export type Verdicts = Readonly<Record<string, readonly ('F' | 'A' | 'D')[]>>;

/**
 * Masks the denominators first, as a row whose denominator must not be known is masked in every cube; then the numerators, with the rows of masked
 * denominators masked from the start. What the second step masks of a denominator masks its rows in turn, and masking more takes nothing from what
 * is safe. Refuses a year in which some small cell cannot be protected (disclosure).
 */
export function protectYear(year: YearFigures): Verdicts {
  const divisors = year.grid.tables.filter(({ divided }) => divided.length > 0);
  const open: Forced = new Map(divisors.map((table) => [table.name, new Uint8Array(sizeOf(table.axes))]));
  let masks = solve(year, divisors, open);
  for (;;) {
    const forced: Forced = new Map(divisors.map(({ name }) => [name, masks.get(name) ?? new Uint8Array()]));
    masks = solve(year, year.grid.tables, forced);
    const isNew = divisors.some(({ name }) =>
      masks.get(name)?.some((status, cell) => isMasked(status) && !isMasked(forced.get(name)?.[cell] ?? 0)),
    );
    if (!isNew) return verdictsOf(year, masks);
  }
}

/** Masking a cell of nobody costs this many times what masking another costs. */
const NOUGHT = 3;

/** Status of every cell by table. */
type Statuses = ReadonlyMap<string, Uint8Array>;
type Forced = Map<string, Uint8Array>;

function isMasked(status: number): boolean {
  return status === STATUS.primary || status === STATUS.secondary;
}

/**
 * Statuses of the cells of some tables. That one figure is at most another ties them together, and the search for what to mask suffers from every tie; so
 * each is bounded by the other as it truly is, as if a reader knew it. Whatever one may be while the other is as it is, is possible, so what is safe
 * then is safe. Only where bounds leave a small cell no room are the ties themselves written.
 */
function solve(year: YearFigures, gridTables: readonly GridTable[], forced: Forced): Statuses {
  const tied: Tied = new Set();
  for (;;) {
    const { tables, cellsOf, status, exposed } = attempt(year, gridTables, forced, tied);
    if (exposed.length === 0)
      return new Map(
        tables.map(({ name }) => [name, Uint8Array.from(cellsOf[name] ?? [], (index) => at(status, index))]),
      );
    const known = tied.size;
    const open = new Set(exposed);
    for (const { name } of tables)
      cellsOf[name]?.forEach((index, cell) => {
        if (open.has(index)) tied.add(`${name} ${cell}`);
      });
    if (tied.size === known) refuse(exposed, tables, cellsOf);
  }
}

/** Cells whose ties are written: `table cell`. */
type Tied = Set<string>;

function attempt(year: YearFigures, gridTables: readonly GridTable[], forced: Forced, tied: Tied) {
  const { grid, meaning, policy, before } = year;
  const divisorOf = new Map(Object.values(grid.cubes).map(({ numerator, denominator }) => [numerator, denominator]));
  const tables = gridTables.map((table) => tableOf(year, table, divisorOf.get(table.name) ?? null, forced));
  const { isWritten, bounds } = boundsOr(new Map(tables.map(({ name, value }) => [name, value])), tied);
  const links = linkGrid({ tables: gridTables }, meaning, isWritten);
  const { system, cellsOf } = withKnown(assemble(tables, links), tables, before, bounds);
  const previous = new Uint8Array(system.count);
  for (const { name, hidden } of tables) {
    const cells = cellsOf[name] ?? new Int32Array();
    const divisor = divisorOf.get(name) ?? null;
    cells.forEach((index, cell) => {
      if (hidden[cell] === 1) return;
      const own = forced.get(name)?.[cell] ?? 0;
      const under = divisor === null ? 0 : (forced.get(divisor)?.[cell] ?? 0);
      if (isMasked(own) || isMasked(under) || before[name]?.masked[cell] === 1) previous[index] = STATUS.secondary;
    });
  }
  const { status, exposed } = suppress(system, { attacker: attackerOf(policy), width: policy.width, previous });
  return { tables, cellsOf, status, exposed };
}

/** Names where small cells cannot be protected, and no figure. */
function refuse(exposed: readonly number[], tables: readonly Table[], cellsOf: Assembly['cellsOf']): never {
  const cells = new Set(exposed);
  const places = tables.flatMap(({ name }) => {
    const count = (cellsOf[name] ?? new Int32Array()).reduce((sum, index) => sum + (cells.has(index) ? 1 : 0), 0);
    return count > 0 ? [`  ${name}: ${count}`] : [];
  });
  throw new Failure('disclosure', `small cells cannot be protected by masking others:\n${places.join('\n')}`, {
    help: 'publish fewer levels or dimensions of these figures, or leave the statuses untold (`disclosure:` in the catalogue).',
  });
}

/** A table with what the policy says of its cells. */
function tableOf(year: YearFigures, table: GridTable, divisor: string | null, forced: Forced): Table {
  const { meaning, policy, figures, costOf, before } = year;
  const own = figures[table.name];
  if (own === undefined) throw new Error(`no figures of ${table.name}`);
  const denominator = divisor === null ? undefined : figures[divisor]?.value;
  const isPart = table.counted.some((code) => meaning.cubes[code]?.isPart);
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
  const { known, primary, maskable } = judgement;
  const gaps = denominator && fillHidden(table.axes, Float64Array.from(denominator));
  const under = divisor === null ? undefined : forced.get(divisor);
  for (let cell = 0; cell < value.length; cell += 1) {
    if (hidden[cell] === 1) {
      // Where nobody is missing there is nothing to hide behind: a reader sees that in the whole country.
      if (value[cell] === 0 && (gaps?.[cell] ?? 0) === 0) known.high[cell] = 0;
      if (primary[cell] === 1 && value[cell] === 0) primary[cell] = 0;
      continue;
    }
    if (denominator && !isPart) known.high[cell] = Number.POSITIVE_INFINITY;
    // Where all is nought or small, a nought has to hide with the small: so any secondary cell may be one.
    if (maskable[cell] === 0) cost[cell] = at(cost, cell) * NOUGHT;
    maskable[cell] = 1;
    known.maskedLow[cell] = Math.min(0, at(value, cell));
    if (under !== undefined && isMasked(at(under, cell))) {
      maskable[cell] = 1;
      known.high[cell] = known.maskedHigh[cell] = Number.POSITIVE_INFINITY;
      known.maskedLow[cell] = known.primaryLow[cell] = Math.min(0, at(value, cell));
    }
    // What is out cannot be protected any more, nor does masking it protect anything.
    if (before[table.name]?.known[cell] !== 1) continue;
    if (primary[cell] === 1) primary[cell] = 0;
    else cost[cell] = Number.POSITIVE_INFINITY;
  }
  return defined;
}

/** What is known of one cell. */
interface Bound extends Spot {
  readonly low: number;
  readonly high: number;
}

/** Bounds in place of ties, but for the tied cells. */
function boundsOr(
  values: ReadonlyMap<string, Float64Array>,
  tied: Tied,
): { readonly isWritten: IsWritten; readonly bounds: readonly Bound[] } {
  const bounds: Bound[] = [];
  const figureOf = ({ table, cell }: Spot) => values.get(table)?.[cell] ?? Number.NaN;
  const isTied = ({ table, cell }: Spot) => tied.has(`${table} ${cell}`);
  const isWritten: IsWritten = (lesser, greater, { times }) => {
    const all = greater.reduce((sum, spot) => sum + times * figureOf(spot), 0);
    const room = all - figureOf(lesser);
    // Corrections below zero may break a relation; no reader can use it there.
    if (!(room >= 0)) return false;
    if ([lesser, ...greater].some(isTied)) return true;
    bounds.push({ ...lesser, low: Number.NEGATIVE_INFINITY, high: all });
    for (const spot of greater)
      bounds.push({ ...spot, low: Math.ceil(figureOf(spot) - room / times), high: Number.POSITIVE_INFINITY });
    return false;
  };
  return { isWritten, bounds };
}

/** What was shown before is known, and so are the bounds. */
function withKnown(
  assembly: Assembly,
  tables: readonly Table[],
  before: YearFigures['before'],
  bounds: readonly Bound[],
): Assembly {
  const shown = tables.flatMap(({ name, value }) =>
    Array.from(before[name]?.known ?? [], (isKnown, cell) => ({
      table: name,
      cell,
      low: at(value, cell),
      high: at(value, cell),
      isKnown,
    })).filter(({ isKnown }) => isKnown === 1),
  );
  const known = [...shown, ...bounds].map(({ table, cell, low, high }) => ({
    cell: assembly.cellsOf[table]?.[cell] ?? -1,
    low,
    high,
  }));
  return { ...assembly, system: withBounds(assembly.system, known) };
}

/** Of every cube, what becomes of its rows: masked with the numerator or the denominator, told as primary only where nothing speaks against it. */
function verdictsOf({ grid }: YearFigures, masks: Statuses): Verdicts {
  return Object.fromEntries(
    Object.entries(grid.cubes).map(([code, { numerator, denominator }]) => {
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
