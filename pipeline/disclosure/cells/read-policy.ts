/** The policy of the catalogue, or of a manifest, as the functions over cells take it. */
import type { ThresholdPolicy } from '../../catalogue/index.ts';
import type { Policy } from './policy.ts';

/** The policy as the functions over cells take it. */
export function readPolicy({
  threshold,
  complements,
  denominators,
  gaps,
  nested_differences,
  distinguish_primary: distinguishPrimary,
  width,
  dominance,
}: ThresholdPolicy): Policy {
  return {
    largestSensitive: threshold - 1,
    zeros: 'published',
    complements,
    denominators,
    gaps: gaps ? 'protected' : 'open',
    nested: nested_differences === 'protect' ? 'protected' : 'open',
    distinguishPrimary,
    width,
    ...(dominance && { dominance }),
  };
}
