export * from './behind.ts';
export { type Equation, equationsOf } from './equations.ts';
export * from './family.ts';
export * from './realise.ts';
