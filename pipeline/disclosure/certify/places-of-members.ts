/**
 * Where there must be members with the figures of a family: written down from the shapes of the
 * cubes and the map, apart from what chooses what to suppress.
 */
import { at } from '../../base/index.ts';
import type { AreaRow, CubeShape } from '../cells/grid.ts';
import type { Meaning } from '../cells/meaning.ts';
import { countsSameMembers, membersBehind } from './families/family.ts';
import { openRealiser, type Realiser, type Unpublished } from './families/realise.ts';
import { partsOfAreas } from './parts-of-areas.ts';

/** The unknowns of one finest place: by figure of the realiser's family. */
export interface MemberPlace {
  readonly realiser: Realiser;
  readonly unknowns: readonly number[];
  /** Members behind volumes, in the order of the realiser's, where they are known. */
  readonly behind: readonly Unpublished[];
}

/** By figure and place. */
export type BehindAt = ReadonlyMap<string, ReadonlyMap<string, Unpublished>>;

/** Every finest place of every cube, with the unknowns that a family has there. */
export function placesOfMembers(
  cubes: readonly CubeShape[],
  places: readonly AreaRow[],
  { cubes: meanings, families }: Meaning,
  unknowns: ReadonlyMap<string, ReadonlyMap<string, number>>,
  placeOf: (area: string, members: readonly (readonly [string, string])[]) => string,
  behind: BehindAt = new Map(),
): MemberPlace[] {
  return families.flatMap((family) => {
    const names = new Set(family.figures.map(({ name }) => name));
    const own = cubes.filter(({ code }) => {
      const { numerator = '', denominator } = meanings[code] ?? {};
      return names.has(numerator) || names.has(denominator ?? '');
    });
    const finest = new Set(shapesOf(own).flatMap((shape) => finestPlaces(shape, places, placeOf)));
    const realisers = new Map<string, Realiser>();
    return [...finest].flatMap((place): MemberPlace[] => {
      const there = family.figures.map(({ name }) => unknowns.get(name)?.get(place));
      const kept = family.figures.flatMap((_, figure) => (there[figure] === undefined ? [] : [figure]));
      if (
        !kept.some((figure) => at(family.figures, figure).where.length > 0 || at(family.figures, figure).adds !== null)
      )
        return [];
      const figures = kept.map((figure) => at(family.figures, figure));
      const volumes = figures.flatMap((volume) => {
        const counted = behind.get(volume.name)?.get(place);
        if (volume.adds === null || counted === undefined) return [];
        const figure = membersBehind(volume);
        const share = figures.findIndex((other) => countsSameMembers(other, figure));
        return [{ figure, share, follows: false, counted }];
      });
      const key = `${kept.join()} ${volumes.map(({ figure, share }) => `${figure.name} ${share}`).join()}`;
      const realiser = realisers.get(key) ?? openRealiser({ ...family, figures }, volumes);
      realisers.set(key, realiser);
      const unknownsThere = there.filter((unknown) => unknown !== undefined);
      return [{ realiser, unknowns: unknownsThere, behind: volumes.map(({ counted }) => counted) }];
    });
  });
}

type Shape = Pick<CubeShape, 'dimensions' | 'levels'>;

/**
 * The shapes of cubes, and what two of them have in common: there figures meet that have no finer
 * place together.
 */
function shapesOf(cubes: readonly CubeShape[]): Shape[] {
  const shapes = new Map<string, Shape>();
  const add = ({ dimensions, levels }: Shape) => {
    shapes.set(JSON.stringify([dimensions, levels]), { dimensions, levels });
  };
  cubes.forEach(add);
  const own = [...shapes.values()];
  for (const one of own)
    for (const other of own)
      add({
        dimensions: one.dimensions.filter(({ name }) => other.dimensions.some((dimension) => dimension.name === name)),
        levels: one.levels.filter((level) => other.levels.includes(level)),
      });
  return [...shapes.values()];
}

function finestPlaces(
  { dimensions, levels }: Shape,
  places: readonly AreaRow[],
  placeOf: (area: string, members: readonly (readonly [string, string])[]) => string,
): string[] {
  const { all, sums } = partsOfAreas(places, levels);
  const wholes = new Set(sums.map(({ whole }) => whole));
  const members = dimensions.reduce<(readonly [string, string])[][]>(
    (sets, { name, members: own }) =>
      sets.flatMap((set) => [...own, 'total?'].map((member) => [...set, [name, member] as const])),
    [[]],
  );
  return all.filter((area) => !wholes.has(area)).flatMap((area) => members.map((set) => placeOf(area, set)));
}
