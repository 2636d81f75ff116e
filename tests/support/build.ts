/** Compiles the program once before all tests, so that those that run it as a process run what is in the checkout. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

export function setup(): void {
  execFileSync('npm', ['run', '--silent', 'prepare'], { cwd: join(import.meta.dirname, '..', '..'), stdio: 'inherit' });
}
