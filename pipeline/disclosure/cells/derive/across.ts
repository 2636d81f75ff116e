/**
 * Relations between a figure of some members, by an attribute, and cells of other figures that are
 * broken down by it: women of 50 to 69, and the cells of women and of those bands of age.
 */
import {
  type AttributeTest,
  type Catalogue,
  isMadeOfSame,
  type Term,
  type VariableCondition,
} from '../../../catalogue/index.ts';
import type { Named } from './families.ts';
import { type Containment, isAtMost } from './relations.ts';

/** A figure at some members of dimensions: elsewhere in the place that the relation holds at. */
export interface PlacedFigure {
  readonly figure: string;
  /** Member by dimension. */
  readonly at: Readonly<Record<string, string>>;
}

/** The lesser figures add up to at most what the greater do; where `isEqual`, to the same. */
export interface AcrossCells {
  readonly lesser: readonly PlacedFigure[];
  readonly greater: readonly PlacedFigure[];
  readonly isEqual: boolean;
  readonly corrected: boolean;
  readonly from: string;
}

type Declared = Pick<Catalogue, 'variables' | 'dimensions' | 'relations' | 'entities'>;

/** A figure, with the dimensions of each of the cubes that show it. */
export interface Shown extends Named {
  readonly shapes: readonly (readonly string[])[];
}

/** What a test says of the members of a dimension. */
interface Cut {
  readonly dimension: string;
  /** Members of whom all pass, and members of whom some may. */
  readonly within: readonly string[];
  readonly touching: readonly string[];
}

/**
 * Every relation of a figure over some members to the cells of a figure that is contained in it, or
 * contains it, once its attributes are left out of the comparison.
 */
export function relationsAcross(
  catalogue: Declared,
  figures: readonly Shown[],
  containment: Containment,
): AcrossCells[] {
  const found = new Map<string, AcrossCells>();
  for (const restricted of figures) {
    if (testsOf(catalogue, restricted.term).length === 0) continue;
    for (const other of figures) {
      if (other.entity !== restricted.entity) continue;
      for (const dimensions of other.shapes)
        for (const relation of between(catalogue, restricted, other, dimensions, containment))
          found.set(JSON.stringify([relation.lesser, relation.greater]), relation);
    }
  }
  return [...found.values()];
}

function between(
  catalogue: Declared,
  restricted: Shown,
  other: Shown,
  dimensions: readonly string[],
  containment: Containment,
): AcrossCells[] {
  const cuts: Cut[] = [];
  const covered = new Set<VariableCondition>();
  for (const [condition, test] of testsOf(catalogue, restricted.term)) {
    if (other.term.where.some(({ variable }) => variable === condition.variable)) continue;
    const cut = dimensions.flatMap((dimension) => cutOf(catalogue, restricted.entity, test, dimension) ?? [])[0];
    if (cut === undefined || cuts.some(({ dimension }) => dimension === cut.dimension)) continue;
    cuts.push(cut);
    covered.add(condition);
  }
  if (cuts.length === 0) return [];
  const term: Term = { ...restricted.term, where: restricted.term.where.filter((one) => !covered.has(one)) };
  const bare = { ...restricted, name: `${restricted.name} bare`, term };
  const from = `${cuts.map(({ dimension }) => dimension).join(' and ')} says who counts in ${restricted.name}`;
  const corrected = [bare, other].some((one) => one.term.kind === 'total');
  const [inside, around] = [(cut: Cut) => cut.within, (cut: Cut) => cut.touching].map((of) =>
    placesOf(cuts, of).map((at): PlacedFigure => ({ figure: other.name, at })),
  );
  const own = [{ figure: restricted.name, at: {} }];
  const [isSame, isExact] = [
    JSON.stringify(term) === JSON.stringify(other.term),
    cuts.every(({ within, touching }) => within.length === touching.length),
  ];
  const relations: AcrossCells[] = [];
  const add = (lesser: readonly PlacedFigure[], greater: readonly PlacedFigure[], isEqual: boolean) => {
    if (lesser.length > 0 && greater.length > 0)
      relations.push({ lesser, greater, isEqual, corrected: corrected && !isEqual, from });
  };
  if (isSame && isExact) add(own, around ?? [], true);
  else {
    if (isSame || isAtMost(bare, other, containment)) add(own, around ?? [], false);
    if (isSame || isAtMost(other, bare, containment)) add(inside ?? [], own, false);
  }
  // Where the restricted figure is itself broken down by the dimension, its cells are compared one
  // by one.
  for (const shape of restricted.shapes)
    for (const at of placesOf(cuts, ({ within }) => within)) {
      if (!Object.keys(at).every((dimension) => shape.includes(dimension))) continue;
      const [mine, theirs] = [[{ figure: restricted.name, at }], [{ figure: other.name, at }]];
      if (isSame) add(mine, theirs, true);
      else if (isAtMost(other, bare, containment)) add(theirs, mine, false);
    }
  return relations;
}

/** The conditions of a term that are on attributes, with what they ask. */
function testsOf({ variables }: Declared, { where }: Term): (readonly [VariableCondition, AttributeTest])[] {
  return where.flatMap((condition) => {
    const variable = variables[condition.variable];
    return variable?.kind === 'relation' && variable.test !== undefined ? [[condition, variable.test] as const] : [];
  });
}

/** How a test cuts a dimension; undefined where the dimension says nothing of it. */
function cutOf(catalogue: Declared, entity: string, test: AttributeTest, dimension: string): Cut | undefined {
  const members = catalogue.dimensions[dimension]?.members ?? [];
  if (test.kind === 'member') {
    if (test.attribute !== dimension) return undefined;
    return { dimension, within: test.members, touching: test.members };
  }
  const owner = catalogue.entities[entity];
  if (owner === undefined || !isMadeOfSame(owner, catalogue.relations, test.attribute, dimension)) return undefined;
  const bands = members.map((member) => [member, bandOf(member)] as const);
  const [low, high] = [test.low ?? Number.NEGATIVE_INFINITY, test.high ?? Number.POSITIVE_INFINITY];
  const those = (holds: (band: readonly [number, number]) => boolean) =>
    bands.flatMap(([member, band]) => (band !== undefined && holds(band) ? [member] : []));
  if (bands.some(([, band]) => band === undefined)) return undefined;
  return {
    dimension,
    within: those(([from, to]) => from >= low && to <= high),
    touching: those(([from, to]) => to >= low && from <= high),
  };
}

/** `50-59` and `90+` as whole numbers, both included. */
function bandOf(member: string): readonly [number, number] | undefined {
  const [, low, high] = /^(\d+)(?:-(\d+)|\+)$/.exec(member) ?? [];
  if (low === undefined) return undefined;
  return [Number(low), high === undefined ? Number.POSITIVE_INFINITY : Number(high)];
}

/** Every combination of members of the cut dimensions. */
function placesOf(cuts: readonly Cut[], membersOf: (cut: Cut) => readonly string[]): Record<string, string>[] {
  return cuts.reduce<Record<string, string>[]>(
    (places, cut) => places.flatMap((place) => membersOf(cut).map((member) => ({ ...place, [cut.dimension]: member }))),
    [{}],
  );
}
