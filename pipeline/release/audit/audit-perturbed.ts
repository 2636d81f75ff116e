/**
 * Audits a release whose figures are changed: whether its files keep what the method promises, also
 * of what was counted, where that is at hand.
 */
import { at } from '../../base/index.ts';
import type { Perturbation, ThresholdPolicy } from '../../catalogue/index.ts';
import {
  type Counts,
  cellLabelsOf,
  checkWithin,
  codeOfPart,
  type FigureRelations,
  figuresInRow,
  type GuaranteeCheck,
  GuaranteeTally,
  groupFigures,
  PERTURBATIONS,
  readCubeRows,
  type ShownTable,
  scaleOf,
  sizeOf,
  tableOf,
  withheldColumns,
} from '../../disclosure/index.ts';
import type { Engine, Value } from '../../engine/index.ts';
import type { ReleasedGrid } from './released-grid.ts';

const LIMITS = ['ci_lower', 'ci_upper', 'std_value', 'std_ci_lower', 'std_ci_upper'];

export interface PerturbedYear extends ReleasedGrid {
  readonly engine: Engine;
  readonly figureRelations: FigureRelations;
  readonly policy: ThresholdPolicy;
  readonly perturbation: Perturbation;
  /** What was counted. */
  readonly counts?: Counts;
}

/** Every promise of the method, in the order of `GUARANTEES`. */
export async function auditPerturbed(year: PerturbedYear): Promise<GuaranteeCheck[]> {
  const { grid, figureRelations, perturbation, counts, places } = year;
  const tally = new GuaranteeTally();
  const tables = new Map<string, ShownTable>(
    grid.tables.map((table) => [
      table.name,
      {
        name: table.name,
        axes: table.axes,
        table,
        value: new Float64Array(sizeOf(table.axes)).fill(Number.NaN),
        base: perturbation.amount * scaleOf(figureRelations, table.figure),
      },
    ]),
  );
  for (const code of new Set(Object.keys(grid.cubes).map(codeOfPart))) await readCube(year, code, tables, tally);
  for (const { value } of tables.values())
    for (const figure of value) tally.add('sensitive', figure >= 1 && figure < perturbation.threshold);
  const groups = groupFigures([...tables.values()], figureRelations);
  const cellLabels = cellLabelsOf(places);
  const shown = { grid, figureRelations, perturbation, tables, groups, cellLabels, ...(counts && { counts }) };
  const method = PERTURBATIONS[perturbation.method];
  method.check(shown, tally);
  checkWithin(figureRelations, [...tables.values()], cellLabels, (isBroken) => tally.add('within', isBroken));
  const { examined, disclosed } = method.countDisclosed(shown);
  tally.record('disclosed', examined, disclosed);
  return tally.checks();
}

/**
 * Reads a cube into its tables, and compares its rows with each other and with what other cubes
 * show of the same cells.
 */
async function readCube(
  { engine, grid, figureRelations, policy, relations }: PerturbedYear,
  code: string,
  tables: ReadonlyMap<string, ShownTable>,
  tally: GuaranteeTally,
): Promise<void> {
  const { numerator, denominator } = figuresInRow(grid.cubes, code);
  const { per = 1, isPart = false } = figureRelations.cubes[code] ?? {};
  const withheld = withheldColumns(policy);
  const columns = ['numerator', 'denominator', 'obs_value', ...LIMITS, 'obs_status', 'conf_status'];
  const { cells, rows } = await readCubeRows(engine, tableOf(grid, code), relations[code] ?? '', columns);
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

function numberOf(value: Value | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}
