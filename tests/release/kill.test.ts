/**
 * Whenever a publication is killed, the current release stays whole, and the next one comes out as
 * if nothing had happened.
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Catalogue } from '../../pipeline/catalogue/index.ts';
import { currentRelease, listReleases, rollbackTo, verifyRelease } from '../../pipeline/release/index.ts';
import { removeLeftovers } from '../../pipeline/release/put-release.ts';
import { casesOf, spread } from '../support/depth.ts';
import { REPOSITORY } from '../support/shipped-catalogue.ts';
import { catalogue, computed, copyOf, engineOf, hashesBelow, publish, releaseOf } from './computed.ts';
import { killedAt } from './killed.ts';

const CODE = 'stat_020_033';
/**
 * Calls of the file system that are killed, spread over all of them; more at a greater depth, until
 * it is all.
 */
const CALLS = casesOf(8);
const PARTS = 2;
const keepTwo: Catalogue = { ...catalogue, releases: { keep: 2 } };

let start: string;
/** What a publication makes that nobody disturbs. */
let undisturbed: Record<string, string>;
beforeAll(async () => {
  start = await computed([CODE], [2022, 2023]);
  await publish(start, '2024Q4', [CODE], [2022], { now: new Date('2024-11-01') });
  await publish(start, '2025Q4', [CODE], [2022], { now: new Date('2025-11-01') });
  const other = copyOf(start);
  await next(other);
  undisturbed = cubesOf(other, '2026Q4');
});

/** Publishes another year, and with it gives up the oldest release. */
const next = (dataRoot: string) => publish(dataRoot, '2026Q4', [CODE], [2023], { catalogue: keepTwo });

function cubesOf(dataRoot: string, release: string): Record<string, string> {
  const { 'manifest.json': _, 'atlas.duckdb': __, ...hashes } = hashesBelow(releaseOf(dataRoot, release));
  return hashes;
}

async function expectWhole(dataRoot: string): Promise<string> {
  const current = currentRelease(dataRoot) ?? '';
  const { checks } = await verifyRelease({ dataRoot, release: current, engine: engineOf(dataRoot) });
  expect(checks.flatMap(({ problems }) => problems)).toEqual([]);
  return current;
}

/**
 * Publishes if it is not published already, and expects what nobody disturbed, and nothing else
 * left once the next one begins.
 */
async function expectRecovered(dataRoot: string): Promise<void> {
  if ((await expectWhole(dataRoot)) !== '2026Q4') await next(dataRoot);
  expect(currentRelease(dataRoot)).toBe('2026Q4');
  removeLeftovers(dataRoot);
  expect(cubesOf(dataRoot, '2026Q4')).toEqual(undisturbed);
  expect(readdirSync(releaseOf(dataRoot)).filter((name) => name.startsWith('.'))).toEqual([]);
}

describe('a publication that is killed', () => {
  // Several tests, so that none takes long.
  it.each(Array.from({ length: PARTS }, (_, i) => i))(
    `at any call of the file system (%i of ${PARTS})`,
    async (part) => {
      const root = copyOf(start);
      const { calls } = await killedAt(releaseOf(root), Number.POSITIVE_INFINITY, () => next(root));
      expect(calls).toBeGreaterThan(20);
      const tried = spread(Math.min(CALLS, calls), 1, calls);
      for (const n of tried.filter((_, i) => i % PARTS === part)) {
        const dataRoot = copyOf(start);
        const { died } = await killedAt(releaseOf(dataRoot), n, () => next(dataRoot));
        expect(died, `call ${n}`).toBe(true);
        expect(['2025Q4', '2026Q4'], `call ${n}`).toContain(await expectWhole(dataRoot));
        await expectRecovered(dataRoot);
      }
    },
  );

  it('by the system, at any moment', async () => {
    const script = join(start, 'publish.mjs');
    const from = (layer: string) => JSON.stringify(join(REPOSITORY, 'dist', layer, 'index.js'));
    writeFileSync(
      script,
      `import { openCatalogue } from ${from('catalogue')};
       import { publishRelease } from ${from('release')};
       const [dataRoot] = process.argv.slice(2);
       const catalogue = { ...openCatalogue(${JSON.stringify(join(REPOSITORY, 'indicators.yaml'))}, ${JSON.stringify(REPOSITORY)}), releases: { keep: 2 } };
       process.stdout.write('ready');
       await publishRelease({ catalogue, dataRoot, quarter: '2026Q4', fresh: [{ code: '${CODE}', year: 2023 }], gates: [], run: null,
         engine: { threads: 1, memoryLimit: '1GB', tempDirectory: dataRoot + '/work/tmp' }, now: new Date('2026-11-23') });`,
    );
    const ends: (NodeJS.Signals | null)[] = [];
    for (const delay of spread(casesOf(4), 0, 1600)) {
      const dataRoot = copyOf(start);
      const child = spawn(process.execPath, [script, dataRoot], { stdio: ['ignore', 'pipe', 'inherit'] });
      await new Promise((resolve) => child.stdout.once('data', resolve));
      setTimeout(() => child.kill('SIGKILL'), delay);
      ends.push(await new Promise((resolve) => child.once('close', (_, signal) => resolve(signal))));
      await expectRecovered(dataRoot);
    }
    expect(ends).toContain('SIGKILL');
  });
});

describe('a rollback that is killed', () => {
  it('at any call of the file system', async () => {
    const root = copyOf(start);
    const back = (dataRoot: string) => rollbackTo({ dataRoot, release: '2024Q4', engine: engineOf(dataRoot) });
    const { calls } = await killedAt(releaseOf(root), Number.POSITIVE_INFINITY, () => back(root));
    expect(currentRelease(root)).toBe('2024Q4');
    for (const n of spread(Math.min(CALLS, calls), 1, calls)) {
      const dataRoot = copyOf(start);
      expect((await killedAt(releaseOf(dataRoot), n, () => back(dataRoot))).died, `call ${n}`).toBe(true);
      expect(['2024Q4', '2025Q4']).toContain(await expectWhole(dataRoot));
      await back(dataRoot);
      expect(currentRelease(dataRoot)).toBe('2024Q4');
      expect(listReleases(dataRoot)).toEqual(['2024Q4', '2025Q4']);
      expect(existsSync(releaseOf(dataRoot, '.next'))).toBe(false);
    }
  });
});
