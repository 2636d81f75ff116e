/** The methods that change figures: to add one, write its file and add its line. */
import type { Perturbation } from '../../catalogue/index.ts';
import { noise } from './noise.ts';
import type { PerturbationMethod } from './perturbation-method.ts';
import { rounded } from './rounded.ts';

/** By the name that policies give them (`catalogue/methods/`). */
export const PERTURBATIONS: Readonly<Record<Perturbation['method'], PerturbationMethod>> = { rounded, noise };
