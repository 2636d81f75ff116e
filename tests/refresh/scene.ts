/** A data root with a first release and a delivery that is due, copied for every fault; and what must hold after any of them. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Catalogue } from '../../pipeline/catalogue/index.ts';
import { currentRelease, type RefreshReport, verifyRelease } from '../../pipeline/release/index.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { arm, disarm, pass } from './fragile-disk.ts';
import { publishedBytes, refreshOf, requestOf } from './refreshing.ts';
import { deliver, makeCatalogue, open } from './small-country.ts';

export const BEFORE = '2023Q4';
export const QUARTER = '2024Q4';

export interface Scene {
  readonly file: string;
  readonly catalogue: Catalogue;
  /** Never refreshed itself. */
  readonly base: string;
  /** What an undisturbed refresh publishes. */
  readonly expected: Readonly<Record<string, string>>;
  /** How often an undisturbed refresh changes the disk or begins a statement. */
  readonly moments: number;
}

/** One indicator for each schedule of the quarter, so that a refresh takes a fraction of a second. */
export async function setScene(): Promise<Scene> {
  const file = makeCatalogue((document) => {
    for (const code of ['cube_013_001', 'stat_003_007']) delete document.indicators[code];
  });
  const catalogue = open(file);
  const base = makeDataRoot();
  for (let year = 2021; year <= 2023; year += 1) await deliver(base, year);
  await refreshOf(catalogue, base, BEFORE);
  const undisturbed = copyOf(base);
  arm(undisturbed, 0);
  await refreshWatched(catalogue, undisturbed);
  const moments = disarm();
  return { file, catalogue, base, moments, expected: publishedBytes(undisturbed) };
}

/** A data root of its own on the same claims. */
export function copyOf(base: string): string {
  const copy = makeDataRoot();
  for (const folder of ['work', 'releases'])
    cpSync(join(base, folder), join(copy, folder), { recursive: true, verbatimSymlinks: true });
  symlinkSync(join(base, 'claims'), join(copy, 'claims'));
  return copy;
}

/** The refresh that faults are made in: every statement is a moment at which the process may end. */
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
  const lock = join(dataRoot, 'work', 'lock.json');
  if (!existsSync(lock)) return;
  const text = readFileSync(lock, 'utf8');
  // Lost with the power: the next one makes room for itself.
  if (text !== '') writeFileSync(lock, text.replace(`"pid":${process.pid}`, `"pid":${DEAD}`));
}

/** The current release is whole, before and after a rerun; the rerun publishes what an undisturbed refresh does, and leaves nothing lying about. */
export async function expectRecovery({ catalogue, expected }: Scene, dataRoot: string): Promise<void> {
  const { engine } = requestOf(catalogue, dataRoot, QUARTER);
  const left = currentRelease(dataRoot);
  expect([BEFORE, QUARTER]).toContain(left);
  expect(await verifyRelease({ dataRoot, release: 'current', engine })).toMatchObject({ whole: true });
  await refreshOf(catalogue, dataRoot, QUARTER);
  expect(publishedBytes(dataRoot)).toEqual(expected);
  // What was published as the process died is not published twice.
  expect(currentRelease(dataRoot)).toBe(QUARTER);
  expect(readdirSync(join(dataRoot, 'work')).filter((name) => /^(staging|lock)/.test(name))).toEqual([]);
}
