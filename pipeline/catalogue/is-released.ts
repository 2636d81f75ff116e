/** Which indicators may be in a release. */
import type { Catalogue, Indicator } from './catalogue.ts';
import { LEVELS } from './catalogue.ts';
import { type Measure, otherEntity, protectedEntity, type Term } from './measure.ts';
import { MEASURE_KINDS } from './measures/index.ts';
import { perturbationOf } from './policy.ts';

type Published = Pick<Catalogue, 'disclosure' | 'indicators'>;

/** Why an indicator cannot be released. */
export type Unreleased = 'declared' | 'no rule' | 'changed' | 'alone';

/**
 * Why an indicator cannot be released, though it is computed like any other: the catalogue declares
 * it; disclosure control has no rule for protected members of two entities; its policy changes
 * figures, which no percentile or density bears, nor what is counted by days, years or groups; or
 * it adds up years that no released indicator shows one by one, as finely. Null where it can.
 */
export function whyUnreleased(catalogue: Published, indicator: Indicator): Unreleased | null {
  const { disclosure } = catalogue;
  const { measure, released } = indicator;
  if (released === false) return 'declared';
  if (otherEntity(measure) !== undefined && disclosure[measure.entity]?.kind !== 'none') return 'no rule';
  const policy = disclosure[protectedEntity(measure)];
  const kind = MEASURE_KINDS.find(({ name }) => name === measure.kind);
  const isExact = kind?.isExact === true || measure.pooled !== undefined || measure.groups !== undefined;
  if (isExact && perturbationOf(policy) !== null) return 'changed';
  if (!isSumOfYears(catalogue, measure)) return null;
  return isBesideItsYears(catalogue, indicator) ? null : 'alone';
}

/** Whether an indicator may be released. */
export function isReleased(catalogue: Published, indicator: Indicator): boolean {
  return whyUnreleased(catalogue, indicator) === null;
}

/**
 * Whether a measure adds up years of members who are protected: it is published as the sum of what
 * is shown of each.
 */
export function isSumOfYears({ disclosure }: Pick<Catalogue, 'disclosure'>, { pooled, entity }: Measure): boolean {
  return pooled !== undefined && disclosure[entity]?.kind !== 'none';
}

/** A released indicator that shows a term, and in which column. */
export interface YearlyFigure {
  readonly indicator: Indicator;
  readonly column: 'numerator' | 'denominator';
}

/** The released indicators of one year that show what a term of a measure adds up. */
export function yearlyFigures(catalogue: Published, { entity }: Measure, term: Term): YearlyFigure[] {
  const isSame = (other: Term | null) => JSON.stringify(other) === JSON.stringify(term);
  return Object.values(catalogue.indicators).flatMap((indicator): YearlyFigure[] => {
    const { measure } = indicator;
    if (measure.entity !== entity || measure.pooled !== undefined || !isReleased(catalogue, indicator)) return [];
    if (measure.percentile === undefined && isSame(measure.numerator)) return [{ indicator, column: 'numerator' }];
    return isSame(measure.denominator) && !measure.perDay ? [{ indicator, column: 'denominator' }] : [];
  });
}

function isBesideItsYears(catalogue: Published, { measure, dimensions, smallestLevel }: Indicator): boolean {
  const isAsFine = ({ indicator }: YearlyFigure) =>
    LEVELS.indexOf(indicator.smallestLevel) >= LEVELS.indexOf(smallestLevel) &&
    dimensions.every((name) => indicator.dimensions.includes(name));
  const terms = [measure.numerator, measure.denominator];
  return terms.every((term) => term !== null && yearlyFigures(catalogue, measure, term).some(isAsFine));
}
