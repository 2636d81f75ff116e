/** Runs the program as a user does: a process of its own. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { REPOSITORY } from '../support/shipped-catalogue.ts';

/** Gives what the command wrote on stdout; fails when it ends with another code than 0. */
export function runCommand(...args: string[]): string {
  const program = join(REPOSITORY, 'dist', 'cli', 'main.cjs');
  return execFileSync(process.execPath, [program, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1 << 26,
  });
}
