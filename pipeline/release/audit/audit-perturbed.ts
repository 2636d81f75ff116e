/** Holds a release whose figures are rounded or have noise against what that promises, from its own files; and against what was counted, where that is at hand. */
import { at } from '../../base/index.ts';
import type { Perturbation, ThresholdPolicy } from '../../catalogue/index.ts';
import {
  type CountRanges,
  type Counts,
  chainOf,
  checkNoise,
  checkWithin,
  countsTold,
  fillHidden,
  groupFigures,
  hiddenCells,
  type Meaning,
  nodesOf,
  noiseRanges,
  project,
  type RoundedTable,
  readRows,
  type ShownTable,
  type Spots,
  scaleOf,
  sizeOf,
  spotsOf,
  tableOf,
  toldByRounding,
  withheldColumns,
} from '../../disclosure/index.ts';
import type { Engine, Value } from '../../engine/index.ts';
import type { ReleasedGrid } from './released-grid.ts';

/** How many things were looked at, and how many are not as promised. */
export interface PromiseCheck {
  readonly promise: keyof typeof PROMISES;
  readonly examined: number;
  readonly broken: number;
}

/** What each promise is, in a sentence. */
export const PROMISES = {
  shown: 'Every cell is shown, its value is of the figures shown, and nothing else tells of them.',
  small: 'No figure is small.',
  same: 'The same figure of the same cell is the same in every cube.',
  within: 'No part is above its whole, whichever cubes show them.',
  multiple: 'Every figure is a multiple of the base.',
  additive: 'Parts add up to their whole, with nobody or a multiple of the base in none of them.',
  told: 'No count of persons is left without a choice by the relations between figures, gone through one by one.',
  bounded: 'No noise is larger than is said, and a volume of few persons tells nothing of them.',
} as const;

const LIMITS = ['ci_lower', 'ci_upper', 'std_value', 'std_ci_lower', 'std_ci_upper'];

export interface PerturbedYear extends ReleasedGrid {
  readonly engine: Engine;
  readonly meaning: Meaning;
  readonly policy: ThresholdPolicy;
  readonly perturbation: Perturbation;
  /** What was counted. */
  readonly counts?: Counts;
}

/** Every promise of the method, in the order of `PROMISES`. */
export async function auditPerturbed(year: PerturbedYear): Promise<PromiseCheck[]> {
  const { grid, meaning, perturbation, counts, places } = year;
  const tally = new Tally();
  const tables = new Map<string, ShownTable>(
    grid.tables.map((table) => [
      table.name,
      {
        name: table.name,
        axes: table.axes,
        table,
        value: new Float64Array(sizeOf(table.axes)).fill(Number.NaN),
        base: perturbation.amount * scaleOf(meaning, table.figure),
      },
    ]),
  );
  for (const code of Object.keys(grid.cubes)) await readCube(year, code, tables, tally);
  for (const { value } of tables.values())
    for (const figure of value) tally.add('small', figure >= 1 && figure < perturbation.threshold);
  const groups = groupFigures([...tables.values()], meaning);
  const spots = spotsOf(places);
  if (perturbation.method === 'rounded') {
    for (const table of tables.values()) checkRounded(table, tally);
    for (const group of groups) checkChain(group, tally);
  } else {
    for (const group of groups) checkSpots(group, spots, tally);
    if (counts) checkNoise(grid, counts, tables, spots, perturbation, (isBroken) => tally.add('bounded', isBroken));
  }
  checkWithin(meaning, [...tables.values()], spots, (isBroken) => tally.add('within', isBroken));
  checkTold(year, groups, tally);
  return tally.checks();
}

class Tally {
  private readonly counted = new Map<keyof typeof PROMISES, { examined: number; broken: number }>();

  add(promise: keyof typeof PROMISES, isBroken: boolean): void {
    this.note(promise, 1, isBroken ? 1 : 0);
  }

  note(promise: keyof typeof PROMISES, examined: number, broken: number): void {
    const counts = this.counted.get(promise) ?? { examined: 0, broken: 0 };
    counts.examined += examined;
    counts.broken += broken;
    this.counted.set(promise, counts);
  }

  checks(): PromiseCheck[] {
    return (Object.keys(PROMISES) as (keyof typeof PROMISES)[]).flatMap((promise) => {
      const counts = this.counted.get(promise);
      return counts === undefined ? [] : [{ promise, ...counts }];
    });
  }
}

/** Reads a cube into its tables, and holds its rows against themselves and against what other cubes show of the same cells. */
async function readCube(
  { engine, grid, meaning, policy, relations }: PerturbedYear,
  code: string,
  tables: ReadonlyMap<string, ShownTable>,
  tally: Tally,
): Promise<void> {
  const { numerator = '', denominator = null } = grid.cubes[code] ?? {};
  const { per = 1, isPart = false } = meaning.cubes[code] ?? {};
  const withheld = withheldColumns(policy);
  const columns = ['numerator', 'denominator', 'obs_value', ...LIMITS, 'obs_status', 'conf_status'];
  const { cells, rows } = await readRows(engine, tableOf(grid, code), relations[code] ?? '', columns);
  const put = (name: string | null, cell: number, figure: number | null) => {
    const table = tables.get(name ?? '');
    if (table === undefined || figure === null) return;
    const known = at(table.value, cell);
    if (!Number.isNaN(known)) tally.add('same', known !== figure);
    table.value[cell] = figure;
  };
  rows.forEach((row, index) => {
    const [counted, divided] = [numberOf(row.numerator), numberOf(row.denominator)];
    put(numerator, at(cells, index), counted);
    put(denominator, at(cells, index), divided);
    if (isPart && counted !== null && divided !== null) tally.add('within', counted > divided);
    tally.add('shown', !isShown(row, denominator !== null, per, withheld));
  });
}

/** A row with figures that go together, and with none that only exact figures give. */
function isShown(
  row: Readonly<Record<string, Value>>,
  isRatio: boolean,
  per: number,
  withheld: readonly string[],
): boolean {
  const [counted, divided, value] = ['numerator', 'denominator', 'obs_value'].map((name) => numberOf(row[name]));
  if (row.conf_status !== 'F' || row.obs_status !== (isRatio && divided === 0 ? 'M' : 'A')) return false;
  if (LIMITS.some((name) => numberOf(row[name]) !== null)) return false;
  if (isRatio === (divided == null)) return false;
  if (withheld.includes('numerator')) return counted === null;
  if (counted == null) return false;
  if (withheld.includes('obs_value')) return value === null;
  if (isRatio && divided === 0) return value === null;
  const wanted = isRatio ? (counted / (divided ?? 1)) * per : counted * per;
  return value != null && Math.abs(value - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted));
}

function checkRounded({ axes, value, base }: ShownTable, tally: Tally): void {
  const hidden = hiddenCells(axes);
  const filled = fillHidden(axes, value.slice());
  filled.forEach((figure, cell) => {
    if (Number.isNaN(figure)) return;
    tally.add(hidden[cell] === 1 ? 'additive' : 'multiple', figure < 0 || figure % base !== 0);
    const nodes = nodesOf(axes, cell);
    let step = filled.length;
    axes.forEach(({ codes, children }, index) => {
      step /= codes.length;
      const node = at(nodes, index);
      const parts = at(children, node);
      if (parts.length === 0) return;
      const sum = parts.reduce((total, part) => total + at(filled, cell + (part - node) * step), 0);
      if (!Number.isNaN(sum)) tally.add('additive', sum !== figure);
    });
  });
}

/** Shapes of one figure agree where each was rounded to agree (`perturb/chain.ts`). */
function checkChain(group: readonly ShownTable[], tally: Tally): void {
  for (const { table, from } of chainOf(group)) {
    if (from === null) continue;
    const { cell: above, isSame } = project(table, from);
    table.value.forEach((figure, cell) => {
      const other = at(from.value, at(above, cell));
      if (isSame[cell] === 1 && !Number.isNaN(figure + other)) tally.add('same', figure !== other);
    });
  }
}

/** What each figure says of its count, and how figures hang together, leaves every count a choice. */
function checkTold(
  { grid, meaning, perturbation }: PerturbedYear,
  groups: readonly ShownTable[][],
  tally: Tally,
): void {
  const { examined, told } =
    perturbation.method === 'noise'
      ? countsTold(grid, meaning, groups.flat().map(noiseRange))
      : toldByRounding(grid, meaning, roundedTables(groups));
  tally.note('told', examined, told);

  function noiseRange({ table, value }: ShownTable): CountRanges {
    const isVolume = table.counted.some((code) => meaning.cubes[code]?.adds === 'values');
    return noiseRanges(table, value, isVolume, perturbation);
  }
}

function roundedTables(groups: readonly ShownTable[][]): ReadonlyMap<string, RoundedTable> {
  return new Map(
    groups.flatMap((group) => {
      const [first] = chainOf(group);
      return group.map(({ name, table, axes, value, base }) => {
        const isFirst = first?.table.name === name;
        return [name, { table, value: fillHidden(axes, value.slice()), base, isFirst }] as const;
      });
    }),
  );
}

/** Whatever stands for the same cell has the same figure. */
function checkSpots(group: readonly ShownTable[], spots: Spots, tally: Tally): void {
  const known = new Map<string, number>();
  for (const { axes, value } of group)
    spots(axes).forEach((spot, cell) => {
      const [figure, before] = [at(value, cell), known.get(spot)];
      if (Number.isNaN(figure)) return;
      if (before !== undefined) tally.add('same', figure !== before);
      known.set(spot, figure);
    });
}

function numberOf(value: Value | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}
