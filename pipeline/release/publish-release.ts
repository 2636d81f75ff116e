/**
 * Publishes a release: a complete snapshot, made aside, audited and verified, put in place by one
 * rename, and then the current one.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../store/index.ts';
import type { ReleaseDiff } from './diff-releases.ts';
import { disclosing, type WithheldRevision } from './judge-revisions.ts';
import { CHANGES, type ReleaseManifest } from './manifest.ts';
import { removeLeftovers } from './put-release.ts';
import { settleLineage } from './release-lineage.ts';
import type { ReleaseRequest } from './release-request.ts';
import { FINISH_RELEASE, MAKE_RELEASE, type MadeRelease } from './release-stages.ts';
import { releaseFolder } from './releases.ts';
import type { ReleaseChanges } from './write-changes.ts';

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
  return withRelease(request, async (made) => (await FINISH_RELEASE.run(made)).manifest);
}

/** What a release would change. */
export interface ReleasePreview {
  readonly diff: ReleaseDiff;
  /** Revisions that would be not published, as they would disclose sensitive cells. */
  readonly withheldRevisions: readonly WithheldRevision[];
}

/**
 * Makes a release and takes it away again: what would change is what is compared. The caller holds
 * the work folder's lock. Refuses what {@link publishRelease} refuses before the audit.
 */
export async function previewRelease(request: ReleaseRequest): Promise<ReleasePreview> {
  return withRelease(request, async ({ draft, staged, manifest }) => {
    const text = readFileSync(join(draft.folder, CHANGES), 'utf8');
    const { cells: _, ...diff } = JSON.parse(text) as ReleaseChanges;
    return {
      diff: { ...diff, from: diff.from ?? '-', to: manifest.release },
      withheldRevisions: staged.withheldRevisions,
    };
  });
}

/** Makes a release without the revisions that would disclose; whatever is left of it is removed. */
async function withRelease<T>(request: ReleaseRequest, work: (made: MadeRelease) => Promise<T>): Promise<T> {
  const { dataRoot } = request;
  let withheldRevisions: readonly WithheldRevision[] = [];
  try {
    for (;;) {
      makeFolder(releaseFolder(dataRoot));
      removeLeftovers(dataRoot);
      settleLineage(dataRoot);
      const made = await MAKE_RELEASE.run({ request, withheldRevisions });
      const disclosed = disclosing(made.staged, made.audit);
      if (disclosed.length === 0) return await work(made);
      withheldRevisions = [...made.staged.withheldRevisions, ...disclosed];
    }
  } finally {
    removeLeftovers(dataRoot);
    settleLineage(dataRoot);
  }
}
