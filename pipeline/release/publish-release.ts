/**
 * Publishes a release: a complete snapshot, made aside, audited and verified, put in place by one
 * rename, and then the current one.
 */
import { makeFolder } from '../store/index.ts';
import { disclosing, type WithheldRevision } from './judge-revisions.ts';
import type { ReleaseManifest } from './manifest.ts';
import { removeLeftovers } from './put-release.ts';
import { settleLineage } from './release-lineage.ts';
import type { ReleaseRequest } from './release-request.ts';
import { FINISH_RELEASE, MAKE_RELEASE } from './release-stages.ts';
import { releaseFolder } from './releases.ts';

/**
 * Publishes a release and makes it the current one: all of it or nothing, whenever it is stopped.
 * The caller holds the work folder's lock.
 *
 * ```
 *   plan ── protect ── sheets ── atlas ── manifest ── audit ─┬─ verify ── put in place ── prune
 *    ↑                                                       │
 *    └── without the revisions that would disclose ──────────┘
 * ```
 *
 * Refuses cubes that were not computed or are not as they were (data), and what no policy protects
 * (disclosure).
 */
export async function publishRelease(request: ReleaseRequest): Promise<ReleaseManifest> {
  const { dataRoot } = request;
  let withheldRevisions: readonly WithheldRevision[] = [];
  try {
    for (;;) {
      makeFolder(releaseFolder(dataRoot));
      removeLeftovers(dataRoot);
      settleLineage(dataRoot);
      const made = await MAKE_RELEASE.run({ request, withheldRevisions });
      const disclosed = disclosing(made.staged, made.audit);
      if (disclosed.length === 0) return (await FINISH_RELEASE.run(made)).manifest;
      withheldRevisions = [...made.staged.withheldRevisions, ...disclosed];
    }
  } finally {
    removeLeftovers(dataRoot);
    settleLineage(dataRoot);
  }
}
