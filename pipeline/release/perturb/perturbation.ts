/** Methods that change figures in place of masking them: which policies ask for one, and what it does in a few words. */
import type { DisclosurePolicy } from '../../catalogue/index.ts';

/** Figures as multiples of `amount`, or changed by chance by at most as much; figures of 1 to `threshold` - 1 are never shown. */
export interface Perturbation {
  readonly method: 'rounded' | 'noise';
  readonly amount: number;
  readonly threshold: number;
}

/** Null where a policy changes no figure. */
export function perturbationOf(policy: DisclosurePolicy | undefined): Perturbation | null {
  if (policy === undefined || policy.kind === 'none') return null;
  const { method, base, noise, threshold } = policy;
  if (method === 'rounded' && base !== undefined) return { method, amount: base, threshold };
  if (method === 'noise' && noise !== undefined) return { method, amount: noise, threshold };
  return null;
}

/** `rounded to 5`, `noise of at most 3`. */
export function printPerturbation({ method, amount }: Perturbation): string {
  return method === 'rounded' ? `rounded to ${amount}` : `noise of at most ${amount}`;
}
