/**
 * Cell-key perturbation: counts are changed by chance, by no more than a bound
 * (docs/explanation/disclosure.md).
 */
import type { PerturbationMethod } from './method-kind.ts';

export const cellKey: PerturbationMethod = {
  suppresses: false,
  isLinked: false,
  isAudited: true,
  amount: 'noise',
  addsUp: false,
  isSeeded: true,
  describe: (most) => `noise of at most ${most}`,
  sentence: (words, most) => words.noise(most),
};
