/**
 * The rule that releases are protected by: all cubes of a year together, against an attacker who
 * has all of them and the releases before.
 */
import { isDeepStrictEqual } from 'node:util';
import {
  type Catalogue,
  type CostPolicy,
  type Indicator,
  isLinked,
  LEVELS,
  type Level,
  levelsOf,
  protectedEntity,
  type ThresholdPolicy,
} from '../../catalogue/index.ts';
import type { Engine } from '../../engine/index.ts';
import { printName } from '../../query/index.ts';
import { codeOfPart, dimensionsOfPart, partsOf } from '../cells/cube-parts.ts';
import { type FigureRelations, readFigureRelations } from '../cells/figure-relations.ts';
import { type AreaRow, type CubeShape, layGrid } from '../cells/grid.ts';
import { readPolicy } from '../cells/read-policy.ts';
import { keepStatuses } from '../suppress/keep-statuses.ts';
import type { YearMoves } from '../suppress/moves.ts';
import { previouslyDisclosed } from '../suppress/previously-disclosed.ts';
import { protectYear } from '../suppress/protect-year.ts';
import { CannotProtect } from '../suppress/repair-exposed-cells.ts';
import type { TableFigures } from '../suppress/systems.ts';
import { daysIn, inMembers } from './person-days.ts';
import { indicatorOf, PRIMARY, policyOf } from './primary.ts';
import { LINKED_RULE, type Protection, type UnprotectedCube, type YearCubes } from './protection.ts';
import { isProvedWithheld, type WithheldCubes } from './prove-withheld.ts';
import { type Before, recordEarlier } from './read-earlier.ts';
import { type CubeRows, columnOf, readCubeRows, readDominant, readPlaces, tableOf } from './read-figures.ts';
import { cubeOf, relationsOfSlices, sliceOf, slicesOf } from './slices.ts';
import { suppressPercentiles } from './suppress-percentiles.ts';
import {
  dimensionsIn,
  type IsProved,
  isShownIn,
  type Margin,
  type MarginSource,
  type ShownMargins,
  shownMargins,
} from './withheld-margins.ts';
import { type SliceVerdicts, writeStatuses } from './write-statuses.ts';

/** Primary, secondary and linked suppression (docs/explanation/disclosure.md). */
export const LINKED: Protection = {
  rule: LINKED_RULE,
  protect: async (year) => {
    const { engine, cubes } = year;
    const verdicts = await verdictsOf(year);
    const statusTables: Record<string, string> = {};
    for (const { code } of cubes) statusTables[code] = `status_${code}_${year.year}`;
    for (const cube of cubes) await writeStatuses(year, cube, statusTables[cube.code] ?? '', verdicts[cube.code]);
    for (const cube of cubes) await suppressStrata(engine, year.catalogue, cube.code, statusTables, cubes);
    const codes = cubes.map(({ code }) => code);
    if (codes.some((code) => indicatorOf(year.catalogue, code).measure.percentile !== undefined))
      await suppressPercentiles(year, readFigureRelations(year.catalogue, codes, [year.year]), statusTables);
    return statusTables;
  },
};

/**
 * The rule that the catalogue asks for: the linked one for all entities where one of them wants it,
 * as a stricter rule harms nobody.
 */
export function protectionOf({ disclosure }: Catalogue): Protection {
  return Object.values(disclosure).some(isLinked) ? LINKED : PRIMARY;
}

/** The cells of an indicator, or of a part of its cube, in a year. */
export function shapeOf(catalogue: Catalogue, code: string, year: number): CubeShape {
  const indicator = indicatorOf(catalogue, codeOfPart(code));
  const dimensions = indicator.dimensions.map((name) => ({ name, members: catalogue.dimensions[name]?.members ?? [] }));
  return { code, dimensions: dimensionsOfPart(code, dimensions), levels: levelsOf(indicator, year) };
}

/** By code, of the entities that are protected. */
async function verdictsOf(year: YearCubes): Promise<Readonly<Record<string, readonly SliceVerdicts[]>>> {
  const { catalogue, cubes } = year;
  const byEntity = new Map<string, UnprotectedCube[]>();
  for (const cube of cubes) {
    const entity = protectedEntity(indicatorOf(catalogue, cube.code).measure);
    byEntity.set(entity, [...(byEntity.get(entity) ?? []), cube]);
  }
  const verdicts: Record<string, readonly SliceVerdicts[]> = {};
  for (const [, group] of byEntity) {
    const policy = policyOf(catalogue, group[0]?.code ?? '');
    if (policy.kind !== 'none') Object.assign(verdicts, await protectGroup(year, group, policy));
  }
  return verdicts;
}

/** A margin of which cells find no protection is withheld, and the others are protected anew. */
async function protectGroup(
  all: YearCubes,
  given: readonly UnprotectedCube[],
  policy: ThresholdPolicy,
): Promise<Readonly<Record<string, readonly SliceVerdicts[]>>> {
  const places = await readPlaces(all.engine, all.catalogue, all.year);
  const codes = given.map(({ code }) => code);
  const of = { policy, places, figureRelations: readFigureRelations(all.catalogue, codes, [all.year]) };
  const counted = <T extends { readonly relation: string }>(code: string, one: T): T => ({
    ...one,
    relation: inMembers(one.relation, daysIn(all.catalogue, code, all.year)),
  });
  const cubes = given.map((cube) => counted(cube.code, cube));
  const before = (code: string) => (all.before?.(code) ?? []).map((one) => counted(code, one));
  const year = { ...all, before };
  const withheld: Margin[] = [];
  for (;;) {
    const margins = await marginsOf(year, cubes, of, withheld);
    try {
      return await protectMargins(year, cubes, of, margins);
    } catch (error) {
      const margin = error instanceof CannotProtect ? finestOf(error, places) : undefined;
      const canBeWithheld = margin !== undefined && isShownIn(margins, margin) && margin.level !== 'country';
      if (!canBeWithheld || withheld.some((one) => isDeepStrictEqual(one, margin))) throw error;
      withheld.push(margin);
    }
  }
}

/** The finest margin of cells that find no protection, with most dimensions. */
function finestOf({ places: exposed }: CannotProtect, places: readonly AreaRow[]): Margin | undefined {
  const levels = new Map(places.map(({ ref_area, area_level }) => [ref_area, area_level as Level]));
  const margins = exposed.flatMap(({ area, dimensions }): Margin[] => {
    const level = levels.get(area);
    return level === undefined ? [] : [{ level, dimensions }];
  });
  const depthOf = ({ level }: Margin) => LEVELS.indexOf(level);
  return margins.toSorted((a, b) => depthOf(b) - depthOf(a) || b.dimensions.length - a.dimensions.length)[0];
}

async function protectMargins(
  { engine, catalogue, year, ...rest }: YearCubes,
  cubes: readonly UnprotectedCube[],
  { policy, places, figureRelations: whole }: Pick<WithheldCubes, 'policy' | 'places' | 'figureRelations'>,
  margins: ShownMargins,
): Promise<Readonly<Record<string, readonly SliceVerdicts[]>>> {
  const codes = cubes.map(({ code }) => code);
  const parts = codes.flatMap((code) => partsOf(whole, code));
  const shapes = parts.flatMap((part) => slicesOf(shapeOf(catalogue, part, year), margins));
  const figureRelations = relationsOfSlices(whole, shapes);
  const grid = layGrid(figureRelations, shapes, places);
  const rows: Record<string, CubeRows> = {};
  const figures: Record<string, TableFigures> = {};
  const before: Record<string, Before> = {};
  for (const { code } of shapes) {
    const cube = cubes.find((one) => one.code === cubeOf(code));
    if (cube === undefined) throw new Error(`no cube of ${code}`);
    const relation = sliceOf(code, cube.relation, 'with support');
    const earlier = (rest.before?.(cube.code) ?? []).map((one) => ({
      ...one,
      relation: sliceOf(code, one.relation, 'as published'),
    }));
    const table = tableOf(grid, code);
    const { axes, name } = table;
    const read = await readCubeRows(engine, table, relation, [
      'numerator',
      'denominator',
      'numerator_members',
      'obs_value',
    ]);
    rows[code] = read;
    const { adds } = figureRelations.cubes[code] ?? {};
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
    await recordEarlier(
      engine,
      { grid, figureRelations, code, now: read, earlier, threshold: policy.threshold },
      before,
    );
  }
  const figuresOf = {
    grid,
    figureRelations,
    policy: readPolicy(policy),
    figures,
    before,
    costOf: pricer(policy.costs, places),
    onDerivable: (count: number) =>
      rest.onDerivable?.(protectedEntity(indicatorOf(catalogue, codes[0] ?? '').measure), count),
    onMoves: (moves: YearMoves) =>
      rest.onMoves?.(protectedEntity(indicatorOf(catalogue, codes[0] ?? '').measure), moves),
    signal: rest.signal,
  };
  const byCell = keepStatuses(
    grid,
    before,
    await protectYear({ ...figuresOf, previouslyDisclosed: previouslyDisclosed(figuresOf) }),
  );
  return Object.fromEntries(
    codes.map((code) => {
      const slices = shapes.filter((shape) => cubeOf(shape.code) === code);
      return [code, slices.map((slice) => verdictsOfSlice(slice, rows[slice.code], byCell[slice.code]))];
    }),
  );
}

function verdictsOfSlice(
  { code, levels }: CubeShape,
  rows: CubeRows | undefined,
  verdicts: readonly ('F' | 'A' | 'D')[] | undefined,
): SliceVerdicts {
  return { slice: code, levels, statuses: Array.from(rows?.cells ?? [], (cell) => verdicts?.[cell] ?? 'F') };
}

/** The margins that the cubes of an entity show in a year. */
async function marginsOf(
  { engine, catalogue, before }: YearCubes,
  cubes: readonly UnprotectedCube[],
  of: Pick<WithheldCubes, 'policy' | 'places' | 'figureRelations'>,
  besides: readonly Margin[],
): Promise<ShownMargins> {
  const isOfMembers = (name: string) => catalogue.dimensions[name]?.event === undefined;
  const known = Object.keys(catalogue.dimensions).filter(isOfMembers);
  const earlier: MarginSource[] = [];
  for (const { code } of cubes)
    for (const { relation } of before?.(code) ?? [])
      earlier.push({ relation, dimensions: await dimensionsIn(engine, relation, known) });
  // Groups of claims are suppressed cell by cell: they are no margin.
  const now = cubes.map((cube) => {
    const { dimensions } = indicatorOf(catalogue, cube.code);
    return { ...cube, dimensions: dimensions.filter(isOfMembers) };
  });
  const proved: IsProved = (level, kept, above) => isProvedWithheld({ engine, cubes: now, ...of }, level, kept, above);
  return shownMargins(engine, now, earlier, of.policy, proved, besides);
}

/** What suppressing a row costs: by level, more or less where all dimensions are at their total. */
export function pricer(costs: CostPolicy, places: readonly AreaRow[]): (codes: readonly string[]) => number {
  const levels = new Map(places.map(({ ref_area, area_level }) => [ref_area, area_level]));
  return ([area = '', ...members]) => {
    const level = levels.get(area) ?? '';
    const cost = costs.levels[level as keyof CostPolicy['levels']] ?? 1;
    if (members.some((member) => member !== 'total')) return cost;
    if (['country', 'region', 'province'].includes(level)) return cost * costs.headlines;
    return members.length > 0 ? cost * costs.total : cost;
  };
}

/**
 * A standardised value is an equation over the groups that it is made of: where another cube of the
 * same figure suppresses one of them, the value is suppressed.
 */
async function suppressStrata(
  engine: Engine,
  catalogue: Catalogue,
  code: string,
  statusTables: Readonly<Record<string, string>>,
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
      `-- strata of ${code} in ${cube.code}\nUPDATE ${statusTables[code]} AS own SET strata_suppressed = TRUE
WHERE EXISTS (SELECT 1 FROM ${statusTables[cube.code]} AS part WHERE part.conf_status <> 'F' AND ${same.join(' AND ')})`,
    );
  }
}

function isSameFigure(one: Indicator, other: Indicator): boolean {
  const termOf = ({ measure }: Indicator) => JSON.stringify([measure.entity, measure.numerator, measure.denominator]);
  return termOf(one) === termOf(other);
}

export type { FigureRelations };
