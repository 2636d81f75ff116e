/**
 * A cube of which some margins are withheld is no longer a box of cells: by age down to
 * arrondissements, as a whole down to municipalities. It is protected and audited as slices that
 * are boxes, each a cube of its own with the same meaning; the cells that slices share are the same
 * figures.
 */
import type { Level } from '../../catalogue/index.ts';
import { printName, printText } from '../../query/index.ts';
import { codeOfPart, groupOfPart, isDivisorPart } from '../cells/cube-parts.ts';
import type { FigureRelations } from '../cells/figure-relations.ts';
import type { CubeShape } from '../cells/grid.ts';
import type { ShownMargins } from './withheld-margins.ts';

/** Between a part of a cube and each dimension that is at its total in a slice. */
const BESIDE = '|';

/**
 * The slices of a part of a cube that are shown, those with most dimensions first; the first one's
 * name is the part's where it has all of them.
 */
export function slicesOf({ code, dimensions, levels }: CubeShape, margins: ShownMargins): CubeShape[] {
  const slices = new Map<string, CubeShape>();
  for (const level of levels) {
    const shown = margins.get(level as Level);
    if (shown === undefined) break;
    const kept = dimensions.filter(({ name }) => shown.has(name));
    const totals = dimensions.filter(({ name }) => !shown.has(name)).map(({ name }) => name);
    const name = [code, ...totals].join(BESIDE);
    const until = levels.slice(0, levels.indexOf(level) + 1);
    slices.set(name, { code: name, dimensions: kept, levels: until });
  }
  return [...slices.values()];
}

/** The cube that a slice is of. */
export function cubeOf(slice: string): string {
  return codeOfPart(slice);
}

/**
 * The rows of a cube that are in a slice of it, at all levels, as a relation: with what its part
 * counts as numerator, and with the members behind it where the relation has them.
 */
export function sliceOf(slice: string, relation: string, support: 'with support' | 'as published'): string {
  const totals = slice.split(BESIDE).slice(1);
  const counted = isDivisorPart(slice)
    ? ` REPLACE (denominator AS numerator, NULL::BIGINT AS denominator${support === 'with support' ? ', denominator_members AS numerator_members' : ''})`
    : '';
  const group = groupOfPart(slice);
  if (totals.length === 0 && counted === '' && group === undefined) return relation;
  const at = [...(group ? [group] : []), ...totals.map((dimension) => ({ dimension, member: 'total' }))];
  const where = at.map(({ dimension, member }) => ` AND ${printName(dimension)} = ${printText(member)}`).join('');
  return `(SELECT *${counted} FROM ${relation} WHERE TRUE${where})`;
}

/** What slices mean: what their cubes do. */
export function relationsOfSlices(figureRelations: FigureRelations, slices: readonly CubeShape[]): FigureRelations {
  const own = slices.flatMap(({ code }) => {
    const of = figureRelations.cubes[code.split(BESIDE)[0] ?? code];
    return of === undefined ? [] : [[code, of] as const];
  });
  return { ...figureRelations, cubes: Object.fromEntries(own) };
}
