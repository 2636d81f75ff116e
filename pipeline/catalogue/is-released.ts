/** Which indicators may be in a release. */
import type { Indicator } from './catalogue.ts';
import { MEASURE_KINDS } from './measures/index.ts';

/**
 * Whether an indicator may be released: not where disclosure control has no rule for what figures
 * of its kind of measure disclose of each other, or where it adds up years, of which one may be
 * withheld by itself. It is computed like any other.
 */
export function isReleased({ measure }: Pick<Indicator, 'measure'>): boolean {
  const isProtected = MEASURE_KINDS.find(({ name }) => name === measure.kind)?.unprotected !== true;
  return isProtected && measure.pooled === undefined;
}
