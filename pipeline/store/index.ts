/** What touches files for safety: forced to disk, moved as one, locked, hashed, remembered. */
export {
  type Checkpoint,
  type CheckpointInput,
  checkpointFolder,
  listCheckpoints,
  pruneCheckpoints,
  putCheckpoint,
  removeCheckpoint,
  removeStaleCheckpoints,
  touchCheckpoint,
} from './checkpoint-folder.ts';
export { makeFolder, sync, syncAll } from './disk.ts';
export { hashFile } from './hash-file.ts';
export { InputCache, type RowCounts } from './input-cache.ts';
export { type KeptCheck, keepChecks, readKeptChecks, removeKeptChecks } from './kept-checks.ts';
export { takeLock } from './lock.ts';
export { putInPlace } from './put-in-place.ts';
export { linkFile, shareFile } from './share-file.ts';
export { hashListing, type Listing, listingOf, makeStandIn, nameBelow, standInOf, uriOf } from './stand-in.ts';
export { openWorkFolder, type WorkFolder } from './work-folder.ts';
