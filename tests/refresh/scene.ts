/**
 * A data root with a first release and a delivery that is due, copied for every fault; and what
 * must hold after any of them.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Catalogue } from '../../pipeline/catalogue/index.ts';
import type { RefreshReport } from '../../pipeline/refresh/index.ts';
import { currentRelease, verifyRelease } from '../../pipeline/release/index.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { sceneOf } from '../support/scene.ts';
import { arm, disarm, pass } from './fragile-disk.ts';
import { hashesOf, publishedBytes, refreshOf, requestOf } from './refreshing.ts';
import { deliver, makeCatalogue, open, quickly } from './small-country.ts';

export const BEFORE = '2023Q4';
export const QUARTER = '2024Q4';

export interface Scene {
  readonly file: string;
  readonly catalogue: Catalogue;
  /** Never refreshed itself. */
  readonly base: string;
  /** Every file of the first release, which verifies. */
  readonly before: Readonly<Record<string, string>>;
  /** What an undisturbed refresh publishes. */
  readonly expected: Readonly<Record<string, string>>;
  /** How often an undisturbed refresh changes the disk or begins a statement. */
  readonly moments: number;
}

/**
 * Two indicators of one year, so that a mixture could be seen and a refresh takes a fraction of a
 * second.
 */
export async function setScene(): Promise<Scene> {
  const file = makeCatalogue((document) => {
    quickly(document);
    for (const code of ['stat_020_033', 'stat_003_007']) delete document.indicators[code];
  });
  const catalogue = open(file);
  const base = await sceneOf('refreshed', {}, async (dataRoot) => {
    for (let year = 2021; year <= 2023; year += 1) await deliver(dataRoot, year);
    await refreshOf(catalogue, dataRoot, BEFORE);
  });
  const { engine } = requestOf(catalogue, base, BEFORE);
  expect(await verifyRelease({ dataRoot: base, release: BEFORE, engine })).toMatchObject({ valid: true });
  const before = hashesOf(base, 'releases/current', /./);
  const undisturbed = copyOf(base);
  arm(undisturbed, 0);
  await refreshWatched(catalogue, undisturbed);
  const moments = disarm();
  return { file, catalogue, base, moments, before, expected: publishedBytes(undisturbed) };
}

/** A data root of its own with claims of its own. */
export function wholeCopyOf(base: string): string {
  const copy = makeDataRoot();
  cpSync(base, copy, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
  return copy;
}

/** A data root of its own on the same claims. */
export function copyOf(base: string): string {
  const copy = makeDataRoot();
  for (const folder of ['work', 'releases'])
    cpSync(join(base, folder), join(copy, folder), { recursive: true, verbatimSymlinks: true });
  symlinkSync(join(base, 'claims'), join(copy, 'claims'));
  return copy;
}

/**
 * The refresh that faults are made in: every statement is a moment at which the process may end.
 */
export function refreshWatched(catalogue: Catalogue, dataRoot: string): Promise<RefreshReport> {
  let last = '';
  const onEvent = (event: { readonly kind: string; readonly done?: number; readonly year?: number }) => {
    const moment = `${event.kind} ${event.year} ${event.done}`;
    // Progress within a statement comes from a timer, where nobody can be killed.
    if (moment !== last) pass();
    last = moment;
  };
  return refreshOf(catalogue, dataRoot, QUARTER, { onEvent });
}

/** A process that is gone. */
const DEAD = spawnSync(process.execPath, ['-e', '']).pid;

/** What was killed in this process is dead, though this process is not. */
export function bury(dataRoot: string): void {
  const work = join(dataRoot, 'work');
  for (const name of readdirSync(work).filter((one) => one.startsWith('lock'))) {
    const text = readFileSync(join(work, name), 'utf8');
    writeFileSync(join(work, name), text.replace(`"pid":${process.pid}`, `"pid":${DEAD}`));
  }
}

/**
 * The current release is the one before, to the byte, which was verified; or the new one, and
 * verifies.
 */
export async function expectWhole({ catalogue, before }: Scene, dataRoot: string): Promise<void> {
  const current = currentRelease(dataRoot);
  if (current === BEFORE) {
    expect(hashesOf(dataRoot, 'releases/current', /./)).toEqual(before);
    return;
  }
  expect(current).toBe(QUARTER);
  const { engine } = requestOf(catalogue, dataRoot, QUARTER);
  const { checks } = await verifyRelease({ dataRoot, release: 'current', engine });
  expect(checks.flatMap(({ problems }) => problems)).toEqual([]);
}

/**
 * The next refresh publishes what an undisturbed one does, whole, and leaves nothing lying about.
 */
export async function expectRecovery(scene: Scene, dataRoot: string): Promise<void> {
  await refreshOf(scene.catalogue, dataRoot, QUARTER);
  const { expected } = scene;
  expect(publishedBytes(dataRoot)).toEqual(expected);
  // What was published as the process died is not published twice.
  expect(currentRelease(dataRoot)).toBe(QUARTER);
  await expectWhole(scene, dataRoot);
  // A release, its lineage and what its gates measured have appeared together.
  const reported = readdirSync(join(dataRoot, 'work', 'runs')).filter((name) => name.startsWith(QUARTER));
  expect(reported.sort()).toEqual([`${QUARTER}.gates.json`, `${QUARTER}.openlineage.jsonl`]);
  // A draft of a lock that was cut off is left for minutes: its writer may be at it.
  const isWhole = (name: string) => statSync(join(dataRoot, 'work', name)).size > 100;
  const left = readdirSync(join(dataRoot, 'work')).filter((name) => /^(staging|lock)/.test(name));
  expect(left.filter(isWhole)).toEqual([]);
}
