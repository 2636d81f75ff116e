/** Sheets of indicators, for the command line and for releases. */
export { buildSheet } from './build-sheet.ts';
export { ACCESSED, printDay, writeSource } from './citation.ts';
export type { Headings, Language } from './language.ts';
export { LANGUAGES } from './languages/index.ts';
export * from './sheet.ts';
