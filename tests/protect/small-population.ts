/**
 * Small random populations over a country of three municipalities, and what cubes of several shapes
 * count of them.
 */
import fc from 'fast-check';
import type { AreaRow, CubeShape, GridTable } from '../../pipeline/disclosure/cells/grid.ts';
import { type Axis, cellOf, fillHidden, nodesOf, sizeOf } from '../../pipeline/disclosure/index.ts';

const place = (area_level: AreaRow['area_level'], ref_area: string, above: Partial<AreaRow> = {}): AreaRow => ({
  region: null,
  province: null,
  arrondissement: null,
  municipality: null,
  ...above,
  area_level,
  ref_area,
});
/**
 * A region with two municipalities of two sectors each, and one with a single municipality and
 * sector.
 */
export const PLACES: readonly AreaRow[] = [
  place('country', '01000'),
  ...['a', 'b'].flatMap((region) => [
    place('region', region),
    place('arrondissement', `${region}0`, { region }),
    ...(region === 'a' ? ['1', '2'] : ['1']).flatMap((part) => {
      const above = { region, arrondissement: `${region}0` };
      const municipality = `${region}0${part}`;
      return [
        place('municipality', municipality, above),
        ...(region === 'a' ? ['x', 'y'] : ['x']).map((sector) =>
          place('sector', `${municipality}${sector}`, { ...above, municipality }),
        ),
      ];
    }),
  ]),
];
export const AGE = { name: 'age', members: ['0-39', '40+'] };
export const SEX = { name: 'sex', members: ['f', 'm'] };
const LEVELS = ['country', 'region', 'arrondissement', 'municipality', 'sector'];
export const shape = (code: string, smallest: string, dimensions: CubeShape['dimensions'] = []): CubeShape => ({
  code,
  dimensions,
  levels: LEVELS.slice(0, LEVELS.indexOf(smallest) + 1),
});
/** As in the catalogue: people by age, by sector, by age and sex. */
export const CHAINED = [
  shape('age', 'municipality', [AGE]),
  shape('both', 'arrondissement', [AGE, SEX]),
  shape('sector', 'sector'),
];

/**
 * Somebody: a sector or none, an age or none, a sex; whether he is counted, and how many events he
 * has.
 */
export interface Person {
  readonly sector: string | undefined;
  readonly municipality: string | undefined;
  readonly age: string | undefined;
  readonly sex: string;
  readonly isCounted: boolean;
  readonly events: number;
}

const people = fc.array(
  fc.record({
    at: fc.constantFrom(...PLACES.filter(({ area_level }) => area_level === 'sector'), undefined),
    hasSector: fc.boolean(),
    age: fc.constantFrom('0-39', '40+', undefined),
    sex: fc.constantFrom('f', 'm'),
    isCounted: fc.boolean(),
    events: fc.constantFrom(1, 1, 2, 30),
  }),
  { minLength: 0, maxLength: 120 },
);

export function tabulate(
  { axes }: GridTable,
  persons: readonly Person[],
  of: (person: Person) => number,
): Float64Array {
  const counts = new Float64Array(sizeOf(axes));
  const nodeOf = (axis: Axis, code: string | undefined) => (code === undefined ? -1 : axis.codes.indexOf(code));
  for (const person of persons) {
    const ways = axes.map((axis) => {
      const named =
        axis.name === 'area'
          ? [person.sector, person.municipality, person.municipality?.slice(0, 2)]
          : [person[axis.name as 'age']];
      const finest = named.map((code) => nodeOf(axis, code)).find((node) => node >= 0) ?? 0;
      const above: number[] = [];
      for (let node = finest; node >= 0; node = axis.parent[node] ?? -1) above.push(node);
      return above;
    });
    const combined = ways.reduce<number[][]>(
      (all, nodes) => all.flatMap((one) => nodes.map((node) => [...one, node])),
      [[]],
    );
    for (const nodes of combined) {
      const cell = cellOf(axes, nodes);
      counts[cell] = (counts[cell] ?? 0) + of(person);
    }
  }
  return fillHidden(axes, counts);
}

export const populations = people.map((all) =>
  all.map(
    ({ at, hasSector, ...rest }): Person => ({
      ...rest,
      sector: hasSector ? at?.ref_area : undefined,
      municipality: at?.municipality ?? undefined,
    }),
  ),
);

export function isAdditive(axes: readonly Axis[], value: Float64Array): boolean {
  return value.every((figure, cell) => {
    const nodes = nodesOf(axes, cell);
    return axes.every(({ children }, index) => {
      const parts = [...(children[nodes[index] ?? 0] ?? [])];
      if (parts.length === 0) return true;
      return figure === parts.reduce((sum, part) => sum + (value[cellOf(axes, nodes.with(index, part))] ?? 0), 0);
    });
  });
}
