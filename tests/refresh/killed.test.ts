/**
 * Killed at any change of the disk and at any statement, and again while it recovers: the current
 * release stays whole, and what is published in the end is the same.
 */
import { beforeAll, expect, it, vi } from 'vitest';
import { casesOf } from '../support/depth.ts';
import { arm, disarm, Killed } from './fragile-disk.ts';
import { bury, copyOf, expectRecovery, expectWhole, refreshWatched, type Scene, setScene } from './scene.ts';

vi.mock('node:fs', async (original) => (await import('./fragile-disk.ts')).watch(await original()));

const STARTS = casesOf(20, 80);
/**
 * The first kill is somewhere in the whole of a refresh; the others in what the next ones still
 * have to do.
 */
const KILLS_EACH = casesOf(2, 3);

let scene: Scene;
let kills = 0;
beforeAll(async () => {
  scene = await setScene();
  // Otherwise one moment would be tried twice, and another never.
  expect(scene.moments).toBeGreaterThan(STARTS);
});

it.each(Array.from({ length: STARTS }, (_, i) => i))(
  `at moment %i of ${STARTS}, spread over the refresh`,
  async (i) => {
    const dataRoot = copyOf(scene.base);
    const first = 1 + Math.floor((i / (STARTS - 1)) * (scene.moments - 1));
    for (const at of [first, 1 + ((i * 37) % 71), 1 + ((i * 53) % 97)].slice(0, KILLS_EACH)) {
      arm(dataRoot, at);
      const outcome = await refreshWatched(scene.catalogue, dataRoot).catch((error: unknown) => error);
      disarm();
      if (!(outcome instanceof Killed)) {
        // Nothing was left to do, or it ended before that moment.
        expect(outcome).toMatchObject({ version: 2 });
        break;
      }
      kills += 1;
      bury(dataRoot);
      await expectWhole(scene, dataRoot);
    }
    await expectRecovery(scene, dataRoot);
  },
);

it('and again from nearly every start', () => {
  expect(kills).toBeGreaterThanOrEqual((KILLS_EACH - 0.5) * STARTS);
});
