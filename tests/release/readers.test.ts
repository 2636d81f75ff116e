/**
 * Readers of `current` are never in the way, and see whole releases only, while releases come and
 * go.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Catalogue } from '../../pipeline/catalogue/index.ts';
import { currentRelease, listReleases, rollbackTo } from '../../pipeline/release/index.ts';
import { switchCurrent } from '../../pipeline/release/put-release.ts';
import { catalogue, computed, engineOf, publish, releaseOf } from './computed.ts';

const CODE = 'stat_020_033';
const keepTwo: Catalogue = { ...catalogue, releases: { keep: 2 } };

/**
 * Resolves `current` once, then holds every file of that release against its manifest; again and
 * again until it is reported to stop.
 */
const READER = `
  import { createHash } from 'node:crypto';
  import { existsSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
  import { join } from 'node:path';
  const [root, stop, report] = process.argv.slice(2);
  const seen = [];
  const wrong = [];
  let reads = 0;
  const pause = new Int32Array(new SharedArrayBuffer(4));
  while (!existsSync(stop)) {
    Atomics.wait(pause, 0, 0, 10);
    const name = readlinkSync(join(root, 'current'));
    try {
      const manifest = JSON.parse(readFileSync(join(root, name, 'manifest.json'), 'utf8'));
      if (manifest.release !== name) wrong.push(name + ' holds ' + manifest.release);
      for (const { path, sha256 } of manifest.files) {
        const hash = createHash('sha256').update(readFileSync(join(root, name, path))).digest('hex');
        if (hash !== sha256) wrong.push(name + ' ' + path);
      }
    } catch (error) {
      wrong.push(name + ' ' + error.message);
    }
    if (seen.at(-1) !== name) seen.push(name);
    reads += 1;
  }
  writeFileSync(report, JSON.stringify({ seen, wrong, reads }));
`;

let dataRoot: string;
const readers: ChildProcess[] = [];
beforeAll(async () => {
  dataRoot = await computed([CODE], [2022, 2023]);
});
afterAll(() => {
  for (const reader of readers) reader.kill();
});

function startReader(n: number) {
  const script = join(dataRoot, 'reader.mjs');
  writeFileSync(script, READER);
  const [stop, report] = [join(dataRoot, 'stop'), join(dataRoot, `report-${n}.json`)];
  const reader = spawn(process.execPath, [script, releaseOf(dataRoot), stop, report], { stdio: 'inherit' });
  readers.push(reader);
  return new Promise<{ seen: string[]; wrong: string[]; reads: number }>((resolve, reject) => {
    reader.once('close', () =>
      existsSync(report) ? resolve(JSON.parse(readFileSync(report, 'utf8'))) : reject(new Error('the reader died')),
    );
  });
}

it('two of them, through 50 switches', async () => {
  await publish(dataRoot, '2025Q4', [CODE], [2022], { catalogue: keepTwo, now: new Date('2025-12-01') });
  const reports = [startReader(1), startReader(2)];
  let switches = 0;
  // Each publication gives up the oldest release: nobody reads it that resolves the link anew.
  for (let i = 1; i <= 8; i += 1) {
    await publish(dataRoot, '2026Q4', [CODE], [i % 2 === 0 ? 2022 : 2023], {
      catalogue: keepTwo,
      now: new Date(Date.UTC(2026, i)),
    });
    switches += 1;
  }
  const [one = '', two = ''] = listReleases(dataRoot);
  for (let i = 0; i < 4; i += 1) {
    await rollbackTo({ dataRoot, release: i % 2 === 0 ? one : two, engine: engineOf(dataRoot) });
    switches += 1;
  }
  for (; switches < 50; switches += 1) {
    switchCurrent(dataRoot, currentRelease(dataRoot) === one ? two : one);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  writeFileSync(join(dataRoot, 'stop'), '');
  for (const { seen, wrong, reads } of await Promise.all(reports)) {
    expect(wrong).toEqual([]);
    expect(seen.length).toBeGreaterThan(10);
    expect(reads).toBeGreaterThan(50);
  }
});
