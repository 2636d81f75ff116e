export * from './audit.ts';
export * from './ratio.ts';
export * from './witness.ts';
