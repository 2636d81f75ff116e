export type { Move } from './move.ts';
export { type Flaw, openSearch, type Search, type SeekOptions, seekMoves } from './seek.ts';
export { type Suppression, type SuppressOptions, suppress } from './suppress.ts';
