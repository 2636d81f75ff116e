/**
 * The one file that knows how the program protects a year: computed rows in, the release as it
 * would be published out.
 */
import { Failure } from '../../../pipeline/base/index.ts';
import type { Catalogue, Level, ThresholdPolicy } from '../../../pipeline/catalogue/index.ts';
import { codeOfPart, isDivisorPart, partsOf } from '../../../pipeline/disclosure/cells/cube-parts.ts';
import { type FigureRelations, readFigureRelations } from '../../../pipeline/disclosure/cells/figure-relations.ts';
import { type AreaRow, type CubeShape, layGrid } from '../../../pipeline/disclosure/cells/grid.ts';
import { percentileRuleOf } from '../../../pipeline/disclosure/cells/percentile-rule.ts';
import { readPolicy } from '../../../pipeline/disclosure/cells/read-policy.ts';
import { type Axis, cellOf, sizeOf } from '../../../pipeline/disclosure/index.ts';
import { judgePercentile } from '../../../pipeline/disclosure/suppress/judge-percentile.ts';
import { areasAbove } from '../../../pipeline/disclosure/suppress/percentile-rests.ts';
import { protectYear } from '../../../pipeline/disclosure/suppress/protect-year.ts';
import type { TableFigures } from '../../../pipeline/disclosure/suppress/systems.ts';

/**
 * A row of a cube as it is computed: an area and a member of every dimension (`total` included).
 */
export interface ComputedRow {
  readonly area: string;
  readonly members: readonly string[];
  readonly numerator: number;
  readonly denominator: number;
  /** Members behind the numerator. */
  readonly behind: number;
  /** Of a ratio: members behind the denominator. */
  readonly below?: number;
  /** Of a percentile; null: of nobody. */
  readonly value?: number | null;
}

export interface ComputedCube {
  readonly code: string;
  readonly levels: readonly Level[];
  readonly rows: readonly ComputedRow[];
}

/** A row with what becomes of it: F shown, A suppressed and marked as sensitive, D suppressed. */
export interface ReleasedRow extends ComputedRow {
  readonly status: 'F' | 'A' | 'D';
}

/** By code; null: the program finds no suppression that protects, and publishes nothing. */
export type Release = Readonly<Record<string, readonly ReleasedRow[]>> | null;

const TOTAL = 0.8;
const COSTS: Readonly<Record<Level, number>> = {
  country: 100,
  region: 50,
  province: 30,
  arrondissement: 20,
  municipality: 10,
  sector: 1,
};

/**
 * Protects the cubes of a year of beneficiaries, by the catalogue's policy; without levels
 * withheld, and without earlier releases.
 */
export async function protect(
  catalogue: Catalogue,
  places: readonly AreaRow[],
  cubes: readonly ComputedCube[],
): Promise<Release> {
  const policy = catalogue.disclosure.beneficiary;
  if (policy?.kind !== 'threshold') throw new Error('no policy for beneficiaries');
  const codes = cubes.map(({ code }) => code);
  const figureRelations = readFigureRelations(catalogue, codes);
  const shapes = cubes.flatMap(({ code, levels }): CubeShape[] => {
    const names = catalogue.indicators[code]?.dimensions ?? [];
    const dimensions = names.map((name) => ({ name, members: catalogue.dimensions[name]?.members ?? [] }));
    return partsOf(figureRelations, code).map((part) => ({ code: part, dimensions, levels }));
  });
  const grid = layGrid(figureRelations, shapes, places);
  const axesOf = (name: string | null | undefined): readonly Axis[] =>
    grid.tables.find((table) => table.name === name)?.axes ?? [];
  const cellIn = (axes: readonly Axis[], { area, members }: ComputedRow): number =>
    cellOf(
      axes,
      [area, ...members].map((code, axis) => axes[axis]?.codes.indexOf(code) ?? -1),
    );
  const figures: Record<string, TableFigures> = {};
  for (const { code: part } of shapes) {
    const rows = cubes.find(({ code }) => code === codeOfPart(part))?.rows ?? [];
    const { numerator, denominator } = grid.cubes[part] ?? { numerator: '', denominator: null };
    const axes = axesOf(numerator);
    const column = (key: 'numerator' | 'denominator' | 'behind' | 'below') => {
      const values = new Float64Array(sizeOf(axes));
      for (const row of rows) values[cellIn(axes, row)] = row[key] ?? 0;
      return values;
    };
    const addsValues = figureRelations.cubes[part]?.adds === 'values';
    const [counted, behind] = isDivisorPart(part)
      ? (['denominator', 'below'] as const)
      : (['numerator', 'behind'] as const);
    figures[numerator] = { value: column(counted), ...(addsValues && { persons: column(behind) }) };
    if (denominator !== null) figures[denominator] = { value: column('denominator'), ...figures[denominator] };
  }
  const levels = new Map(places.map(({ ref_area, area_level }) => [ref_area, area_level]));
  const costOf = ([area = '', ...members]: readonly string[]) => {
    const cost = COSTS[levels.get(area) as Level] ?? 1;
    return members.length > 0 && members.every((member) => member === 'total') ? cost * TOTAL : cost;
  };
  try {
    const verdicts = await protectYear({
      grid,
      figureRelations,
      policy: readPolicy(policy),
      figures,
      before: {},
      previouslyDisclosed: {},
      costOf,
    });
    const released = Object.fromEntries(
      cubes.map(({ code, rows }) => {
        const parts = partsOf(figureRelations, code);
        const statusOf = (row: ComputedRow): ReleasedRow['status'] => {
          const all = parts.map((part) => verdicts[part]?.[cellIn(axesOf(grid.cubes[part]?.numerator), row)] ?? 'F');
          return all.every((one) => one === all[0]) ? (all[0] ?? 'F') : 'D';
        };
        return [code, rows.map((row) => ({ ...row, status: statusOf(row) }))];
      }),
    );
    for (const { code } of cubes) suppressPercentile(code, released, { catalogue, figureRelations, places, policy });
    return released;
  } catch (error) {
    if (error instanceof Failure && error.kind === 'disclosure') return null;
    throw error;
  }
}

interface Known {
  readonly catalogue: Catalogue;
  readonly figureRelations: FigureRelations;
  readonly places: readonly AreaRow[];
  readonly policy: ThresholdPolicy;
}

/** Suppresses rows of a percentile, by what became of the rows of all cubes. */
function suppressPercentile(
  code: string,
  released: Record<string, ReleasedRow[]>,
  { catalogue, figureRelations, places, policy }: Known,
): void {
  const percentile = figureRelations.cubes[`${code}:denominator`]?.percentile;
  if (percentile === undefined) return;
  const dimensionsOf = (of: string) => catalogue.indicators[of]?.dimensions ?? [];
  const cubesOf = (figure: string) =>
    Object.entries(figureRelations.cubes).flatMap(([part, { numerator, denominator, percentile: ranked }]) => {
      if (ranked !== undefined || (numerator !== figure && denominator !== figure)) return [];
      const of = codeOfPart(part);
      const cells = (released[of] ?? []).map((row) => ({ ...row, isShown: row.status === 'F' }));
      return [{ dimensions: dimensionsOf(of), cells }];
    });
  const rows = released[code] ?? [];
  const cells = rows.map(({ area, members, denominator, value, status }) => ({
    area,
    members,
    count: denominator,
    value: value ?? Number.NaN,
    isShown: status === 'F',
  }));
  judgePercentile(cells, {
    percent: percentile.percent,
    rule: percentileRuleOf(policy),
    dimensions: dimensionsOf(code),
    beside: percentile.beside.map(cubesOf),
    above: areasAbove(places),
  });
  released[code] = rows.map((row, index) => ({
    ...row,
    status: cells[index]?.isShown === false ? 'D' : row.status,
  }));
}
