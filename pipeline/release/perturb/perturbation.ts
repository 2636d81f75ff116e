/** How a policy changes figures in place of suppressing them. */
export { type Perturbation, perturbationOf, printPerturbation } from '../../catalogue/index.ts';
