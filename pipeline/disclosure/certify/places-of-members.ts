/**
 * Where there must be members with the figures of a family: written down from the shapes of the
 * cubes and the map, apart from what chooses what to suppress.
 */
import { at } from '../../base/index.ts';
import type { FigureRelations } from '../cells/figure-relations.ts';
import type { AreaRow, CubeShape } from '../cells/grid.ts';
import { countsSameMembers, type Family, membersBehind } from './families/family.ts';
import { followingFigures, type ValuesAbove } from './families/following.ts';
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

interface Known {
  /** By figure and place (`placeOf`). */
  readonly unknowns: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** By unknown, both included. */
  readonly low: Float64Array;
  readonly high: Float64Array;
}

type PlaceOf = (area: string, members: Members) => string;
type Members = readonly (readonly [dimension: string, member: string])[];

/** Every finest place of every cube, with the unknowns that a family has there. */
export function placesOfMembers(
  cubes: readonly CubeShape[],
  places: readonly AreaRow[],
  { cubes: meanings, families }: FigureRelations,
  known: Known,
  placeOf: PlaceOf,
  behind: BehindAt = new Map(),
): MemberPlace[] {
  const { unknowns } = known;
  const areasOver = areasAbove(places);
  return families.flatMap((family) => {
    const names = new Set(family.figures.map(({ name }) => name));
    const own = cubes.filter(({ code }) => {
      const { numerator = '', denominator } = meanings[code] ?? {};
      return names.has(numerator) || names.has(denominator ?? '');
    });
    const finest = new Map(
      shapesOf(own).flatMap((shape) =>
        finestPlaces(shape, places).map((found) => [placeOf(found.area, found.members), found] as const),
      ),
    );
    const above = openAbove(family, own, meanings, known, areasOver, placeOf);
    const realisers = new Map<string, Realiser>();
    return [...finest].flatMap(([place, { area, members }]): MemberPlace[] => {
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
      const following = followingFigures(family, kept, (figure) => above(figure, area, members));
      const key = [
        kept.join(),
        ...volumes.map(({ figure, share }) => `${figure.name} ${share}`),
        ...following.map(({ figure, as }) => `${figure.name} as ${as}`),
      ].join();
      const realiser = realisers.get(key) ?? openRealiser({ ...family, figures }, volumes, following);
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

interface FinestPlace {
  readonly area: string;
  readonly members: Members;
}

function finestPlaces({ dimensions, levels }: Shape, places: readonly AreaRow[]): FinestPlace[] {
  const { all, sums } = partsOfAreas(places, levels);
  const wholes = new Set(sums.map(({ whole }) => whole));
  const sets = dimensions.reduce<Members[]>(
    (found, { name, members }) =>
      found.flatMap((set) => [...members, 'total?'].map((member) => [...set, [name, member] as const])),
    [[]],
  );
  return all.filter((area) => !wholes.has(area)).flatMap((area) => sets.map((members) => ({ area, members })));
}

/**
 * By area, itself and all that it lies in, nearest first; whoever is in no part of an area lies in
 * it.
 */
function areasAbove(places: readonly AreaRow[]): (area: string) => readonly string[] {
  const country = places.find(({ area_level }) => area_level === 'country')?.ref_area ?? '';
  const above = new Map(
    places.map(({ ref_area, municipality, arrondissement, province, region }) => {
      const lies = [municipality, arrondissement, province, region].flatMap((area) => area ?? []);
      return [ref_area, [...new Set([ref_area, ...lies, country])]] as const;
    }),
  );
  return (area) => above.get(area.replace(/\?$/, '')) ?? [];
}

/**
 * For a figure of a family and a place: what is known at the nearest place of every cube that shows
 * it.
 */
function openAbove(
  { figures }: Family,
  cubes: readonly CubeShape[],
  meanings: FigureRelations['cubes'],
  { unknowns, low, high }: Known,
  areasOver: (area: string) => readonly string[],
  placeOf: PlaceOf,
) {
  const countAt = (figure: number, place: string) => {
    const unknown = unknowns.get(at(figures, figure).name)?.get(place);
    if (unknown === undefined || low[unknown] !== high[unknown]) return undefined;
    return { count: at(low, unknown), place };
  };
  return (figure: number, area: string, members: Members): ValuesAbove<string>[] => {
    const { name } = at(figures, figure);
    const showing = cubes.filter(
      ({ code }) => meanings[code]?.numerator === name || meanings[code]?.denominator === name,
    );
    return showing.flatMap(({ dimensions }): ValuesAbove<string>[] => {
      const kept = members.filter(
        ([dimension, member]) => member !== 'total?' && dimensions.some((one) => one.name === dimension),
      );
      const place = areasOver(area)
        .map((one) => placeOf(one, kept))
        .find((one) => unknowns.get(name)?.has(one));
      return place === undefined ? [] : [(other) => countAt(other, place)];
    });
  };
}
