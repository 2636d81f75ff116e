/**
 * The one file that knows how the program protects a year: computed rows in, the release as it
 * would be published out.
 */
import { Failure } from '../../../pipeline/base/index.ts';
import type { Catalogue, Level } from '../../../pipeline/catalogue/index.ts';
import { readFigureRelations } from '../../../pipeline/disclosure/cells/figure-relations.ts';
import { type AreaRow, type CubeShape, layGrid } from '../../../pipeline/disclosure/cells/grid.ts';
import { readPolicy } from '../../../pipeline/disclosure/cells/read-policy.ts';
import { type Axis, cellOf, sizeOf } from '../../../pipeline/disclosure/index.ts';
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
  const shapes = cubes.map(({ code, levels }): CubeShape => {
    const names = catalogue.indicators[code]?.dimensions ?? [];
    const dimensions = names.map((name) => ({ name, members: catalogue.dimensions[name]?.members ?? [] }));
    return { code, dimensions, levels };
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
  for (const { code, rows } of cubes) {
    const { numerator, denominator } = grid.cubes[code] ?? { numerator: '', denominator: null };
    const axes = axesOf(numerator);
    const column = (key: 'numerator' | 'denominator' | 'behind') => {
      const values = new Float64Array(sizeOf(axes));
      for (const row of rows) values[cellIn(axes, row)] = row[key];
      return values;
    };
    const addsValues = figureRelations.cubes[code]?.adds === 'values';
    figures[numerator] = { value: column('numerator'), ...(addsValues && { persons: column('behind') }) };
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
    return Object.fromEntries(
      cubes.map(({ code, rows }) => {
        const axes = axesOf(grid.cubes[code]?.numerator);
        return [code, rows.map((row) => ({ ...row, status: verdicts[code]?.[cellIn(axes, row)] ?? 'F' }))];
      }),
    );
  } catch (error) {
    if (error instanceof Failure && error.kind === 'disclosure') return null;
    throw error;
  }
}
