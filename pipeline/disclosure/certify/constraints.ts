/**
 * Everything that an attacker of a year's cubes knows, as unknowns and rows over them. Written down
 * from the rows that are shown, the map and the meaning alone, by code that nothing which chooses
 * suppresses uses: what somebody claims to be possible is checked against it (`certificates.ts`).
 */
import { at } from '../../base/index.ts';
import type { ThresholdPolicy } from '../../catalogue/index.ts';
import type { FigureRelation, FigureRelations } from '../cells/figure-relations.ts';
import type { AreaRow, CubeShape } from '../cells/grid.ts';
import type { ShownCube } from '../search/shown.ts';
import { partsOfAreas } from './parts-of-areas.ts';
import { type BehindAt, type MemberPlace, placesOfMembers } from './places-of-members.ts';

export interface AttackerKnowledge {
  readonly cubes: readonly ShownCube[];
  readonly figureRelations: FigureRelations;
  readonly policy: ThresholdPolicy;
  readonly places: readonly AreaRow[];
  /** Nets below zero are taken to be possible, and what they may break is not relied on. */
  readonly mayBeNegative: boolean;
  /** Members behind volumes, where they are known. */
  readonly behindAt?: BehindAt;
}

export interface Constraints {
  /** By figure, then by place in the cube (`placeOf`), the number of the unknown. */
  readonly unknowns: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** By unknown, both included. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** What lies between the bounds and cannot be; none where `holeLow > holeHigh`. */
  readonly holeLow: Float64Array;
  readonly holeHigh: Float64Array;
  readonly rows: readonly ConstraintRow[];
  /** Where there must be members who add up to the figures. */
  readonly members: readonly MemberPlace[];
}

/** The sum of factor x unknown is 0, or at least 0. */
export interface ConstraintRow {
  readonly unknowns: readonly number[];
  readonly factors: readonly number[];
  readonly isEquation: boolean;
  /** Corrections below zero may break it: then it is not relied on there. */
  readonly isCorrected?: boolean;
}

/** Where a figure stands: the area, and the members of the dimensions other than their totals. */
export function placeOf(area: string, members: readonly (readonly [dimension: string, member: string])[]): string {
  const others = members.filter(([, member]) => member !== 'total').map(([name, member]) => `${name}=${member}`);
  return [area, ...others.sort()].join('|');
}

/**
 * The complete list. Whoever is in no part of an area or of a total is an unknown of its own,
 * called as the whole with `?` after it.
 */
export function writeConstraints(knowledge: AttackerKnowledge): Constraints {
  const unknowns = new Map<string, Map<string, number>>();
  let count = 0;
  const unknownOf = (figure: string, place: string): number => {
    const places = unknowns.get(figure) ?? new Map<string, number>();
    unknowns.set(figure, places);
    const known = places.get(place) ?? count++;
    places.set(place, known);
    return known;
  };
  const rows: ConstraintRow[] = [];
  const done = new Set<string>();
  for (const cube of knowledge.cubes) {
    const { numerator, denominator } = meaningOf(knowledge.figureRelations, cube);
    for (const figure of [numerator, denominator]) {
      if (figure === null) continue;
      const shape = JSON.stringify([figure, cube.dimensions, cube.levels]);
      if (!done.has(shape)) rows.push(...sumsOf(cube, knowledge.places, (place) => unknownOf(figure, place)));
      done.add(shape);
    }
  }
  for (const relation of knowledge.figureRelations.relations) rows.push(...rowsOf(relation, unknowns));
  const bounds = boundsOf(knowledge, unknowns, count);
  const { cubes, places, figureRelations, behindAt } = knowledge;
  const members = placesOfMembers(cubes, places, figureRelations, { unknowns, ...bounds }, placeOf, behindAt);
  return { unknowns, rows, members, ...bounds };
}

function meaningOf({ cubes }: FigureRelations, { code }: CubeShape): FigureRelations['cubes'][string] {
  const found = cubes[code];
  if (found === undefined) throw new Error(`no figures of ${code}`);
  return found;
}

/** Areas and totals are the sums of their parts, at every place of a cube. */
function sumsOf(
  { dimensions, levels }: CubeShape,
  places: readonly AreaRow[],
  unknownOf: (place: string) => number,
): ConstraintRow[] {
  const areas = partsOfAreas(places, levels);
  const axes = dimensions.map(({ name, members }) => ({
    name,
    all: ['total', ...members, 'total?'],
    parts: [...members, 'total?'],
  }));
  const combine = (skipped: number) =>
    axes.reduce<(readonly [string, string])[][]>(
      (sets, { name, all }, index) =>
        index === skipped ? sets : sets.flatMap((set) => all.map((member) => [...set, [name, member] as const])),
      [[]],
    );
  const rows: ConstraintRow[] = [];
  const sum = (whole: number, parts: readonly number[]) =>
    rows.push({ unknowns: [whole, ...parts], factors: [1, ...parts.map(() => -1)], isEquation: true });
  const everywhere = combine(-1);
  for (const { whole, parts } of areas.sums)
    for (const members of everywhere)
      sum(
        unknownOf(placeOf(whole, members)),
        parts.map((part) => unknownOf(placeOf(part, members))),
      );
  axes.forEach(({ name, parts }, index) => {
    for (const others of combine(index))
      for (const area of areas.all)
        sum(
          unknownOf(placeOf(area, others)),
          parts.map((part) => unknownOf(placeOf(area, [...others, [name, part]]))),
        );
  });
  // A cube of one area without dimensions has no sums.
  for (const area of areas.all) unknownOf(placeOf(area, []));
  return rows;
}

/** A relation at every place that all of its figures have. */
function rowsOf(relation: FigureRelation, unknowns: Constraints['unknowns']): ConstraintRow[] {
  if (relation.kind === 'across') return rowsAcross(relation, unknowns);
  const [figures, factors] = termsOf(relation);
  const isCorrected = (relation.kind === 'atMost' || relation.kind === 'equation') && relation.corrected;
  const [first, ...others] = figures.map((figure) => unknowns.get(figure) ?? new Map<string, number>());
  return [...(first ?? [])].flatMap(([place, unknown]) => {
    const found = others.flatMap((places) => places.get(place) ?? []);
    if (found.length < others.length) return [];
    return [{ unknowns: [unknown, ...found], factors, isEquation: relation.kind !== 'atMost', isCorrected }];
  });
}

/**
 * A relation between different cells, at every place of its first figure: the place less the
 * members that the relation itself names.
 */
function rowsAcross(
  { lesser, greater, isEqual, corrected }: FigureRelation & { readonly kind: 'across' },
  unknowns: Constraints['unknowns'],
): ConstraintRow[] {
  const terms = [
    ...lesser.map((placed) => ({ ...placed, factor: -1 })),
    ...greater.map((placed) => ({ ...placed, factor: 1 })),
  ];
  const named = new Set(terms.flatMap((term) => Object.keys(term.at)));
  const places = new Set(
    [...(unknowns.get(terms[0]?.figure ?? '')?.keys() ?? [])].map((place) =>
      place
        .split('|')
        .filter((part, index) => index === 0 || !named.has(part.split('=')[0] ?? ''))
        .join('|'),
    ),
  );
  return [...places].flatMap((place): ConstraintRow[] => {
    const [area = '', ...parts] = place.split('|');
    const members = parts.map((part): [string, string] => {
      const cut = part.indexOf('=');
      return [part.slice(0, cut), part.slice(cut + 1)];
    });
    const found = terms.flatMap(
      (term) => unknowns.get(term.figure)?.get(placeOf(area, [...members, ...Object.entries(term.at)])) ?? [],
    );
    if (found.length < terms.length) return [];
    return [
      { unknowns: found, factors: terms.map(({ factor }) => factor), isEquation: isEqual, isCorrected: corrected },
    ];
  });
}

function termsOf(
  relation: Exclude<FigureRelation, { kind: 'across' }>,
): readonly [figures: readonly string[], factors: readonly number[]] {
  if (relation.kind === 'same')
    return [
      [relation.left, relation.right],
      [1, -1],
    ];
  if (relation.kind === 'sum')
    return [
      [relation.whole, ...relation.parts],
      [1, ...relation.parts.map(() => -1)],
    ];
  if (relation.kind === 'equation')
    return [relation.terms.map(({ figure }) => figure), relation.terms.map(({ factor }) => factor)];
  return [
    [relation.lesser, ...relation.greater],
    [-1, ...relation.greater.map(() => relation.times)],
  ];
}

type Bounds = Pick<Constraints, 'low' | 'high' | 'holeLow' | 'holeHigh'>;

/** What is shown, and what a status discloses of what is not. */
function boundsOf(knowledge: AttackerKnowledge, unknowns: Constraints['unknowns'], count: number): Bounds {
  const { cubes, figureRelations, policy, mayBeNegative } = knowledge;
  const array = (value: number) => new Float64Array(count).fill(value);
  const bounds = { low: array(0), high: array(Number.POSITIVE_INFINITY), holeLow: array(1), holeHigh: array(0) };
  const narrow = (unknown: number, low: number, high: number) => {
    bounds.low[unknown] = Math.max(at(bounds.low, unknown), low);
    bounds.high[unknown] = Math.min(at(bounds.high, unknown), high);
  };
  const addsValues = new Set(
    Object.values(figureRelations.cubes).flatMap(({ adds, numerator }) => (adds === 'values' ? [numerator] : [])),
  );
  if (mayBeNegative)
    for (const figure of addsValues)
      for (const unknown of unknowns.get(figure)?.values() ?? []) bounds.low[unknown] = Number.NEGATIVE_INFINITY;
  for (const cube of cubes) {
    const { numerator, denominator, isPart } = meaningOf(figureRelations, cube);
    for (const row of cube.rows) {
      const place = placeOf(
        row.area,
        row.members.map((member, index) => [at(cube.dimensions, index).name, member] as const),
      );
      const counted = unknowns.get(numerator)?.get(place);
      if (counted === undefined) throw new Error(`a row of ${cube.code} stands nowhere`);
      if (row.numerator !== null) narrow(counted, row.numerator, row.numerator);
      const divided = denominator === null ? undefined : unknowns.get(denominator)?.get(place);
      if (divided !== undefined && row.denominator !== null) narrow(divided, row.denominator, row.denominator);
      if (isPart && row.denominator !== null) narrow(counted, 0, row.denominator);
      if (!row.isSensitive || row.numerator !== null || !policy.distinguish_primary) continue;
      // Somebody is there, unless it is the denominator that is sensitive.
      const isOfFew = denominator !== null && row.denominator === null;
      if (!isOfFew && !(addsValues.has(numerator) && mayBeNegative)) narrow(counted, 1, Number.POSITIVE_INFINITY);
      if (addsValues.has(numerator)) continue;
      const whole = isPart ? (row.denominator ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
      if (!policy.complements || !Number.isFinite(whole) || whole < policy.threshold) {
        if (policy.complements && whole < policy.threshold) bounds.low[counted] = 0;
        narrow(counted, 0, policy.threshold - 1);
        continue;
      }
      narrow(counted, 1, whole - 1);
      bounds.holeLow[counted] = policy.threshold;
      bounds.holeHigh[counted] = whole - policy.threshold;
    }
  }
  return bounds;
}
