/**
 * A process that is killed at a chosen call of the file system: that call and all after it never
 * happen, clearing up included.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/**
 * Calls that change what others see on disk; of a process that is killed the system writes all that
 * was written, flushed or not.
 */
const CALLS = [
  'writeFileSync',
  'renameSync',
  'linkSync',
  'symlinkSync',
  'mkdirSync',
  'rmSync',
  'chmodSync',
  'copyFileSync',
] as const;

export class Killed extends Error {}

/**
 * Runs work that dies at its `n`-th call below `root` (from 1); gives the number of calls made, and
 * whether it died.
 */
export async function killedAt(
  root: string,
  n: number,
  work: () => Promise<unknown>,
): Promise<{ calls: number; died: boolean }> {
  const real = Object.fromEntries(CALLS.map((name) => [name, fs[name]]));
  let calls = 0;
  const patched = fs as unknown as Record<string, (...args: unknown[]) => unknown>;
  for (const name of CALLS) {
    patched[name] = (...args: unknown[]) => {
      const isBelow = args.slice(0, 2).some((arg) => String(arg).startsWith(root));
      if (isBelow) {
        calls += 1;
        if (calls >= n) throw new Killed();
      }
      return (real[name] as unknown as (...args: unknown[]) => unknown)(...args);
    };
  }
  syncBuiltinESMExports();
  try {
    await work();
    return { calls, died: false };
  } catch (error) {
    if (error instanceof Killed) return { calls, died: true };
    throw error;
  } finally {
    Object.assign(fs, real);
    syncBuiltinESMExports();
  }
}
