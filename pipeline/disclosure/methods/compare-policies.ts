/**
 * What protection costs: the unprotected cubes of a year under each policy, side by side. Writes
 * nothing.
 */
import { at, Failure } from '../../base/index.ts';
import {
  type Catalogue,
  type MethodName,
  otherEntity,
  type Perturbation,
  perturbationOf,
  protectedEntity,
} from '../../catalogue/index.ts';
import { type Engine, type EngineOptions, openDuckDB } from '../../engine/index.ts';
import { type CubeRecord, readRecord } from '../../run/index.ts';
import { figuresInRow } from '../cells/cube-parts.ts';
import { hiddenCells } from '../cells/structure/table.ts';
import { type Counts, readCounts } from '../perturb/counts.ts';
import { LINKED, protectionOf } from './linked.ts';
import { loadCube } from './load-cube.ts';
import { PERTURBATIONS } from './perturbations.ts';
import { indicatorOf, PRIMARY, policyOf } from './primary.ts';
import type { Protection, UnprotectedCube, YearCubes } from './protection.ts';

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
  readonly policy: 'none' | MethodName;
  /** What figures are rounded to, or changed by at most; null where cells are suppressed. */
  readonly amount: number | null;
  readonly cells: number;
  /** Suppressed as small, and for the sake of the small. */
  readonly primary: number;
  readonly secondary: number;
  /**
   * Of the persons (or events) in the cells that no other cell of a cube is a part of, the share
   * that suppressed cells hold.
   */
  readonly personsSuppressed: number;
  /** Cells with another figure than was counted. */
  readonly changed: number;
  /**
   * The largest change of a rate, in parts of the whole (0.01: one in a hundred), of a volume in
   * parts of what as many persons have; of cells of at least 100 in the denominator.
   */
  readonly largestChange: number;
  readonly seconds: number;
}

/** Nothing is published, so that the seed need not be secret. */
const SEED = 'comparison';
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
  const of = { engine, catalogue, year, signal };
  if (compare) costs.push(await costOfSuppression(of, cubes, 'none'));
  const isSuppressed = ({ code }: UnprotectedCube) => perturbationOf(policyOf(catalogue, code)) === null;
  const suppressed = compare ? cubes : cubes.filter(isSuppressed);
  const rules = compare ? [PRIMARY, LINKED] : suppressed.length === 0 ? [] : [protectionOf(catalogue)];
  for (const rule of rules)
    costs.push(await costOfSuppression(of, suppressed, rule === LINKED ? 'linked' : 'primary', rule));
  for (const method of ['rounding', 'cell_key'] as const) {
    const cost = await costOfChanges({ engine, catalogue, year, cubes, method, compare });
    if (cost.cells > 0) costs.push(cost);
  }
  if (signal?.aborted) throw new Failure('interrupted', 'interrupted.');
  return costs;
}

async function costOfSuppression(
  { engine, catalogue, year, signal }: Omit<YearCubes, 'cubes'>,
  cubes: readonly UnprotectedCube[],
  policy: PolicyCost['policy'],
  protection?: Protection,
): Promise<PolicyCost> {
  const started = performance.now();
  const statusTables = (await protection?.protect({ engine, catalogue, year, cubes, signal })) ?? {};
  const seconds = secondsSince(started);
  const sum = { cells: 0, primary: 0, secondary: 0, persons: 0, suppressed: 0 };
  for (const { code, relation } of cubes) {
    const { dimensions, smallestLevel } = indicatorOf(catalogue, code);
    const statusTable = statusTables[code];
    const status = statusTable === undefined ? `'F'` : 'decided.conf_status';
    const finest = [`area_level = '${smallestLevel}'`, ...dimensions.map((name) => `${name} <> 'total'`)].join(' AND ');
    const keys = ['area_level', 'ref_area', ...dimensions].join(', ');
    const [row = {}] = await engine.query(
      `SELECT
  COUNT(*) AS cells,
  COUNT(*) FILTER (${status} = 'A') AS "primary",
  COUNT(*) FILTER (${status} = 'D') AS secondary,
  COALESCE(SUM(numerator_members) FILTER (${finest}), 0)::DOUBLE AS persons,
  COALESCE(SUM(numerator_members) FILTER (${finest} AND ${status} <> 'F'), 0)::DOUBLE AS suppressed
FROM ${relation}${statusTable === undefined ? '' : ` JOIN ${statusTable} AS decided USING (${keys})`}`,
    );
    for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += Number(row[name]);
  }
  const { cells, primary, secondary, persons, suppressed } = sum;
  const personsSuppressed = persons === 0 ? 0 : suppressed / persons;
  return {
    year,
    policy,
    amount: null,
    cells,
    primary,
    secondary,
    personsSuppressed,
    changed: 0,
    largestChange: 0,
    seconds,
  };
}

interface Changes {
  readonly engine: Engine;
  readonly catalogue: Catalogue;
  readonly year: number;
  readonly cubes: readonly UnprotectedCube[];
  readonly method: Perturbation['method'];
  /** Also for entities whose policy is another. */
  readonly compare: boolean;
}

/** Rounding and noise change figures in place of suppressing them. */
async function costOfChanges({ engine, catalogue, year, cubes, method, compare }: Changes): Promise<PolicyCost> {
  const started = performance.now();
  const sum = { cells: 0, primary: 0, secondary: 0, personsSuppressed: 0, changed: 0, largestChange: 0 };
  let amount: number | null = null;
  for (const [entity, policy] of Object.entries(catalogue.disclosure)) {
    // A percentile, a density or a group of claims is suppressed or shown, never changed.
    const own = cubes.filter(({ code }) => {
      const { measure } = indicatorOf(catalogue, code);
      return (
        protectedEntity(measure) === entity &&
        measure.percentile === undefined &&
        measure.groups === undefined &&
        otherEntity(measure) === undefined
      );
    });
    if (policy.kind === 'none' || own.length === 0) continue;
    const { threshold } = policy;
    const said = perturbationOf(policy);
    if (said?.method !== method && !compare) continue;
    const perturbation =
      said?.method === method ? said : { method, amount: PERTURBATIONS[method].usualAmount(threshold), threshold };
    amount = Math.max(amount ?? 0, perturbation.amount);
    const counts = await readCounts({ engine, catalogue, year, cubes: own });
    const changed = PERTURBATIONS[method].change(counts, perturbation, SEED);
    for (const { code } of own) addChanges(sum, counts, code, changed);
  }
  return { year, policy: method, amount, ...sum, seconds: secondsSince(started) };
}

function addChanges(
  sum: { cells: number; changed: number; largestChange: number },
  { grid, tables }: Counts,
  code: string,
  changed: ReadonlyMap<string, Float64Array>,
): void {
  const { numerator, denominator } = figuresInRow(grid.cubes, code);
  const [counted, divided] = [tables.get(numerator ?? ''), tables.get(denominator ?? '')];
  const shown = changed.get(numerator ?? '');
  if (counted === undefined || shown === undefined) throw new Error(`no figures of ${code}`);
  const hidden = hiddenCells(counted.table.axes);
  counted.count.forEach((exact, cell) => {
    if (hidden[cell] === 1) return;
    const change = Math.abs(at(shown, cell) - exact);
    sum.cells += 1;
    if (change > 0) sum.changed += 1;
    const whole = divided === undefined ? 0 : at(divided.count, cell);
    if (whole >= MANY) sum.largestChange = Math.max(sum.largestChange, change / whole / counted.each);
  });
}

function secondsSince(started: number): number {
  return Math.round(performance.now() - started) / 1000;
}
