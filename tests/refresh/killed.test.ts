/** Killed at any change of the disk and at any statement: the current release stays whole, and the next refresh publishes what it would have. */
import { beforeAll, expect, it, vi } from 'vitest';
import { arm, disarm, Killed } from './fragile-disk.ts';
import { bury, copyOf, expectRecovery, refreshWatched, type Scene, setScene } from './scene.ts';

vi.mock('node:fs', async (original) => (await import('./fragile-disk.ts')).watch(await original()));

const KILLS = 120;

let scene: Scene;
beforeAll(async () => {
  scene = await setScene();
  // Otherwise one moment would be tried twice, and another never.
  expect(scene.moments).toBeGreaterThan(KILLS);
});

it.each(Array.from({ length: KILLS }, (_, i) => i))('at moment %i of 120, spread over the refresh', async (i) => {
  const dataRoot = copyOf(scene.base);
  arm(dataRoot, 1 + Math.floor((i / (KILLS - 1)) * (scene.moments - 1)));
  await expect(refreshWatched(scene.catalogue, dataRoot)).rejects.toThrow(Killed);
  disarm();
  bury(dataRoot);
  await expectRecovery(scene, dataRoot);
});
