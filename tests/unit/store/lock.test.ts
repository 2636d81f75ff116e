import { spawnSync } from 'node:child_process';
import { existsSync, linkSync, readdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { takeLock } from '../../../pipeline/store/index.ts';
import { makeDataRoot } from '../../support/data-root.ts';

const lockOf = (folder: string) => JSON.parse(readFileSync(join(folder, 'lock.json'), 'utf8'));
const hold = (folder: string, holder: object) =>
  writeFileSync(
    join(folder, 'lock.json'),
    JSON.stringify({
      pid: process.pid,
      host: hostname(),
      since: '2026-01-01T00:00:00.000Z',
      command: 'cubes run',
      ...holder,
    }),
  );
const deadProcess = () => spawnSync(process.execPath, ['-e', '']).pid;

describe('takeLock', () => {
  it('leaves nothing when it is freed', () => {
    const folder = makeDataRoot();
    takeLock(folder, 'cubes run')();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('refuses while another holds it, and says who and what to do', () => {
    const folder = makeDataRoot();
    const unlock = takeLock(folder, 'cubes run a');
    expect(() => takeLock(folder, 'cubes run b')).toThrow(
      expect.objectContaining({
        exitCode: 7,
        message: expect.stringMatching(/^`cubes run a` is at work here since \S+ \(process \d+ on .+\)\.$/),
        help: `wait until it is done, or stop it; if it is long gone, remove ${join(folder, 'lock.json')}.`,
      }),
    );
    unlock();
    takeLock(folder, 'cubes run b')();
  });

  it('takes over from a process that is dead', () => {
    const folder = makeDataRoot();
    hold(folder, { pid: deadProcess() });
    const unlock = takeLock(folder, 'cubes run');
    expect(lockOf(folder).pid).toBe(process.pid);
    unlock();
    expect(readdirSync(folder)).toEqual([]);
  });

  it.runIf(existsSync('/proc/self/stat'))(
    'takes over where the number of the holder is now that of another process',
    () => {
      const folder = makeDataRoot();
      hold(folder, { began: 'another boot 1' });
      takeLock(folder, 'cubes run')();
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  it('believes a process that it cannot see: one of another machine', () => {
    const folder = makeDataRoot();
    hold(folder, { pid: deadProcess(), host: 'elsewhere' });
    expect(() => takeLock(folder, 'cubes run')).toThrow('on elsewhere)');
  });

  it('takes over from another machine that has not touched its lock for minutes', () => {
    const folder = makeDataRoot();
    hold(folder, { pid: deadProcess(), host: 'elsewhere' });
    const longAgo = new Date(Date.now() - 6 * 60_000);
    utimesSync(join(folder, 'lock.json'), longAgo, longAgo);
    takeLock(folder, 'cubes run')();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is not taken in by what a process of the same number has left, as in a container', () => {
    const folder = makeDataRoot();
    hold(folder, { pid: deadProcess() });
    linkSync(join(folder, 'lock.json'), join(folder, `lock-${process.pid}.json`));
    linkSync(join(folder, 'lock.json'), join(folder, `lock.json.${process.pid}`));
    const unlock = takeLock(folder, 'cubes run');
    expect(readdirSync(folder)).toEqual(['lock.json']);
    unlock();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('leaves what another process is about to take the lock with', () => {
    const folder = makeDataRoot();
    hold(folder, {});
    renameSync(join(folder, 'lock.json'), join(folder, 'lock-of-another.json'));
    takeLock(folder, 'cubes run')();
    expect(readdirSync(folder)).toEqual(['lock-of-another.json']);
  });

  it('frees nobody else', () => {
    const folder = makeDataRoot();
    const unlock = takeLock(folder, 'cubes run');
    hold(folder, { host: 'elsewhere' });
    unlock();
    expect(lockOf(folder).host).toBe('elsewhere');
  });

  it('takes over a lock that says nothing', () => {
    const folder = makeDataRoot();
    writeFileSync(join(folder, 'lock.json'), '');
    takeLock(folder, 'cubes run')();
    expect(readdirSync(folder)).toEqual([]);
  });
});
