/**
 * The power goes, or the disk is full, at any change: what was not forced to disk is lost, and the
 * current release stays whole.
 */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { Failure } from '../../pipeline/base/index.ts';
import { casesOf } from '../support/depth.ts';
import { arm, disarm, Killed, losePower } from './fragile-disk.ts';
import { bury, copyOf, expectRecovery, expectWhole, refreshWatched, type Scene, setScene } from './scene.ts';

vi.mock('node:fs', async (original) => (await import('./fragile-disk.ts')).watch(await original()));

const LOSSES = casesOf(8, 24);
const FULL = casesOf(4, 12);

let scene: Scene;
beforeAll(async () => {
  scene = await setScene();
});
/** Between those of the kills. */
const momentOf = (i: number, of: number) => 1 + Math.floor(((i + 0.5) / of) * scene.moments);

describe('the power goes', () => {
  it.each(Array.from({ length: LOSSES }, (_, i) => i))(`at moment %i of ${LOSSES}`, async (i) => {
    const dataRoot = copyOf(scene.base);
    arm(dataRoot, momentOf(i, LOSSES));
    await expect(refreshWatched(scene.catalogue, dataRoot)).rejects.toThrow(Killed);
    losePower();
    bury(dataRoot);
    await expectWhole(scene, dataRoot);
    await expectRecovery(scene, dataRoot);
  });

  it('as soon as a refresh has ended: what it has published stays', async () => {
    const dataRoot = copyOf(scene.base);
    arm(dataRoot, 0);
    const { release } = await refreshWatched(scene.catalogue, dataRoot);
    losePower();
    expect(release).toBe('2024Q4');
    await expectWhole(scene, dataRoot);
    await expectRecovery(scene, dataRoot);
  });
});

describe('the disk is full', () => {
  it.each(Array.from({ length: FULL }, (_, i) => i))(`at moment %i of ${FULL}, and has room again`, async (i) => {
    const dataRoot = copyOf(scene.base);
    arm(dataRoot, momentOf(i, FULL), 'full');
    // A statement needs no room; a lock that cannot be freed is that of a process that ends.
    const outcome = await refreshWatched(scene.catalogue, dataRoot).catch((error: unknown) => error);
    disarm();
    const isDisclosed =
      outcome instanceof Failure || (outcome instanceof Error && 'code' in outcome && outcome.code === 'ENOSPC');
    expect(isDisclosed || (outcome as { release?: string }).release === '2024Q4').toBe(true);
    bury(dataRoot);
    await expectWhole(scene, dataRoot);
    await expectRecovery(scene, dataRoot);
  });
});
