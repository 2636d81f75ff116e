/** Sheets of indicators, for the command line and for releases. */
export { buildSheet, type SheetOccasion } from './build-sheet.ts';
export { ACCESSED, printDay, type SheetSubject, writeSource } from './citation.ts';
export type { Headings, Language } from './language.ts';
export { LANGUAGES } from './languages/index.ts';
export * from './sheet.ts';
