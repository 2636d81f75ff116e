/** Which indicators may be in a release. */
import type { Catalogue, Indicator } from './catalogue.ts';
import { otherEntity, protectedEntity } from './measure.ts';
import { MEASURE_KINDS } from './measures/index.ts';
import { perturbationOf } from './policy.ts';

/**
 * Why an indicator cannot be released, though it is computed like any other: the catalogue declares
 * it; disclosure control has no rule for figures of its kind of measure, for protected members of
 * two entities, or for years that are added up, of which one may be withheld by itself; or its
 * policy changes figures, which neither a percentile nor a density bears. Null where it can.
 */
export function whyUnreleased(
  { disclosure }: Pick<Catalogue, 'disclosure'>,
  { measure, released }: Pick<Indicator, 'measure' | 'released'>,
): 'declared' | 'no rule' | 'changed' | null {
  if (released === false) return 'declared';
  const kind = MEASURE_KINDS.find(({ name }) => name === measure.kind);
  const isOfTwo = otherEntity(measure) !== undefined && disclosure[measure.entity]?.kind !== 'none';
  if (kind?.unprotected === true || measure.pooled !== undefined || isOfTwo) return 'no rule';
  return kind?.isExact === true && perturbationOf(disclosure[protectedEntity(measure)]) !== null ? 'changed' : null;
}

/** Whether an indicator may be released. */
export function isReleased(
  catalogue: Pick<Catalogue, 'disclosure'>,
  indicator: Pick<Indicator, 'measure' | 'released'>,
): boolean {
  return whyUnreleased(catalogue, indicator) === null;
}
