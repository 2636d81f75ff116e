/** `cubes verify`, `cubes diff` and `cubes rollback`, as a process. */
import { chmodSync, existsSync, mkdirSync, readlinkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { takeLock } from '../../pipeline/store/index.ts';
import { cubes, type Outcome } from '../cli/command.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { runPipeline } from '../support/run-pipeline.ts';
import { catalogue, computed, copyOf, deliver, pathOf, primary, publish, releaseOf } from './computed.ts';

const CODE = 'cube_013_001';

let published: string;
beforeAll(async () => {
  published = await computed([CODE], [2023]);
  await publish(published, '2025Q4', [CODE], [2023], { catalogue: primary });
  await deliver(published, [2023], 2);
  await runPipeline(catalogue, published, { codes: [CODE], years: [2023] });
  await publish(published, '2026Q4', [CODE], [2023], { catalogue: primary });
});

const on = (dataRoot: string, ...args: string[]): Promise<Outcome> => cubes(['--data', dataRoot, ...args]);

function damage(dataRoot: string, release: string): void {
  const file = releaseOf(dataRoot, release, pathOf(CODE, 2023));
  chmodSync(file, 0o644);
  writeFileSync(file, 'PAR1');
}

describe('cubes verify', () => {
  it('reports that a release is valid, and what it examined', async () => {
    const { code, stdout, stderr } = await on(published, 'verify', 'current');
    expect(code).toBe(0);
    expect(stdout).toContain('2026Q4 is valid.');
    for (const check of ['files', 'schema', 'cells', 'policy', 'sums', 'atlas']) expect(stdout).toContain(check);
    expect(stderr).toBe('');
  });

  it('says what is wrong and ends with 4, as JSON as well', async () => {
    const dataRoot = copyOf(published);
    damage(dataRoot, '2026Q4');
    const { code, stdout, stderr } = await on(dataRoot, 'verify', '2026Q4', '--json');
    expect(code).toBe(4);
    expect(stderr).toContain(`${pathOf(CODE, 2023)} has 4 bytes`);
    expect(JSON.parse(stdout)).toMatchObject({ version: 2, release: '2026Q4', valid: false });
  });

  it('needs neither claims nor computed cubes, and writes nothing below the data root', async () => {
    const dataRoot = copyOf(published);
    for (const name of ['claims', 'work', 'tmp']) rmSync(join(dataRoot, name), { recursive: true, force: true });
    expect((await on(dataRoot, 'verify', '2025Q4')).code).toBe(0);
    expect(existsSync(join(dataRoot, 'work'))).toBe(false);
  });

  it('works below a folder whose name the engine would read as a pattern', async () => {
    const dataRoot = join(makeDataRoot(), "it's [a] data root?");
    mkdirSync(dataRoot);
    renameSync(releaseOf(copyOf(published)), join(dataRoot, 'releases'));
    expect(await on(dataRoot, 'verify', 'current')).toMatchObject({ code: 0 });
    expect(await on(dataRoot, 'diff', '2025Q4', 'current')).toMatchObject({ code: 0 });
  });

  it.each([['2026Q3'], ['current']])('reports that %s is missing, with 2', async (name) => {
    const { code, stderr } = await on(makeDataRoot(), 'verify', name);
    expect(code).toBe(2);
    expect(stderr).toContain(`there is no release \`${name}\``);
    expect(stderr).toContain('nothing was released here yet.');
  });
});

describe('cubes diff', () => {
  it('lists what changed, by indicator, year and level', async () => {
    const { code, stdout } = await on(published, 'diff', '2025Q4', '2026Q4');
    expect(code).toBe(0);
    expect(stdout).toMatch(/cube_013_001 +2023 +country/);
    expect(stdout).toContain('2025Q4 to 2026Q4: 1 cube with other figures, 0 added, 0 removed, 0 as they were.');
    const json = JSON.parse((await on(published, 'diff', '2025Q4', '2026Q4', '--json')).stdout);
    expect(json.figures.map(({ level }: { level: string }) => level)).toContain('municipality');
  });
});

describe('cubes rollback', () => {
  it('makes an older release the current one, and keeps the newer', async () => {
    const dataRoot = copyOf(published);
    const { code, stdout } = await on(dataRoot, 'rollback', '2025Q4');
    expect({ code, stdout }).toEqual({ code: 0, stdout: '2025Q4 is the current release, 2026Q4 was.\n' });
    expect(readlinkSync(releaseOf(dataRoot, 'current'))).toBe('2025Q4');
    const back = await on(dataRoot, 'rollback', '2026Q4', '--json');
    expect(JSON.parse(back.stdout)).toEqual({
      schema: 'atlas-cubes/rollback/2',
      version: 1,
      release: '2026Q4',
      before: '2025Q4',
    });
    expect((await on(dataRoot, 'rollback', '2026Q4')).stdout).toBe('2026Q4 is the current release already.\n');
  });

  it('brings back a link that was lost', async () => {
    const dataRoot = copyOf(published);
    rmSync(releaseOf(dataRoot, 'current'));
    expect((await on(dataRoot, 'rollback', '2026Q4')).stdout).toBe('2026Q4 is the current release, none was.\n');
  });

  it('refuses a release that is broken with 4, one that is unknown with 2, and leaves the current one', async () => {
    const dataRoot = copyOf(published);
    damage(dataRoot, '2025Q4');
    const broken = await on(dataRoot, 'rollback', '2025Q4');
    expect(broken.code).toBe(4);
    expect(broken.stderr).toContain('2025Q4 is broken');
    expect((await on(dataRoot, 'rollback', '2024Q4')).code).toBe(2);
    expect((await on(dataRoot, 'rollback', 'current')).code).toBe(2);
    expect(readlinkSync(releaseOf(dataRoot, 'current'))).toBe('2026Q4');
  });

  it('waits for nobody: while another command is at work it ends with 7', async () => {
    const dataRoot = copyOf(published);
    const unlock = takeLock(join(dataRoot, 'work'), 'cubes refresh 2026Q4');
    try {
      const { code, stderr } = await on(dataRoot, 'rollback', '2025Q4');
      expect(code).toBe(7);
      expect(stderr).toContain('cubes refresh 2026Q4');
    } finally {
      unlock();
    }
    expect(readlinkSync(releaseOf(dataRoot, 'current'))).toBe('2026Q4');
  });
});
