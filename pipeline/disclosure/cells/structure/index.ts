export * from './assemble.ts';
export * from './axis.ts';
export * from './link.ts';
export * from './system.ts';
export * from './table.ts';
