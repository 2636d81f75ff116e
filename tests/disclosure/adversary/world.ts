/**
 * Tiny worlds: who lives where, which claims of each kind everybody has, and what a catalogue asks
 * of them.
 */
import fc from 'fast-check';
import type { Level } from '../../../pipeline/catalogue/index.ts';
import { type Atom, atomsOf, type Definition } from './definitions.ts';

/** A figure over variables; `variable` and `over` are positions in the list of variables. */
export type Asked =
  | { readonly kind: 'share'; readonly variable: number; readonly atLeast: number }
  | { readonly kind: 'both'; readonly variable: number; readonly over: number }
  | { readonly kind: 'rate'; readonly variable: number }
  | { readonly kind: 'mean'; readonly variable: number; readonly over: number }
  /** The total of one by that of the other. */
  | { readonly kind: 'ratio'; readonly variable: number; readonly over: number }
  | {
      readonly kind: 'percentile';
      readonly variable: number;
      readonly percent: number;
      readonly casesOnly: boolean;
    };

export interface Cube {
  readonly code: string;
  readonly asked: Asked;
  readonly byGroup: boolean;
  readonly smallest: Level;
  /** Only members of this group count, in numerator and denominator. */
  readonly among?: string;
}

export interface Person {
  /** Null: unknown domicile, counted in the country alone. */
  readonly place: string | null;
  /** Null: counted in the total alone. */
  readonly group: string | null;
  /** Net number of claims by atom. */
  readonly claims: readonly number[];
}

/** How the figures of a world are protected; the default policy where it is not named. */
export interface WorldPolicy {
  /** Cells of 1 to `threshold` - 1 persons are sensitive. */
  readonly threshold: number;
  readonly distinguishPrimary: boolean;
  readonly denominators: boolean;
  /** Differences of nested counts are protected too. */
  readonly nested?: boolean;
  /**
   * How far apart the values of a sensitive figure must be that nobody can exclude; 1 without it.
   */
  readonly width?: number;
  /** Of how many members a percentile is shown; twice the threshold, half of them on each side. */
  readonly percentiles?: { readonly members: number; readonly beyond: number };
}

export interface World {
  readonly places: readonly { readonly code: string; readonly province: string | null }[];
  /** None: no figure has a dimension. */
  readonly groups: readonly string[];
  readonly variables: readonly Definition[];
  readonly cubes: readonly Cube[];
  readonly persons: readonly Person[];
  readonly policy: WorldPolicy;
}

/** Least and greatest net number of claims of one atom that a person has. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

const MOST_ATOMS = 4;
const CODES = [[101], [101, 102], [101, 102, 103], [102, 103], [103]] as const;

export const definitions: fc.Arbitrary<Omit<Definition, 'name'>> = fc.record({
  codes: fc
    .tuple(fc.constantFrom(...CODES), fc.constantFrom('always', 'always', 'always', 'before', 'after'))
    .map(([codes, validity]) =>
      codes.map((code, index) => ({
        code,
        validity: index === 0 ? (validity as Definition['codes'][0]['validity']) : ('always' as const),
      })),
    ),
  profession: fc.constantFrom(null, null, [10, 10], [10, 11]) as fc.Arbitrary<[number, number] | null>,
  qualification: fc.constantFrom(null, null, [1], [1, 2]) as fc.Arbitrary<number[] | null>,
});

/**
 * Three kinds of claims, every two of them, and all: what is known of the first three together is
 * more than of each two.
 */
const PAIRS: readonly Omit<Definition, 'name'>[] = [
  [101, 102],
  [102, 103],
  [101, 103],
  [101, 102, 103],
].map((codes) => ({
  codes: codes.map((code) => ({ code, validity: 'always' })),
  profession: null,
  qualification: null,
}));

const usual: fc.Arbitrary<Asked> = fc.oneof(
  {
    arbitrary: fc.record({
      kind: fc.constant('share' as const),
      variable: fc.nat(2),
      atLeast: fc.constantFrom(1, 1, 2),
    }),
    weight: 4,
  },
  { arbitrary: fc.record({ kind: fc.constant('rate' as const), variable: fc.nat(2) }), weight: 2 },
  { arbitrary: fc.record({ kind: fc.constant('mean' as const), variable: fc.nat(2), over: fc.nat(2) }), weight: 1 },
  { arbitrary: fc.record({ kind: fc.constant('both' as const), variable: fc.nat(2), over: fc.nat(2) }), weight: 1 },
);

interface Shape {
  readonly places: World['places'];
  readonly groups: readonly string[];
  /** Most persons: the more places and groups, the more there is to try. */
  readonly most: number;
}

const place = (code: string, province: string | null = null) => ({ code, province });
const TWO = [place('11001'), place('11002')];
const THREE = [...TWO, place('21001')];
const PROVINCES = [place('11001', '10000'), place('11002', '10000'), place('21001', '20000')];
const SHAPES: readonly Shape[] = [
  { places: TWO, groups: [], most: 10 },
  { places: THREE, groups: [], most: 8 },
  { places: PROVINCES, groups: [], most: 8 },
  { places: TWO, groups: ['a', 'b'], most: 8 },
  { places: THREE, groups: ['a', 'b'], most: 8 },
  { places: PROVINCES, groups: ['a', 'b'], most: 8 },
  { places: [], groups: ['a', 'b', 'c', 'd'], most: 12 },
  { places: [], groups: ['a', 'b', 'c'], most: 12 },
];

/**
 * Worlds of 3 to 12 persons with 2 or 3 variables over at most four atoms, 2 to 4 cubes, up to 3
 * municipalities.
 */
export function worlds(
  { low, high }: Range,
  populations: fc.Arbitrary<number | null> = fc.constant(null),
  asked: fc.Arbitrary<Asked> = usual,
  declared: fc.Arbitrary<readonly Omit<Definition, 'name'>[]> = fc.array(definitions, { minLength: 2, maxLength: 3 }),
): fc.Arbitrary<World> {
  const amounts = fc.constantFrom(0, 0, 0, 1, 1, ...(low < 0 ? [low] : []), high);
  const oftenKnown = { freq: 12, nil: null };
  return fc
    .record({
      variables: fc.oneof({ arbitrary: declared, weight: 8 }, { arbitrary: fc.constant(PAIRS), weight: 1 }),
      cubes: fc.array(
        fc.record({
          asked,
          byGroup: fc.boolean(),
          coarser: fc.constantFrom(0, 0, 0, 0, 1, 2),
          among: populations,
        }),
        { minLength: 2, maxLength: 4 },
      ),
      shape: fc.constantFrom(...SHAPES),
      persons: fc.array(
        fc.record({
          place: fc.option(fc.nat(11), oftenKnown),
          group: fc.option(fc.nat(11), oftenKnown),
          claims: fc.array(amounts, { minLength: MOST_ATOMS, maxLength: MOST_ATOMS }),
        }),
        { minLength: 3, maxLength: 12 },
      ),
      rule: fc.constantFrom('3 distinguished', '3 not', '2 not', '2 not'),
      denominators: fc.constantFrom(true, false, false),
    })
    .map(({ variables, ...rest }) => ({ ...rest, drawn: variables as readonly Omit<Definition, 'name'>[] }))
    .map(({ drawn, cubes, shape, persons, rule, denominators }): World => {
      const { places, groups, most } = shape;
      const variables = fewAtoms(drawn.map((variable, index) => ({ name: `V${index + 1}`, ...variable })));
      const atoms = atomsOf(variables).length;
      const [threshold, statuses] = rule.split(' ');
      const levels = levelsIn(places);
      return {
        places,
        groups,
        variables,
        cubes: (drawn === PAIRS ? PAIRS.map((_, index) => sharesOf(index, cubes)) : cubes).map(
          ({ asked: figure, byGroup, coarser, among }, index) => ({
            code: `cube_${index + 1}`,
            asked: inRange(figure, variables.length),
            byGroup: groups.length > 0 && (byGroup || places.length === 0),
            smallest: levels.at(-1 - coarser) ?? 'country',
            ...(among !== null && groups.length > 0 && { among: groups[among % groups.length] ?? '' }),
          }),
        ),
        persons: persons.slice(0, most).map(({ place: lives, group, claims }) => ({
          place: lives === null ? null : (places[lives % places.length]?.code ?? null),
          group: group === null ? null : (groups[group % groups.length] ?? null),
          claims: claims.slice(0, atoms),
        })),
        policy: { threshold: Number(threshold), distinguishPrimary: statuses === 'distinguished', denominators },
      };
    });
}

/** The levels of a map, coarsest first. */
export function levelsIn(places: World['places']): Level[] {
  if (places.length === 0) return ['country'];
  return places.some(({ province }) => province !== null)
    ? ['country', 'province', 'municipality']
    : ['country', 'municipality'];
}

/** The first variables, as long as they share few atoms; two never have more than three. */
function fewAtoms(variables: readonly Definition[]): readonly Definition[] {
  return atomsOf(variables).length <= MOST_ATOMS ? variables : variables.slice(0, 2);
}

/** The share of one variable, as the first of some cubes shows it. */
function sharesOf<T extends { readonly asked: Asked }>(variable: number, [first]: readonly T[]): T {
  if (first === undefined) throw new Error('no cube');
  return { ...first, asked: { kind: 'share', variable, atLeast: 1 } };
}

function inRange(figure: Asked, count: number): Asked {
  const variable = figure.variable % count;
  return 'over' in figure ? { ...figure, variable, over: figure.over % count } : { ...figure, variable };
}

/** Value of every variable of somebody with so many claims of each atom. */
export function valuesOf(
  atoms: readonly Atom[],
  variables: readonly Definition[],
  claims: readonly number[],
): number[] {
  return variables.map(({ distinct = false, window }, variable) => {
    if (window !== undefined) {
      const inYear = (before: number) =>
        atoms.reduce(
          (sum, atom, index) =>
            atom.feeds.includes(window.of) && (atom.before ?? 0) === before ? sum + (claims[index] ?? 0) : sum,
          0,
        );
      if (window.isNew) {
        const earlier = Array.from({ length: window.years }, (_, index) => inYear(index + 1));
        return earlier.some((sum) => sum >= 1) ? 0 : inYear(0);
      }
      return Array.from({ length: window.years }, (_, before) => inYear(before)).filter((sum) => sum >= 1).length;
    }
    const byPractice = new Map<number | null, number>();
    atoms.forEach(({ feeds, practice, before = 0 }, atom) => {
      if (feeds.includes(variable) && before === 0)
        byPractice.set(practice, (byPractice.get(practice) ?? 0) + (claims[atom] ?? 0));
    });
    const sums = [...byPractice.values()];
    return distinct ? sums.filter((sum) => sum >= 1).length : sums.reduce((all, sum) => all + sum, 0);
  });
}
