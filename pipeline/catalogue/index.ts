export * from './catalogue.ts';
export { definitionLockFile, printDefinitionLock } from './definition-lock.ts';
export * from './definition-test.ts';
export { catalogueJsonSchema } from './json-schema.ts';
export { LANGUAGE_CODES, type LanguageCode } from './language-codes.ts';
export { MESSAGES } from './messages.ts';
export { type CatalogueReading, openCatalogue, readCatalogue, referenceRootOf, sqlRootsOf } from './read-catalogue.ts';
export * from './sheet/index.ts';
export { variablesCompared, variablesOf } from './unused.ts';
