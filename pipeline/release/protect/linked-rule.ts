/** The rule that releases are protected by: all cubes of a year together, against a reader who holds all of them and the releases before. */
import {
  type Catalogue,
  type CostPolicy,
  type Indicator,
  levelsOf,
  type ThresholdPolicy,
} from '../../catalogue/index.ts';
import type { Engine } from '../../engine/index.ts';
import { keyColumns } from '../../plan/index.ts';
import { printName, printText } from '../../query/index.ts';
import { indicatorOf, PRIMARY, policyOf } from '../primary-rule.ts';
import { LINKED_RULE, type Protection, type UnprotectedCube, type YearCubes } from '../protection.ts';
import { type CubeShape, layGrid, type Place } from './grid.ts';
import { keepStatuses } from './keep-statuses.ts';
import { type Meaning, readMeaning } from './meaning.ts';
import { protectYear } from './protect-year.ts';
import { type Before, noteEarlier } from './read-earlier.ts';
import { atLevels, type CubeRows, columnOf, readDominant, readPlaces, readRows, tableOf } from './read-figures.ts';
import { readPolicy } from './read-policy.ts';
import type { TableFigures } from './systems.ts';
import { toldBefore } from './told-before.ts';
import { withheldLevels } from './withheld-levels.ts';

/** Primary, secondary and linked suppression (docs/disclosure.md). */
export const LINKED: Protection = {
  rule: LINKED_RULE,
  protect: async (year) => {
    const { engine, cubes } = year;
    const verdicts = await verdictsOf(year);
    const masks: Record<string, string> = {};
    for (const { code } of cubes) masks[code] = `mask_${code}_${year.year}`;
    for (const cube of cubes) await writeMask(year, cube, masks[cube.code] ?? '', verdicts[cube.code]);
    for (const cube of cubes) await hideStrata(engine, year.catalogue, cube.code, masks, cubes);
    return masks;
  },
};

/** The rule that the catalogue asks for: the linked one for all entities where one of them wants it, as a stricter rule harms nobody. */
export function protectionOf({ disclosure }: Catalogue): Protection {
  const isLinked = Object.values(disclosure).some(
    (policy) => policy.kind === 'threshold' && policy.method === 'linked',
  );
  return isLinked ? LINKED : PRIMARY;
}

/** The cells of an indicator in a year. */
export function shapeOf(catalogue: Catalogue, code: string, year: number): CubeShape {
  const indicator = indicatorOf(catalogue, code);
  const dimensions = indicator.dimensions.map((name) => ({ name, members: catalogue.dimensions[name]?.members ?? [] }));
  return { code, dimensions, levels: levelsOf(indicator, year) };
}

/** What becomes of the rows of a cube at some levels, in the order of their keys; the others are withheld. */
interface Told {
  readonly levels: readonly string[];
  readonly statuses: readonly string[];
}

/** By code, of the entities that are protected. */
async function verdictsOf(year: YearCubes): Promise<Readonly<Record<string, Told>>> {
  const { catalogue, cubes } = year;
  const byEntity = new Map<string, UnprotectedCube[]>();
  for (const cube of cubes) {
    const { entity } = indicatorOf(catalogue, cube.code).measure;
    byEntity.set(entity, [...(byEntity.get(entity) ?? []), cube]);
  }
  const verdicts: Record<string, Told> = {};
  for (const [, group] of byEntity) {
    const policy = policyOf(catalogue, group[0]?.code ?? '');
    if (policy.kind !== 'none') Object.assign(verdicts, await protectGroup(year, group, policy));
  }
  return verdicts;
}

async function protectGroup(
  { engine, catalogue, year, ...rest }: YearCubes,
  cubes: readonly UnprotectedCube[],
  policy: ThresholdPolicy,
): Promise<Readonly<Record<string, Told>>> {
  const places = await readPlaces(engine, catalogue, year);
  const codes = cubes.map(({ code }) => code);
  const meaning = readMeaning(catalogue, codes);
  const withheld = await withheldLevels(engine, cubes, policy, rest.before);
  const shapes = codes.map((code) => {
    const shape = shapeOf(catalogue, code, year);
    return { ...shape, levels: shape.levels.filter((level) => !withheld.has(level)) };
  });
  const grid = layGrid(meaning, shapes, places);
  const rows: Record<string, CubeRows> = {};
  const figures: Record<string, TableFigures> = {};
  const before: Record<string, Before> = {};
  for (const { code, relation } of cubes) {
    const table = tableOf(grid, code);
    const { axes, name } = table;
    const read = await readRows(engine, table, relation, [
      'numerator',
      'denominator',
      'numerator_members',
      'obs_value',
    ]);
    rows[code] = read;
    const { adds } = meaning.cubes[code] ?? {};
    figures[name] = {
      value: columnOf(read, axes, 'numerator'),
      ...(adds === 'values' && { persons: columnOf(read, axes, 'numerator_members') }),
      ...(adds === 'values' &&
        policy.dominance && {
          dominant: await readDominant(engine, table, relation, policy.dominance.contributors),
        }),
    };
    const divisor = grid.cubes[code]?.denominator;
    if (divisor) figures[divisor] = { value: columnOf(read, axes, 'denominator'), ...figures[divisor] };
    await noteEarlier(engine, { grid, meaning, code, now: read, earlier: rest.before?.(code) ?? [] }, before);
  }
  const figuresOf = {
    grid,
    meaning,
    policy: readPolicy(policy),
    figures,
    before,
    costOf: pricer(policy.costs, places),
    signal: rest.signal,
  };
  const byCell = keepStatuses(grid, before, await protectYear({ ...figuresOf, out: toldBefore(figuresOf) }));
  return Object.fromEntries(
    Object.entries(byCell).map(([code, verdicts]) => [
      code,
      {
        levels: tableOf(grid, code).levels,
        statuses: Array.from(rows[code]?.cells ?? [], (cell) => verdicts[cell] ?? 'F'),
      },
    ]),
  );
}

/** What masking one row costs: by level, and less or more where every dimension is at its total. */
function pricer(costs: CostPolicy, places: readonly Place[]): (codes: readonly string[]) => number {
  const levels = new Map(places.map(({ ref_area, area_level }) => [ref_area, area_level]));
  return ([area = '', ...members]) => {
    const level = costs.levels[levels.get(area) as keyof CostPolicy['levels']] ?? 1;
    return members.length > 0 && members.every((member) => member === 'total') ? level * costs.total : level;
  };
}

/** Writes the mask of a cube: its keys, in the order in which its rows were read, with their status. */
async function writeMask(
  { engine, catalogue, year }: YearCubes,
  { code, relation }: UnprotectedCube,
  mask: string,
  verdicts: Told | undefined,
): Promise<void> {
  const keys = keyColumns(indicatorOf(catalogue, code).dimensions).map((key) => printName(key));
  const policy = policyOf(catalogue, code);
  const few = policy.kind === 'none' ? 'FALSE' : `COALESCE(least_stratum BETWEEN 1 AND ${policy.threshold - 1}, FALSE)`;
  const told = verdicts ?? { levels: [], statuses: [] };
  // Rows that nobody protects are free, those of a level that is withheld are not.
  const otherwise = verdicts === undefined ? 'F' : 'D';
  const isTold = told.levels.length === 0 ? 'FALSE' : atLevels(told.levels);
  await engine.execute(
    `-- linked rule ${code} ${year}\nCREATE OR REPLACE TABLE ${mask} AS
WITH told AS (
  SELECT
    UNNEST(STRING_SPLIT(${printText(told.statuses.join(''))}, '')) AS conf_status,
    UNNEST(RANGE(1, ${told.statuses.length + 1})) AS place
),
row_of_cube AS (
  SELECT *, ${isTold} AS is_told, ROW_NUMBER() OVER (PARTITION BY ${isTold} ORDER BY ${keys.join(', ')}) AS place
  FROM ${printName(relation)}
)
SELECT ${keys.join(', ')}, COALESCE(told.conf_status, '${otherwise}') AS conf_status, ${few} AS strata_masked
FROM row_of_cube
LEFT JOIN told ON told.place = row_of_cube.place AND row_of_cube.is_told`,
  );
}

/**
 * A standardised value is an equation over the groups that it is made of: where another cube of the same figure masks one of them, the value is masked.
 */
async function hideStrata(
  engine: Engine,
  catalogue: Catalogue,
  code: string,
  masks: Readonly<Record<string, string>>,
  cubes: readonly UnprotectedCube[],
): Promise<void> {
  const own = indicatorOf(catalogue, code);
  const strata = own.standard === null ? undefined : catalogue.standardPopulations[own.standard]?.dimension;
  if (strata === undefined) return;
  for (const cube of cubes) {
    const other = indicatorOf(catalogue, cube.code);
    if (cube.code === code || !other.dimensions.includes(strata) || !isSameFigure(own, other)) continue;
    const shared = own.dimensions.filter((name) => other.dimensions.includes(name) && name !== strata);
    const same = ['area_level', 'ref_area', ...shared].map(
      (name) => `part.${printName(name)} = own.${printName(name)}`,
    );
    await engine.execute(
      `-- strata of ${code} in ${cube.code}\nUPDATE ${masks[code]} AS own SET strata_masked = TRUE
WHERE EXISTS (SELECT 1 FROM ${masks[cube.code]} AS part WHERE part.conf_status <> 'F' AND ${same.join(' AND ')})`,
    );
  }
}

function isSameFigure(one: Indicator, other: Indicator): boolean {
  const termOf = ({ measure }: Indicator) => JSON.stringify([measure.entity, measure.numerator, measure.denominator]);
  return termOf(one) === termOf(other);
}

export type { Meaning };
