/**
 * What the cubes of a release count, under one name for each figure, whichever cubes show it.
 */
import {
  type Catalogue,
  firstMonthOf,
  type Indicator,
  type Measure,
  otherEntity,
  protectedEntity,
  type Term,
} from '../../catalogue/index.ts';
import { divisorPart, groupPart } from './cube-parts.ts';
import type { Shown } from './derive/across.ts';
import { figuresBeside } from './derive/beside.ts';
import { implies } from './derive/relations.ts';

export interface CubeFigures {
  readonly numerator: string;
  readonly denominator: string | null;
  /** What the numerator adds up: members, or values of members, of which one may have many. */
  readonly adds: 'members' | 'values';
  /** The numerator counts some of the members of the denominator. */
  readonly isPart: boolean;
  /**
   * What a value is multiplied by: with it and a denominator it discloses a numerator that is
   * withheld.
   */
  readonly per: number;
  /**
   * Of a rate per day: its denominator is the members for every day of the twelve months from this
   * one on, 1 to 12, so that the members follow from it.
   */
  readonly daysFrom?: number;
  /** Of the number of members of a percentile: what decides in which cells it is shown. */
  readonly percentile?: {
    readonly percent: number;
    /** Figures that it says something of; it is shown where they are. */
    readonly beside: readonly string[];
  };
}

/**
 * A cube whose figures are those of several years, added up. It is shown where the figures of each
 * of them are, so that it is no part of what is protected.
 */
export interface PooledFigures {
  /** How many years, the reference year the last. */
  readonly years: number;
  /** The figures of one year; null: no cube of the release shows them. */
  readonly numerator: string | null;
  readonly denominator: string | null;
}

/** All figures that cubes show, and what each cube is made of. */
export interface NamedFigures {
  readonly cubes: Readonly<Record<string, CubeFigures>>;
  readonly pooled: Readonly<Record<string, PooledFigures>>;
  readonly figures: readonly Shown[];
}

/** Names the figures of indicators, by what they count: two with the same terms have the same. */
export function nameFigures(catalogue: Catalogue, codes: readonly string[]): NamedFigures {
  const all = [...new Set(codes)]
    .sort()
    .map((code) => catalogue.indicators[code] as Indicator)
    .filter(({ measure }) => catalogue.disclosure[protectedEntity(measure)]?.kind !== 'none');
  const indicators = all.filter(({ measure }) => measure.pooled === undefined);
  const names = new Map<string, Shown>();
  const name = ({ code, measure, dimensions }: Indicator, role: string, term: Term): string => {
    const entity = protectedEntity(measure);
    const key = JSON.stringify([entity, term]);
    const known = names.get(key) ?? { name: `${code} ${role}`, entity, term, shapes: [] };
    const shape = dimensions.filter((one) => one !== measure.groups?.dimension);
    names.set(key, { ...known, shapes: [...known.shapes, shape] });
    return known.name;
  };
  const cubes: Record<string, CubeFigures> = {};
  const alone = { denominator: null, isPart: false } as const;
  for (const indicator of indicators) {
    const { code, measure } = indicator;
    const { per, perDay } = measure;
    if (otherEntity(measure) !== undefined) {
      const members = name(indicator, 'denominator', { kind: 'members', where: [] });
      cubes[divisorPart(code)] = { ...alone, numerator: members, adds: 'members', per: 1 };
      continue;
    }
    for (const { part, of, numerator, denominator } of pairsOf(indicator)) {
      const own = measure.percentile === undefined ? name(indicator, `numerator${of}`, numerator) : '';
      const divided = denominator === null ? null : name(indicator, `denominator${of}`, denominator);
      const adds = numerator.kind === 'members' ? 'members' : 'values';
      if (divided !== null && denominator?.kind === 'total') {
        cubes[part] = { ...alone, numerator: own, adds, per };
        cubes[divisorPart(part)] = { ...alone, numerator: divided, adds: 'values', per: 1 };
      } else if (measure.percentile === undefined)
        cubes[part] = {
          numerator: own,
          denominator: divided,
          adds,
          isPart: numerator.kind === 'members' && denominator !== null && contains(denominator, numerator),
          per,
          ...(perDay && { daysFrom: firstMonthOf(catalogue, numerator) }),
        };
    }
  }
  const figures = [...names.values()];
  for (const { code, measure } of indicators) {
    const { percentile, denominator, entity, numerator } = measure;
    if (percentile === undefined || denominator === null) continue;
    const same = figures.filter((figure) => figure.entity === entity);
    const own = names.get(JSON.stringify([entity, denominator]))?.name ?? '';
    cubes[divisorPart(code)] = {
      ...alone,
      numerator: own,
      adds: 'members',
      per: 1,
      percentile: { percent: percentile.percent, beside: figuresBeside(numerator, same, catalogue) },
    };
  }
  const pooled = all.flatMap(({ code, measure }): [string, PooledFigures][] => {
    if (measure.pooled === undefined) return [];
    const nameOf = (term: Term | null) => names.get(JSON.stringify([measure.entity, term]))?.name ?? null;
    const [numerator, denominator] = [nameOf(measure.numerator), nameOf(measure.denominator)];
    return [[code, { years: measure.pooled, numerator, denominator }]];
  });
  return { cubes, pooled: Object.fromEntries(pooled), figures };
}

/** What a cube counts, by part: of all claims, and of those of each group. */
function pairsOf({ code, measure }: Indicator): readonly (Pick<Measure, 'numerator' | 'denominator'> & {
  readonly part: string;
  /** Distinguishes the names of its figures. */
  readonly of: string;
})[] {
  const { numerator, denominator, groups } = measure;
  const all = { numerator, denominator, of: '' };
  if (groups === undefined) return [{ ...all, part: code }];
  const { dimension, members } = groups;
  return [
    { ...all, part: groupPart(code, { dimension, member: 'total' }) },
    ...members.map(({ member, ...pair }) => ({
      ...pair,
      part: groupPart(code, { dimension, member }),
      of: ` of ${dimension} ${member}`,
    })),
  ];
}

/** Whether whoever counts in one term surely counts in the other, by the same variables alone. */
function contains(outer: Term, inner: Term): boolean {
  return (
    outer.kind === 'members' &&
    inner.kind === 'members' &&
    outer.where.every((targets) => inner.where.some((given) => implies(given, targets)))
  );
}
