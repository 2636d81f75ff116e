/** The methods that change figures: to add one, write its file and add its line. */
import type { Perturbation } from '../../catalogue/index.ts';
import { cellKey } from './cell-key.ts';
import type { PerturbationMethod } from './perturbation-method.ts';
import { rounding } from './rounding.ts';

/** By the name that policies give them (`catalogue/methods/`). */
export const PERTURBATIONS: Readonly<Record<Perturbation['method'], PerturbationMethod>> = {
  rounding,
  cell_key: cellKey,
};
