/**
 * What an attacker sees of a year: the rows of its released cubes as cells with a status, and what
 * he knows of each. Nothing else goes into the audit.
 */
import { at, Failure } from '../../base/index.ts';
import type { ThresholdPolicy } from '../../catalogue/index.ts';
import type { FigureRelations } from '../cells/figure-relations.ts';
import {
  type AreaRow,
  type Grid,
  type GridTable,
  holds,
  type IsEquation,
  type IsWritten,
  linkGrid,
  type TableCell,
} from '../cells/grid.ts';
import { followers } from '../cells/groups.ts';
import type { Judgement } from '../cells/policy.ts';
import { assemble } from '../cells/structure/assemble.ts';
import { type Published, STATUS } from '../cells/structure/system.ts';
import { cellOf, hiddenCells, sizeOf, type Table } from '../cells/structure/table.ts';
import type { Behind } from '../certify/families/behind.ts';
import { tableOf } from '../methods/read-figures.ts';
import { divisorsOf } from '../suppress/systems.ts';
import { gapsOfNobody } from './gaps-of-nobody.ts';
import { sharesOf } from './shares-of-volumes.ts';
import type { ShownCube } from './shown.ts';

/** One table as it is shown, by cell. */
export interface Seen {
  readonly status: Uint8Array;
  /** 0 where it is not shown. */
  readonly value: Float64Array;
}

export interface Observation {
  readonly grid: Grid;
  readonly figureRelations: FigureRelations;
  readonly policy: ThresholdPolicy;
  readonly seen: ReadonlyMap<string, Seen>;
  /** The same as it stands in the cubes, with the map. */
  readonly cubes: readonly ShownCube[];
  readonly places: readonly AreaRow[];
  /** Members behind volumes, where they are known. */
  readonly behind?: Behind;
  /** By table, between which values earlier releases put its cells. */
  readonly earlierBounds?: ReadonlyMap<string, { readonly low: Float64Array; readonly high: Float64Array }>;
}

/** A year as one structure: without the values that are not shown. */
export interface ObservedYear {
  readonly published: Published;
  readonly cellsOf: Readonly<Record<string, Int32Array>>;
  /**
   * Volumes that suppress all that their shares suppress, by table: what hides the share hides
   * them.
   */
  readonly followers: ReadonlyMap<string, string>;
  readonly mayBeNegative: boolean;
  readonly relaxed: ObserveOptions['relaxed'];
  readonly actual: ObserveOptions['actual'];
}

export interface ObserveOptions {
  /** Nets below zero are taken to be possible, and what they may break is not relied on. */
  readonly mayBeNegative: boolean;
  /** Where alone nets below zero are taken to be possible (`table cell`); everywhere without it. */
  readonly relaxed?: ReadonlySet<string> | undefined;
  /** False: the relations of volumes to their shares are written like others, and none follows. */
  readonly followed?: boolean;
  /**
   * The figures as they are, where they are known: a relation that corrections have broken at a
   * cell is not relied on there.
   */
  readonly actual?: ReadonlyMap<string, Float64Array> | undefined;
}

/** What is shown of a year's cubes, by table and cell. */
export function seenOf(grid: Grid, cubes: readonly ShownCube[]): ReadonlyMap<string, Seen> {
  const seen = new Map(
    grid.tables.map(({ name, axes }) => [
      name,
      {
        status: hiddenCells(axes).map((flag) => (flag === 1 ? STATUS.hidden : STATUS.secondary)),
        value: new Float64Array(sizeOf(axes)),
      },
    ]),
  );
  for (const { code, rows } of cubes) {
    const { numerator, denominator } = grid.cubes[code] ?? { numerator: '', denominator: null };
    const [counted, divided] = [seen.get(numerator), denominator === null ? undefined : seen.get(denominator)];
    const { axes } = tableOf(grid, code);
    const nodes = axes.map(({ codes }) => new Map(codes.map((each, node) => [each, node])));
    for (const row of rows) {
      const found = [row.area, ...row.members].map((each, axis) => nodes[axis]?.get(each) ?? -1);
      if (found.includes(-1)) throw new Failure('data', `a row of ${code} is not a cell of its levels and dimensions.`);
      const cell = cellOf(axes, found);
      // Whatever its status says: a figure that is there is known, in whichever cube.
      for (const [table, figure] of [
        [counted, row.numerator],
        [divided, row.denominator],
      ] as const)
        if (table && figure !== null) {
          table.status[cell] = STATUS.published;
          table.value[cell] = figure;
        }
      if (row.isSensitive && counted?.status[cell] === STATUS.secondary) counted.status[cell] = STATUS.primary;
    }
  }
  return seen;
}

/**
 * The structure of what was seen, with every relation between figures that is not visibly broken.
 */
export function observe(observation: Observation, options: ObserveOptions): ObservedYear {
  const { grid, figureRelations, seen } = observation;
  const least = leastOfShares(observation, options);
  const tables = grid.tables.map((table) => observedTable(observation, table, options, least.get(table.name)));
  const hides = (volume: string, share: string) => {
    const [one, other] = [seen.get(volume)?.status, seen.get(share)?.status];
    return one?.every((status, cell) => status !== STATUS.published || other?.[cell] === STATUS.published) ?? false;
  };
  const following = new Map(
    options.followed === false
      ? []
      : [...followers(grid, figureRelations)].filter(([volume, share]) => hides(volume, share)),
  );
  const isOpen = ({ table, cell }: { table: string; cell: number }) =>
    seen.get(table)?.status[cell] !== STATUS.published;
  const { actual } = options;
  const figureOf = ({ table, cell }: TableCell) => actual?.get(table)?.[cell] ?? 0;
  // Without the true figures, what corrections may have broken is not relied on once something has.
  const mayBeBroken = (tableCells: readonly TableCell[]) =>
    options.mayBeNegative &&
    actual === undefined &&
    (options.relaxed === undefined || tableCells.some(({ table, cell }) => options.relaxed?.has(`${table} ${cell}`)));
  const isWritten: IsWritten = (lesser, greater, { corrected, times }) => {
    const [whole, ...others] = greater;
    const isPair = (volume: string | undefined, share: string | undefined) =>
      others.length === 0 && volume !== undefined && following.get(volume) === share;
    if (isPair(whole?.table, lesser.table) || isPair(lesser.table, whole?.table)) return false;
    // What is shown on both sides is not examined.
    if (![lesser, ...greater].some(isOpen)) return false;
    if (!corrected) return true;
    return actual
      ? figureOf(lesser) <= times * greater.reduce((sum, tableCell) => sum + figureOf(tableCell), 0)
      : !mayBeBroken([lesser, ...greater]);
  };
  const isEquation: IsEquation = (tableCells, relation) =>
    tableCells.some(isOpen) &&
    (actual ? holds(relation, tableCells.map(figureOf)) : !relation.corrected || !mayBeBroken(tableCells));
  const links = linkGrid(grid, figureRelations, isWritten, isEquation);
  // Values play no part in the structure, so that all may be nought.
  const { system, cellsOf } = assemble(tables, links);
  const status = system.hidden.map((flag) => (flag === 1 ? STATUS.hidden : STATUS.secondary));
  const value = new Float64Array(system.count);
  for (const rank of [STATUS.primary, STATUS.published])
    for (const { name } of tables) {
      const table = seen.get(name);
      cellsOf[name]?.forEach((index, cell) => {
        if (table?.status[cell] !== rank) return;
        status[index] = rank;
        value[index] = at(table.value, cell);
      });
    }
  const targets = status.map((one) => (one === STATUS.primary ? 1 : 0));
  const { count, known, relations } = system;
  return {
    published: { count, status, value, targets, known, relations },
    cellsOf,
    followers: following,
    mayBeNegative: options.mayBeNegative,
    relaxed: options.relaxed,
    actual,
  };
}

/**
 * A table without values, with what the published policy and the other columns of a row disclose of
 * its cells.
 */
function observedTable(
  observation: Observation,
  table: GridTable,
  { mayBeNegative, relaxed }: Pick<ObserveOptions, 'mayBeNegative' | 'relaxed'>,
  enough: ReadonlyMap<number, number> | undefined,
): Table {
  const { grid, figureRelations, policy, seen } = observation;
  const { name, axes, counted } = table;
  const size = sizeOf(axes);
  const array = (value: number) => new Float64Array(size).fill(value);
  const { POSITIVE_INFINITY, NEGATIVE_INFINITY } = Number;
  const addsValues = counted.some((code) => figureRelations.cubes[code]?.adds === 'values');
  const isPart = counted.some((code) => figureRelations.cubes[code]?.isPart);
  const leastOf = (cell: number) =>
    addsValues && mayBeNegative && (relaxed?.has(`${name} ${cell}`) ?? true) ? NEGATIVE_INFINITY : 0;
  const leasts = Float64Array.from({ length: size }, (_, cell) => leastOf(cell));
  const known = {
    low: leasts.slice(),
    high: array(POSITIVE_INFINITY),
    primaryLow: leasts.slice(),
    primaryHigh: array(POSITIVE_INFINITY),
    holeLow: array(1),
    holeHigh: array(0),
    suppressedLow: leasts.slice(),
    suppressedHigh: array(POSITIVE_INFINITY),
  };
  const hidden = hiddenCells(axes);
  const under = seen.get(divisorsOf(grid).get(name) ?? '');
  const nobody = under && gapsOfNobody(table, under);
  const earlierBounds = observation.earlierBounds?.get(name);
  for (let cell = 0; cell < size; cell += 1) {
    if (nobody?.[cell] === 1) known.high[cell] = 0;
    if (hidden[cell] === 1) continue;
    const isShown = under?.status[cell] === STATUS.published;
    const whole = isShown && isPart ? at(under.value, cell) : POSITIVE_INFINITY;
    known.high[cell] = whole;
    judgeStatus(policy, known, cell, {
      isShown: isShown || under === undefined,
      whole,
      addsValues,
      least: at(leasts, cell),
    });
    known.low[cell] = Math.max(
      at(known.low, cell),
      earlierBounds?.low[cell] ?? NEGATIVE_INFINITY,
      enough?.get(cell) ?? NEGATIVE_INFINITY,
    );
    known.high[cell] = Math.min(at(known.high, cell), earlierBounds?.high[cell] ?? POSITIVE_INFINITY);
  }
  const judgement: Judgement = { primary: new Uint8Array(size), suppressible: new Uint8Array(size), known };
  return { name, axes, value: array(0), hidden, judgement, cost: array(1) };
}

/**
 * By table of a share and cell, how many members there are at least, as the volume of their events
 * is shown; but for cells in which corrections may have broken that.
 */
function leastOfShares(
  { grid, figureRelations, policy, seen }: Observation,
  { mayBeNegative, relaxed, actual }: ObserveOptions,
): ReadonlyMap<string, ReadonlyMap<number, number>> {
  const least = new Map<string, Map<number, number>>();
  const isOpen = (table: string, cell: number) => {
    if (actual) return (actual.get(table)?.[cell] ?? 0) < policy.threshold;
    return mayBeNegative && (relaxed === undefined || relaxed.has(`${table} ${cell}`));
  };
  for (const volume of grid.tables) {
    const { status, value } = seen.get(volume.name) ?? {};
    for (const { table, cells } of sharesOf(grid, figureRelations, volume)) {
      const own = least.get(table) ?? new Map<number, number>();
      least.set(table, own);
      cells.forEach((cell, index) => {
        const isShown = status?.[index] === STATUS.published && (value?.[index] ?? 0) > 0;
        if (cell >= 0 && isShown && !isOpen(table, cell)) own.set(cell, policy.threshold);
      });
    }
  }
  return least;
}

interface StatusFacts {
  readonly isShown: boolean;
  readonly whole: number;
  readonly addsValues: boolean;
  readonly least: number;
}

/**
 * What a status distinguished as sensitive says: 1 to threshold - 1 persons; none, where it may
 * stand for a small denominator.
 */
function judgeStatus(
  { threshold, complements }: ThresholdPolicy,
  known: Judgement['known'],
  cell: number,
  { isShown, whole, addsValues, least }: StatusFacts,
): void {
  known.primaryLow[cell] = isShown && least === 0 ? 1 : least;
  if (addsValues) return;
  if (!complements || !Number.isFinite(whole) || whole < threshold) {
    known.primaryLow[cell] = complements && whole < threshold ? 0 : at(known.primaryLow, cell);
    known.primaryHigh[cell] = Math.min(whole, threshold - 1);
    return;
  }
  known.primaryHigh[cell] = whole - 1;
  known.holeLow[cell] = threshold;
  known.holeHigh[cell] = whole - threshold;
}
