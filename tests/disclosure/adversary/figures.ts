/** What everybody adds to every figure, by the definitions alone; and the cubes that come of it. */
import type { Level, Term } from '../../../pipeline/catalogue/index.ts';
import type { AreaRow } from '../../../pipeline/disclosure/cells/grid.ts';
import { memberOf, termsOf } from './catalogue.ts';
import { type Atom, atomsOf, MORE_PRACTICES } from './definitions.ts';
import type { ComputedCube } from './protect.ts';
import { type Cube, levelsIn, type Range, valuesOf, type World } from './world.ts';

/** The country, as the reference data calls it. */
export const COUNTRY = '01000';

/** The positions of a cube's figures among all columns. */
export interface Columns {
  readonly numerator: number;
  readonly denominator: number;
  /** Members behind the numerator. */
  readonly behind: number;
  /** Of a ratio: members behind the denominator. */
  readonly below?: number;
  /** Of a percentile: members with so much or more, by amount, from the least amount on. */
  readonly ranked?: Ranked;
}

/** Members of a percentile by what they have. */
export interface Ranked {
  readonly percent: number;
  readonly least: number;
  /** How many have `least` + 1 or more, and so on. */
  readonly columns: readonly number[];
}

export interface Contributions {
  /**
   * What somebody of a group with claims of every atom adds to each column. Column 0 counts
   * everybody.
   */
  readonly of: (claims: readonly number[], group: string | null) => readonly number[];
  /**
   * Nested counts, by codes of their cubes, with the column of what the outer one has beyond the
   * inner one.
   */
  readonly differences?: readonly { readonly inner: string; readonly outer: string; readonly column: number }[];
  /** By code of the cube. */
  readonly columns: Readonly<Record<string, Columns>>;
  /** Every different contribution that somebody of a group may make. */
  readonly types: (group: string | null) => readonly (readonly number[])[];
  /** Those of somebody within the range that worlds are drawn from. */
  readonly usual: (group: string | null) => readonly (readonly number[])[];
}

/** No definition says that there is a limit, so the attacker tries more than is drawn. */
const BEYOND = { low: 1, high: 2 };

/**
 * Contributions of a world's persons, who were drawn within a range; columns to which everybody
 * adds the same are one.
 */
export function contributionsOf(
  { variables, cubes, groups }: Pick<World, 'variables' | 'cubes' | 'groups'>,
  drawn: Range,
): Contributions {
  const names = variables.map(({ name }) => name);
  const atoms = atomsOf(variables);
  const asked: Figure[] = [() => 1];
  const add = (figure: Figure) => asked.push(figure) - 1;
  const most = amountsOf(drawn, atoms.length);
  const drafts = cubes.map((cube): [string, Columns] => {
    const { code, asked: figure } = cube;
    const { numerator, denominator } = termsOf(cube, names);
    const [counted, divided] = [numerator, denominator].map((term) => contributionTo(term, names)) as [Figure, Figure];
    const isBehind =
      (of: Figure): Figure =>
      (values, group) =>
        of(values, group) === 0 ? 0 : 1;
    const draft = { numerator: add(counted), denominator: add(divided), behind: add(isBehind(counted)) };
    if (figure.kind === 'ratio') return [code, { ...draft, below: add(isBehind(divided)) }];
    if (figure.kind !== 'percentile') return [code, draft];
    const columns = Array.from({ length: most.high - most.low }, (_, index) =>
      add((values, group) =>
        divided(values, group) === 1 && (values[figure.variable] ?? 0) > most.low + index ? 1 : 0,
      ),
    );
    return [code, { ...draft, ranked: { percent: figure.percent, least: most.low, columns } }];
  });
  const more = atomsOf(variables, MORE_PRACTICES);
  const rowsOf = (range: Range, group: string | null, besides: readonly Atom[] = []) => {
    // At a practice that nobody is drawn to have, somebody has a claim or not.
    const elsewhere = combinations({ low: 0, high: 1 }, besides.length);
    return combinations(range, atoms.length)
      .flatMap((claims) => elsewhere.map((other) => valuesOf([...atoms, ...besides], variables, [...claims, ...other])))
      .map((values) => asked.map((figure) => figure(values, group)));
  };
  const beyond = { low: drawn.low < 0 ? drawn.low - BEYOND.low : drawn.low, high: drawn.high + BEYOND.high };
  const byGroup = new Map([...groups, null].map((group) => [group, rowsOf(beyond, group, more)]));
  const rows = [...byGroup.values()].flat();
  const distinct: number[] = [];
  const alias = asked.map((_, column) => {
    const same = distinct.findIndex((other) => rows.every((row) => row[other] === row[column]));
    return same >= 0 ? same : distinct.push(column) - 1;
  });
  const keep = (row: readonly number[]) => distinct.map((column) => row[column] ?? 0);
  const different = (all: readonly (readonly number[])[]) => [
    ...new Map(all.map((row) => [keep(row).join(' '), keep(row)])).values(),
  ];
  const at = (column: number) => alias[column] ?? 0;
  return {
    of: (claims, group) => {
      const values = valuesOf(atoms, variables, claims);
      return distinct.map((column) => asked[column]?.(values, group) ?? 0);
    },
    columns: Object.fromEntries(
      drafts.map(([code, { numerator, denominator, behind, below, ranked }]) => [
        code,
        {
          numerator: at(numerator),
          denominator: at(denominator),
          behind: at(behind),
          ...(below !== undefined && { below: at(below) }),
          ...(ranked !== undefined && { ranked: { ...ranked, columns: ranked.columns.map(at) } }),
        },
      ]),
    ),
    types: (group) => different(byGroup.get(group) ?? []),
    usual: (group) => different(rowsOf(drawn, group)),
  };
}

/** Least and greatest value that a variable may have. */
function amountsOf({ low, high }: Range, atoms: number): Range {
  return { low: low < 0 ? atoms * (low - BEYOND.low) : 0, high: atoms * (high + BEYOND.high) };
}

/**
 * A percentile out of how many members there are, and how many have each amount or more: averaged
 * at a jump, rounded to the even whole number (Hyndman and Fan, type 2). Undefined of nobody.
 */
export function percentileOf(members: number, { percent, least, columns }: Ranked, sums: readonly number[]) {
  if (members === 0) return undefined;
  const rank = (members * percent) / 100;
  // The value of the member of a rank, the least first: as many have less.
  const valueAt = (place: number) => least + columns.filter((column) => (sums[column] ?? 0) > members - place).length;
  if (!Number.isInteger(rank)) return valueAt(Math.ceil(rank));
  const [low, high] = [valueAt(rank), valueAt(rank + 1)];
  const middle = Math.floor((low + high) / 2);
  const isHalf = (low + high) % 2 !== 0;
  return isHalf && middle % 2 !== 0 ? middle + 1 : middle;
}

/** What somebody with some values of the variables, of a group, adds to a figure. */
type Figure = (values: readonly number[], group: string | null) => number;

function contributionTo(term: Term, names: readonly string[]): Figure {
  const readValue = (values: readonly number[], name: string) => values[names.indexOf(name)] ?? 0;
  return (values, group) => {
    const counts = term.where.every(({ variable, atLeast }) =>
      names.includes(variable)
        ? atLeast?.kind === 'number' && readValue(values, variable) >= atLeast.value
        : group !== null && variable === memberOf(group),
    );
    if (!counts) return 0;
    return term.kind === 'members' ? 1 : readValue(values, term.variable);
  };
}

function combinations({ low, high }: Range, length: number): number[][] {
  const amounts = Array.from({ length: high - low + 1 }, (_, index) => low + index);
  let all: number[][] = [[]];
  for (let index = 0; index < length; index += 1) all = all.flatMap((one) => amounts.map((each) => [...one, each]));
  return all;
}

/** A node of the map or of the groups; `hidden`: who is in no part, which nobody publishes. */
export interface Node {
  readonly code: string;
  readonly hidden: boolean;
  /** Level of an area; null for groups, and for who lives nowhere. */
  readonly level: Level | null;
  /** Whether somebody of that place or group counts here. */
  readonly holds: (of: string | null) => boolean;
}

/** The areas of a world, and who lives nowhere. */
export function areasOf({ places }: Pick<World, 'places'>): Node[] {
  const provinces = [...new Set(places.flatMap(({ province }) => (province === null ? [] : [province])))];
  const inProvince = (code: string) =>
    new Set(places.flatMap((place) => (place.province === code ? [place.code] : [])));
  return [
    { code: COUNTRY, hidden: false, level: 'country', holds: () => true },
    ...provinces.map((code): Node => {
      const parts = inProvince(code);
      return { code, hidden: false, level: 'province', holds: (place) => place !== null && parts.has(place) };
    }),
    ...places.map(
      ({ code }): Node => ({ code, hidden: false, level: 'municipality', holds: (place) => place === code }),
    ),
    { code: 'nowhere', hidden: true, level: null, holds: (place) => place === null },
  ];
}

/** The total, the groups of a world, and who is in none. */
export function groupsOf({ groups }: Pick<World, 'groups'>): Node[] {
  const nodeOf = (code: string, hidden: boolean, holds: Node['holds']): Node => ({ code, hidden, level: null, holds });
  const total = nodeOf('total', false, () => true);
  if (groups.length === 0) return [total];
  return [
    total,
    ...groups.map((code) => nodeOf(code, false, (group) => group === code)),
    nodeOf('unknown', true, (group) => group === null),
  ];
}

/** The levels of a cube, coarsest first. */
export function levelsOf({ places }: Pick<World, 'places'>, { smallest }: Pick<Cube, 'smallest'>): Level[] {
  const all = levelsIn(places);
  return all.slice(0, all.indexOf(smallest) + 1);
}

/** Whether a cube has a cell there, shown or hidden. */
export function hasCell(world: World, cube: Cube, area: Node, group: Node): boolean {
  const levels = levelsOf(world, cube);
  const isThere = area.level === null ? levels.length > 1 : levels.includes(area.level);
  return isThere && (cube.byGroup || group.code === 'total');
}

/** What the persons of a cell add up to, by column. */
export function addUp(world: World, { of }: Contributions, area: Node, group: Node): number[] {
  const here = world.persons.filter((person) => area.holds(person.place) && group.holds(person.group));
  const [first = [], ...others] = [of([], null).map(() => 0), ...here.map((one) => of(one.claims, one.group))];
  return others.reduce<number[]>((sum, one) => sum.map((value, column) => value + (one[column] ?? 0)), [...first]);
}

/** The cubes of a world as they are computed. */
export function compute(world: World, contributions: Contributions): ComputedCube[] {
  return world.cubes.map((cube) => {
    const { numerator, denominator, behind, below, ranked } = contributions.columns[cube.code] as Columns;
    const rows = areasOf(world).flatMap((area) =>
      groupsOf(world).flatMap((group) => {
        if (area.hidden || group.hidden || !hasCell(world, cube, area, group)) return [];
        const sums = addUp(world, contributions, area, group);
        return [
          {
            area: area.code,
            members: cube.byGroup ? [group.code] : [],
            numerator: sums[numerator] ?? 0,
            denominator: sums[denominator] ?? 0,
            behind: sums[behind] ?? 0,
            ...(below !== undefined && { below: sums[below] ?? 0 }),
            ...(ranked && { value: percentileOf(sums[denominator] ?? 0, ranked, sums) ?? null }),
          },
        ];
      }),
    );
    return { code: cube.code, levels: levelsOf(world, cube), rows };
  });
}

/** The map of a world, as reference data has it. */
export function mapOf({ places }: Pick<World, 'places'>): AreaRow[] {
  const nowhere = { region: null, province: null, arrondissement: null, municipality: null };
  const provinces = [...new Set(places.flatMap(({ province }) => (province === null ? [] : [province])))];
  return [
    { ...nowhere, area_level: 'country', ref_area: COUNTRY },
    ...provinces.map((code) => ({ ...nowhere, area_level: 'province', ref_area: code })),
    ...places.map(({ code, province }) => ({ ...nowhere, province, area_level: 'municipality', ref_area: code })),
  ];
}
