export * from './expression.ts';
export * from './print.ts';
export * from './select.ts';
