/**
 * Refuses a folder that the system cannot make before anything is begun: making one with those that
 * it lies in never ends on file systems that hold no folders of users, such as /proc.
 */
import { existsSync, mkdirSync, rmdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Failure } from '../base/index.ts';

/** Options that name a folder which a command makes. */
const MADE = ['temp', 'out', 'data'] as const;

/**
 * Tries the first part of every named folder that is not there, and takes it away again.
 *
 * @param options of the command, by name
 * @throws Failure (engine) where it cannot be made
 */
export function refuseUnmakeable(options: Readonly<Record<string, unknown>>): void {
  for (const name of MADE) {
    const value = options[name];
    if (typeof value !== 'string' || value === '-' || existsSync(value)) continue;
    let first = resolve(value);
    while (!existsSync(dirname(first))) first = dirname(first);
    try {
      mkdirSync(first);
      rmdirSync(first);
    } catch (error) {
      // Missing rights and the like end at once, with the system's own words.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') continue;
      throw new Failure('engine', `no folder can be made in ${dirname(first)}.`, {
        help: `name another folder with --${name}.`,
      });
    }
  }
}
