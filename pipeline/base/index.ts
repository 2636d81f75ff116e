export * from './at.ts';
export * from './breathe.ts';
export * from './diagnostic.ts';
export * from './failure.ts';
export * from './hash.ts';
export * from './period.ts';
export * from './quarter.ts';
export * from './suggest.ts';
