/** Puts `current` back on a release that is there. */
import { Failure } from '../base/index.ts';
import type { EngineOptions } from '../engine/index.ts';
import { removeLeftovers, switchCurrent } from './put-release.ts';
import { CURRENT, currentRelease, findRelease } from './releases.ts';
import { refuseBroken, verifyRelease } from './verify-release.ts';

export interface RollbackRequest {
  readonly dataRoot: string;
  readonly release: string;
  readonly engine: EngineOptions;
  readonly signal?: AbortSignal;
}

export interface RollbackReport {
  readonly version: 1;
  /** The current release now. */
  readonly release: string;
  /** The one before; null where none was current, or what was is not there. */
  readonly before: string | null;
}

/**
 * Makes a release the current one again, after it is verified. No release is removed. The caller
 * holds the work folder's lock. Refuses an unknown release (usage) and a broken one (data).
 */
export async function rollbackTo({ dataRoot, ...request }: RollbackRequest): Promise<RollbackReport> {
  removeLeftovers(dataRoot);
  if (request.release === CURRENT)
    throw new Failure('usage', 'cannot roll back to `current`.', { help: 'name a release (see `cubes status`).' });
  const release = findRelease(dataRoot, request.release);
  refuseBroken(await verifyRelease({ dataRoot, ...request, release }));
  const before = currentRelease(dataRoot);
  if (before !== release) switchCurrent(dataRoot, release);
  return { version: 1, release, before };
}
