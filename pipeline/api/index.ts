/**
 * The public entry point of the package: `import { openRelease } from 'atlas-cubes'`
 * (docs/reference/api.md). What is not exported here may change without notice.
 */
export { Failure, type FailureKind } from '../base/index.ts';
export type { Level, Publisher } from '../catalogue/index.ts';
export type { ExportLanguage as Language } from '../export/index.ts';
export type { Sheet, SheetTexts } from '../sheet/index.ts';
export { type OpenOptions, openRelease } from './open-release.ts';
export type * from './release.ts';
