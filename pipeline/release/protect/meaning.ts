/** What the figures of a release mean and how they hang together: told in its manifest, for whoever audits it. */
import type {
  Catalogue,
  Comparison,
  Indicator,
  InvariantTerm,
  Term,
  VariableCondition,
} from '../../catalogue/index.ts';

/** Figures by name; two cubes that publish the same figure name the same. */
export interface Meaning {
  /** By code. Indicators on whom nobody protects are in none. */
  readonly cubes: Readonly<Record<string, CubeMeaning>>;
  readonly relations: readonly FigureRelation[];
}

export interface CubeMeaning {
  readonly numerator: string;
  readonly denominator: string | null;
  /** What the numerator adds up: members, or values of members, of which one may have many. */
  readonly adds: 'members' | 'values';
  /** The numerator counts some of the members of the denominator. */
  readonly isPart: boolean;
  /** What a value is multiplied by: with it and a denominator it tells a numerator that is withheld. */
  readonly per: number;
}

/**
 * Holds at every cell that all its figures have. `corrected`: true but for corrections that take a net below zero, so it may fail in a cell or two;
 * an attacker would rely on it all the same.
 */
export type FigureRelation =
  | { readonly kind: 'same'; readonly left: string; readonly right: string }
  | { readonly kind: 'sum'; readonly whole: string; readonly parts: readonly string[] }
  | {
      readonly kind: 'atMost';
      readonly lesser: string;
      readonly greater: readonly string[];
      readonly times: number;
      readonly corrected: boolean;
    };

/** The meaning of indicators: equal terms are one figure, narrower conditions count fewer, and what the catalogue's invariants say. */
export function readMeaning(catalogue: Catalogue, codes: readonly string[]): Meaning {
  const indicators = [...new Set(codes)]
    .sort()
    .map((code) => catalogue.indicators[code] as Indicator)
    .filter(({ measure }) => catalogue.disclosure[measure.entity]?.kind !== 'none');
  const names = new Map<string, Named>();
  const name = (code: string, role: string, entity: string, term: Term): string => {
    const key = JSON.stringify([entity, term]);
    const known = names.get(key) ?? { name: `${code} ${role}`, entity, term };
    names.set(key, known);
    return known.name;
  };
  const cubes: Record<string, CubeMeaning> = {};
  for (const { code, measure } of indicators) {
    const { entity, numerator, denominator, per } = measure;
    cubes[code] = {
      numerator: name(code, 'numerator', entity, numerator),
      denominator: denominator === null ? null : name(code, 'denominator', entity, denominator),
      adds: numerator.kind === 'members' ? 'members' : 'values',
      isPart: numerator.kind === 'members' && denominator !== null && contains(denominator, numerator),
      per,
    };
  }
  const relations = [...containments([...names.values()]), ...declared(catalogue, cubes)];
  const unique = new Map(relations.map((relation) => [JSON.stringify(relation), relation]));
  return { cubes, relations: [...unique.values()] };
}

interface Named {
  readonly name: string;
  readonly entity: string;
  readonly term: Term;
}

/** Of two counts of members, the one that asks for more is at most the other; only the closest are told. */
function containments(figures: readonly Named[]): FigureRelation[] {
  const isIn = (lesser: Named, greater: Named) =>
    lesser !== greater && lesser.entity === greater.entity && contains(greater.term, lesser.term);
  return figures.flatMap((lesser) => {
    const above = figures.filter((greater) => isIn(lesser, greater));
    const closest = above.filter((greater) => !above.some((between) => isIn(between, greater)));
    return closest.map((greater): FigureRelation => atMost(lesser.name, [greater.name], 1, false));
  });
}

/** Whether whoever counts in one term surely counts in the other. */
function contains(outer: Term, inner: Term): boolean {
  return (
    outer.kind === 'members' &&
    inner.kind === 'members' &&
    outer.where.every((asked) => inner.where.some((given) => implies(given, asked)))
  );
}

function implies(given: VariableCondition, asked: VariableCondition): boolean {
  if (given.variable !== asked.variable) return false;
  const within = (side: 'atLeast' | 'atMost', sign: 1 | -1) => {
    const [has, wants] = [given[side], asked[side]];
    if (wants === undefined) return true;
    if (has?.kind === 'number' && wants.kind === 'number') return sign * (has.value - wants.value) >= 0;
    return JSON.stringify(has) === JSON.stringify(wants);
  };
  return within('atLeast', 1) && within('atMost', -1);
}

function atMost(lesser: string, greater: readonly string[], times: number, corrected: boolean): FigureRelation {
  return { kind: 'atMost', lesser, greater, times, corrected };
}

/** What the invariants of the catalogue say of figures that are published. */
function declared({ invariants }: Catalogue, cubes: Readonly<Record<string, CubeMeaning>>): FigureRelation[] {
  const checks = Object.values(invariants).flatMap((invariant) => invariant.checks);
  return checks.flatMap(({ rule }) =>
    rule.kind === 'levels' ? [] : rule.comparisons.flatMap((comparison) => readComparison(comparison, cubes)),
  );
}

function readComparison({ left, operator, right }: Comparison, cubes: Meaning['cubes']): FigureRelation[] {
  const figureOf = (term: InvariantTerm) =>
    term.kind === 'figure' ? (cubes[term.indicator]?.[term.figure] ?? undefined) : undefined;
  // What corrections take away is added again, which nobody publishes: a reader takes it for nothing.
  const isCorrection = (term: InvariantTerm) =>
    term.kind !== 'figure' && (term.range?.high ?? Number.POSITIVE_INFINITY) < 0;
  const [less, more] = [left, right].map((terms) => terms.filter((term) => !isCorrection(term)));
  const corrected = [...left, ...right].some(isCorrection);
  if (less === undefined || more === undefined || less.length === 0 || more.length === 0) return [];
  const [lessers, greaters] = [less.map(figureOf), more.map(figureOf)];
  const known = (figures: readonly (string | undefined)[]): figures is string[] => !figures.includes(undefined);
  const isOnce = [...less, ...more].every(({ times }) => times === 1);
  if (operator === '=' && isOnce && !corrected && known(lessers) && known(greaters)) {
    const [[first = ''], [other = '']] = [lessers, greaters];
    if (lessers.length === 1 && greaters.length === 1)
      return first === other ? [] : [{ kind: 'same', left: first, right: other }];
    if (greaters.length === 1) return [{ kind: 'sum', whole: other, parts: lessers }];
    if (lessers.length === 1) return [{ kind: 'sum', whole: first, parts: greaters }];
  }
  const bound = (low: readonly (string | undefined)[], high: readonly (string | undefined)[], of: typeof more) => {
    const times = new Set(of.map((term) => term.times));
    // Without one of the greater figures nothing is bounded; without one of the lesser ones the others still are.
    if (!known(high) || times.size !== 1) return [];
    return low.flatMap((lesser) =>
      lesser === undefined || high.includes(lesser) ? [] : [atMost(lesser, high, [...times][0] ?? 1, corrected)],
    );
  };
  return [...bound(lessers, greaters, more), ...(operator === '=' ? bound(greaters, lessers, less) : [])];
}
