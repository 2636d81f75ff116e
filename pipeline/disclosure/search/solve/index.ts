export * from './audit.ts';
export type { OnSolution } from './ranges.ts';
export * from './ratio.ts';
export * from './witness.ts';
