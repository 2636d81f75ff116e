/** Releases opened for reading, and exported to the formats of others. */
export {
  type ExportReport,
  type ExportRequest,
  exportRelease,
  readLanguage,
  writeIndicator,
} from './export-release.ts';
export { FIGURES, type FigureRow, type FigureTable, makeTable, nameAreas, readYear, textsOf } from './figure-table.ts';
export { type OpenRelease, openReleaseFolder } from './open-release.ts';
export { type FigureRequest, readLevels, selectFigures } from './select-figures.ts';
export { EXPORT_LANGUAGES, type ExportLanguage, memberWords } from './words.ts';
export type { WrittenFile } from './writer.ts';
export { WRITERS } from './writers/index.ts';
