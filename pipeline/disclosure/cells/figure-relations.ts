/**
 * What the figures of a release mean and how they hang together: stands in its manifest, for
 * whoever audits it.
 */
import { type Catalogue, type Comparison, comparisonsOf, type InvariantTerm } from '../../catalogue/index.ts';
import { equationsOf } from '../certify/families/equations.ts';
import type { Family } from '../certify/families/family.ts';
import { groupOfPart, partsOf } from './cube-parts.ts';
import { type AcrossCells, relationsAcross, type Shown } from './derive/across.ts';
import { ALWAYS, type Span, spanOf } from './derive/atoms.ts';
import { familiesOf, variablesOf } from './derive/families.ts';
import { deriveRelations, openContainment } from './derive/relations.ts';
import { withPeriods } from './derive/several-years.ts';
import { type CubeFigures, nameFigures, type PooledFigures } from './name-figures.ts';

export type { CubeFigures, PooledFigures } from './name-figures.ts';

/** Figures by name; two cubes that publish the same figure name the same. */
export interface FigureRelations {
  /** By part of a cube (`cube-parts.ts`). Indicators on whom nobody protects are in none. */
  readonly cubes: Readonly<Record<string, CubeFigures>>;
  readonly relations: readonly FigureRelation[];
  /**
   * Cubes of several years together, by code. They are part of no relation: what is shown of them
   * is the sum of what is shown of their years.
   */
  readonly pooled?: Readonly<Record<string, PooledFigures>>;
  /** What members can add to figures that share events, from the definitions of their variables. */
  readonly families: readonly YearFamily[];
}

/** Years in which codes are such that it holds; absent: whatever the year. */
interface InYears {
  readonly years?: readonly number[];
}

export type YearFamily = Family & InYears;

/**
 * Holds at every cell that all its figures have. `corrected`: true but for corrections that take a
 * net below zero, so it may fail in a cell or two; an attacker would rely on it all the same.
 * `from`: the definition that it follows from; absent where the catalogue declares it.
 */
export type FigureRelation = InYears & { readonly from?: string } & (
    | { readonly kind: 'same'; readonly left: string; readonly right: string }
    | { readonly kind: 'sum'; readonly whole: string; readonly parts: readonly string[] }
    | {
        readonly kind: 'atMost';
        readonly lesser: string;
        readonly greater: readonly string[];
        readonly times: number;
        readonly corrected: boolean;
      }
    /** The sum of factor x figure is 0. */
    | {
        readonly kind: 'equation';
        readonly terms: readonly { readonly figure: string; readonly factor: number }[];
        readonly corrected: boolean;
      }
    /** Figures at other members than the place that it holds at. */
    | ({ readonly kind: 'across' } & Omit<AcrossCells, 'from'>)
  );

/**
 * The meaning of indicators in some years (whatever the year without them): equal terms are one
 * figure; what follows from definitions; what the invariants say besides.
 */
export function readFigureRelations(
  catalogue: Catalogue,
  codes: readonly string[],
  years: readonly number[] = [],
): FigureRelations {
  const { cubes, pooled, figures } = nameFigures(catalogue, codes);
  const known = [...new Set(years)].sort();
  const spans = known.length === 0 ? [ALWAYS] : known.map(spanOf);
  const byYear = spans.map((span) => derive(catalogue, figures, span));
  const every = <T extends InYears>(of: (derived: Derivation) => readonly T[]): T[] => {
    const found = new Map<string, { readonly one: T; readonly years: number[] }>();
    byYear.forEach((derived, index) => {
      for (const one of of(derived)) {
        const key = JSON.stringify(one);
        const entry = found.get(key) ?? { one, years: [] };
        found.set(key, entry);
        entry.years.push(known[index] ?? 0);
      }
    });
    return [...found.values()].map(({ one, years: held }) =>
      held.length === spans.length ? one : { ...one, years: held },
    );
  };
  const derived = every(({ relations }) => relations);
  const followsAlways = new Set(derived.filter((one) => one.years === undefined).map(keyOf));
  const besides = declared(catalogue, cubes).filter((relation) => !followsAlways.has(keyOf(relation)));
  const unique = new Map([...derived, ...besides].map((relation) => [JSON.stringify(relation), relation]));
  const several = Object.keys(pooled).length > 0 && { pooled };
  return { cubes, ...several, relations: [...unique.values()], families: every(({ families }) => families) };
}

/** What holds in one year of the release. */
export function relationsIn(figureRelations: FigureRelations, year: number): FigureRelations {
  const holds = ({ years }: InYears) => years === undefined || years.includes(year);
  return {
    ...figureRelations,
    relations: figureRelations.relations.filter(holds),
    families: figureRelations.families.filter(holds),
  };
}

/**
 * The invariants of which every relation between published figures follows from definitions, so
 * that nobody need declare them for the sake of disclosure control.
 */
export function redundantInvariants(catalogue: Catalogue): string[] {
  const codes = Object.keys(catalogue.indicators);
  const { cubes, figures } = nameFigures(catalogue, codes);
  const derived = new Set(derive(catalogue, figures, ALWAYS).relations.map(keyOf));
  return Object.entries(catalogue.invariants).flatMap(([name, invariant]) => {
    const relations = declared({ invariants: { [name]: invariant } }, cubes);
    return relations.length > 0 && relations.every((relation) => derived.has(keyOf(relation))) ? [name] : [];
  });
}

/** What makes two relations the same, whoever says them. */
function keyOf(relation: FigureRelation): string {
  if (relation.kind === 'atMost')
    return JSON.stringify([relation.lesser, [...relation.greater].sort(), relation.times]);
  const { from, years, ...rest } = relation;
  return JSON.stringify(rest);
}

interface Derivation {
  readonly relations: readonly FigureRelation[];
  readonly families: readonly YearFamily[];
}

function derive(declaredAs: Catalogue, figures: readonly Shown[], span: Span): Derivation {
  const catalogue = withPeriods(declaredAs);
  const names = [...new Set(figures.flatMap(({ term }) => variablesOf(term)))].sort();
  const containment = openContainment(catalogue, names, span);
  const families = familiesOf(figures, catalogue, span);
  const equations = families.flatMap((family): FigureRelation[] =>
    equationsOf(family).map((equation) => ({
      kind: 'equation',
      terms: equation.map(({ figure, factor }) => ({ figure: family.figures[figure]?.name ?? '', factor })),
      corrected: true,
      from: `every member that there can be by ${family.variables.join(', ')}`,
    })),
  );
  const inequalities = deriveRelations(figures, containment).map(
    ({ lesser, greater, times, corrected, from }): FigureRelation => ({
      ...atMost(lesser, greater, times, corrected),
      from,
    }),
  );
  const across = relationsAcross(catalogue, figures, containment).map(
    (relation): FigureRelation => ({ kind: 'across', ...relation }),
  );
  return { relations: [...inequalities, ...equations, ...across], families };
}

function atMost(
  lesser: string,
  greater: readonly string[],
  times: number,
  corrected: boolean,
): FigureRelation & { readonly kind: 'atMost' } {
  return { kind: 'atMost', lesser, greater, times, corrected };
}

/** What the invariants of the catalogue say of figures that are published. */
function declared(
  { invariants }: Pick<Catalogue, 'invariants'>,
  cubes: Readonly<Record<string, CubeFigures>>,
): FigureRelation[] {
  const checks = Object.values(invariants).flatMap((invariant) => invariant.checks);
  return checks.flatMap(comparisonsOf).flatMap((comparison) => readComparison(comparison, cubes));
}

function readComparison({ left, operator, right }: Comparison, cubes: FigureRelations['cubes']): FigureRelation[] {
  const figureOf = (term: InvariantTerm) => {
    if (term.kind !== 'figure') return undefined;
    // Of a cube with groups, the total is compared.
    const total = partsOf({ cubes }, term.indicator).find((part) => groupOfPart(part)?.member === 'total');
    return cubes[total ?? term.indicator]?.[term.figure] ?? undefined;
  };
  // What corrections take away is added again, which nobody publishes: an attacker takes it for
  // nothing.
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
    // Without one of the greater figures nothing is bounded; without one of the lesser ones the
    // others still are.
    if (!known(high) || times.size !== 1) return [];
    return low.flatMap((lesser) =>
      lesser === undefined || high.includes(lesser) ? [] : [atMost(lesser, high, [...times][0] ?? 1, corrected)],
    );
  };
  return [...bound(lessers, greaters, more), ...(operator === '=' ? bound(greaters, lessers, less) : [])];
}
