/**
 * Which releases are kept: by the declared policy, and never fewer than the current one and the one
 * before it.
 */
import { recordReleases } from './known-releases.ts';
import { removeRelease } from './put-release.ts';
import { currentRelease, listReleases, readReleaseManifest } from './releases.ts';

/**
 * Removes releases beyond the newest `keep`, in the order in which they were published, once their
 * figures are recorded; gives the names of those removed.
 */
export function pruneReleases(dataRoot: string, keep: number | null): string[] {
  recordReleases(dataRoot);
  const current = currentRelease(dataRoot);
  if (keep === null || current === null) return [];
  const { previous } = readReleaseManifest(dataRoot, current);
  const newest = listReleases(dataRoot)
    .map((name) => ({ name, created: createdOf(dataRoot, name) }))
    .reverse()
    .sort((a, b) => (a.created < b.created ? 1 : -Number(a.created > b.created)))
    .map(({ name }) => name);
  const kept = new Set([...newest.slice(0, keep), current, previous]);
  const removed = newest.filter((name) => !kept.has(name));
  for (const name of removed) removeRelease(dataRoot, name);
  return removed;
}

/** A release that says nothing of itself is not removed for being old. */
function createdOf(dataRoot: string, name: string): string {
  try {
    return readReleaseManifest(dataRoot, name).created;
  } catch {
    return '9999';
  }
}
