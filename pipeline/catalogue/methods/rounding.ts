/**
 * Controlled rounding: figures are multiples of a base, and add up
 * (docs/explanation/disclosure.md).
 */
import type { PerturbationMethod } from './method-kind.ts';

export const rounding: PerturbationMethod = {
  suppresses: false,
  isLinked: false,
  isAudited: true,
  amount: 'base',
  addsUp: true,
  isSeeded: false,
  describe: (base) => `rounded to ${base}`,
  sentence: (words, base) => words.rounded(base),
};
