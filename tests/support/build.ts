/**
 * Before all tests: compiles the program once, so that those that run it as a process run what is
 * in the checkout, and makes room for scenes.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { areScenesKept, keepScenes } from './scene.ts';

export function setup(): (() => void) | undefined {
  // Every project asks for it.
  if (areScenesKept()) return undefined;
  execFileSync('npm', ['run', '--silent', 'prepare'], { cwd: join(import.meta.dirname, '..', '..'), stdio: 'inherit' });
  return keepScenes();
}
