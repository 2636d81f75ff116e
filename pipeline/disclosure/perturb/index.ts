export * from './cell-key.ts';
export * from './rounding.ts';
