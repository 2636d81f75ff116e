export * from './catalogue.ts';
export * from './definition-test.ts';
export { catalogueJsonSchema } from './json-schema.ts';
export { MESSAGES } from './messages.ts';
export { type CatalogueReading, openCatalogue, readCatalogue, referenceRootOf, sqlRootsOf } from './read-catalogue.ts';
export { variablesCompared, variablesOf } from './unused.ts';
