/** What protection costs: the unprotected cubes of a year under each policy, side by side. Writes nothing. */
import { at, Failure } from '../../base/index.ts';
import type { Catalogue } from '../../catalogue/index.ts';
import { fillHidden, hiddenCells, nodesOf, perturbAll, roundControlled } from '../../disclosure/index.ts';
import { type Engine, type EngineOptions, openDuckDB } from '../../engine/index.ts';
import { type CubeRecord, readRecord } from '../../run/index.ts';
import { indicatorOf, PRIMARY, policyOf } from '../primary-rule.ts';
import type { Protection, UnprotectedCube } from '../protection.ts';
import { loadCube } from '../publish-cube.ts';
import { type GridTable, layGrid } from './grid.ts';
import { LINKED, protectionOf, shapeOf } from './linked-rule.ts';
import { readMeaning } from './meaning.ts';
import { columnOf, readPlaces, readRows, tableOf } from './read-figures.ts';

export interface CompareRequest {
  readonly catalogue: Catalogue;
  readonly dataRoot: string;
  readonly codes: readonly string[];
  readonly years: readonly number[];
  readonly engine: EngineOptions;
  /** Also the policies that are not the catalogue's. */
  readonly compare: boolean;
  readonly signal?: AbortSignal;
}

/** What one policy does to the cubes of one year. */
export interface PolicyCost {
  readonly year: number;
  readonly policy: 'none' | 'primary' | 'linked' | 'rounded' | 'noise';
  readonly cells: number;
  /** Masked as small, and for the sake of the small. */
  readonly primary: number;
  readonly secondary: number;
  /** Of the persons (or events) in the cells that no other cell of a cube is a part of, the share that masked cells hold. */
  readonly personsMasked: number;
  /** Cells with another figure than was counted. */
  readonly changed: number;
  /** The largest change of a rate, in parts of the whole (0.01: one in a hundred); among cells of at least 100 in the denominator. */
  readonly largestChange: number;
  readonly seconds: number;
}

/** What the other policies are compared with: the base of rounding, and the size of the noise. */
const BASE = 5;
const NOISE = { seed: 'comparison', most: 3, hidden: 4 } as const;
/** Of fewer, one person more is a large change of a rate. */
const MANY = 100;

/** Protects the computed cubes of a year; refuses (data) where there are none. */
export async function comparePolicies(request: CompareRequest): Promise<PolicyCost[]> {
  const { catalogue, dataRoot, codes, years, signal } = request;
  const engine = await openDuckDB(request.engine);
  const stop = () => engine.interrupt();
  signal?.addEventListener('abort', stop);
  try {
    const costs: PolicyCost[] = [];
    for (const year of years) {
      const records = codes.flatMap((code) => readRecord(dataRoot, code, year) ?? []);
      const counted = records.filter(({ cube }) => policyOf(catalogue, cube.code).kind !== 'none');
      if (counted.length > 0) costs.push(...(await compareYear(engine, request, year, counted)));
    }
    if (costs.length === 0)
      throw new Failure('data', 'there is no computed cube to protect.', {
        help: 'compute some with `cubes run --years A..B`.',
      });
    return costs;
  } finally {
    signal?.removeEventListener('abort', stop);
    engine.close();
  }
}

async function compareYear(
  engine: Engine,
  { catalogue, dataRoot, compare, signal }: CompareRequest,
  year: number,
  records: readonly CubeRecord[],
): Promise<PolicyCost[]> {
  const cubes: UnprotectedCube[] = [];
  for (const record of records) cubes.push(await loadCube(engine, catalogue, dataRoot, record));
  const costs: PolicyCost[] = [];
  if (compare) costs.push(await costOfMasks(engine, catalogue, year, cubes, 'none'));
  const rules = compare ? [PRIMARY, LINKED] : [protectionOf(catalogue)];
  for (const rule of rules)
    costs.push(await costOfMasks(engine, catalogue, year, cubes, rule === LINKED ? 'linked' : 'primary', rule));
  if (compare) costs.push(...(await costOfChanges(engine, catalogue, year, cubes)));
  if (signal?.aborted) throw new Failure('interrupted', 'interrupted.');
  return costs;
}

async function costOfMasks(
  engine: Engine,
  catalogue: Catalogue,
  year: number,
  cubes: readonly UnprotectedCube[],
  policy: PolicyCost['policy'],
  protection?: Protection,
): Promise<PolicyCost> {
  const started = performance.now();
  const masks = (await protection?.protect({ engine, catalogue, year, cubes })) ?? {};
  const seconds = secondsSince(started);
  const sum = { cells: 0, primary: 0, secondary: 0, persons: 0, masked: 0 };
  for (const { code, relation } of cubes) {
    const { dimensions, smallestLevel } = indicatorOf(catalogue, code);
    const mask = masks[code];
    const status = mask === undefined ? `'F'` : 'mask.conf_status';
    const finest = [`area_level = '${smallestLevel}'`, ...dimensions.map((name) => `${name} <> 'total'`)].join(' AND ');
    const keys = ['area_level', 'ref_area', ...dimensions].join(', ');
    const [row = {}] = await engine.query(
      `SELECT
  COUNT(*) AS cells,
  COUNT(*) FILTER (${status} = 'A') AS "primary",
  COUNT(*) FILTER (${status} = 'D') AS secondary,
  COALESCE(SUM(numerator_members) FILTER (${finest}), 0)::DOUBLE AS persons,
  COALESCE(SUM(numerator_members) FILTER (${finest} AND ${status} <> 'F'), 0)::DOUBLE AS masked
FROM ${relation}${mask === undefined ? '' : ` JOIN ${mask} AS mask USING (${keys})`}`,
    );
    for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += Number(row[name]);
  }
  const { cells, primary, secondary, persons, masked } = sum;
  const personsMasked = persons === 0 ? 0 : masked / persons;
  return { year, policy, cells, primary, secondary, personsMasked, changed: 0, largestChange: 0, seconds };
}

/** Rounding and noise change figures in place of masking them. */
async function costOfChanges(
  engine: Engine,
  catalogue: Catalogue,
  year: number,
  cubes: readonly UnprotectedCube[],
): Promise<PolicyCost[]> {
  const places = await readPlaces(engine, catalogue, year);
  const codes = cubes.map(({ code }) => code);
  const meaning = readMeaning(catalogue, codes);
  const grid = layGrid(
    meaning,
    codes.map((code) => shapeOf(catalogue, code, year)),
    places,
  );
  const sums = (['rounded', 'noise'] as const).map((policy) => ({
    year,
    policy,
    cells: 0,
    primary: 0,
    secondary: 0,
    personsMasked: 0,
    changed: 0,
    largestChange: 0,
    seconds: 0,
  }));
  for (const { code, relation } of cubes) {
    const table = tableOf(grid, code);
    const rows = await readRows(engine, table, relation, ['numerator', 'denominator']);
    const [value, whole] = ['numerator', 'denominator'].map((name) => columnOf(rows, table.axes, name)) as [
      Float64Array,
      Float64Array,
    ];
    // Rounding knows no figure below nought.
    const counts = fillHidden(table.axes, value).map((each) => Math.max(0, each));
    const hidden = hiddenCells(table.axes);
    for (const sum of sums) {
      const started = performance.now();
      const changed = changeOf(sum.policy, table, counts);
      sum.seconds += secondsSince(started);
      changed.forEach((each, cell) => {
        if (hidden[cell] === 1) return;
        const change = Math.abs(each - at(counts, cell));
        sum.cells += 1;
        if (change > 0) sum.changed += 1;
        if (at(whole, cell) >= MANY) sum.largestChange = Math.max(sum.largestChange, change / at(whole, cell));
      });
    }
  }
  return sums;
}

function changeOf(policy: 'rounded' | 'noise', { axes, figure }: GridTable, counts: Float64Array): Float64Array {
  if (policy === 'rounded') return roundControlled(axes, counts, { base: BASE, counts: 'small' }).value;
  const meaningOf = (cell: number) => ({
    figure,
    ...Object.fromEntries(
      nodesOf(axes, cell).map((node, axis) => [at(axes, axis).name, at(at(axes, axis).codes, node)]),
    ),
  });
  return perturbAll(counts, meaningOf, NOISE);
}

function secondsSince(started: number): number {
  return Math.round(performance.now() - started) / 1000;
}
