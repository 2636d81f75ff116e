export { deliveredFile, namedFile, writtenFile } from './dataset.ts';
export {
  type Dataset,
  type InputDataset,
  type LineageEvent,
  lineagePath,
  makeEvent,
  type OutputDataset,
  printEvents,
  type RunOfJob,
} from './event.ts';
export { endingOf, engineFacet, jobFacets, nominalTimeFacet, parentFacet } from './facets.ts';
