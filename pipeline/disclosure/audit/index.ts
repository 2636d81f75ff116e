export * from './audit.ts';
export * from './ratio.ts';
