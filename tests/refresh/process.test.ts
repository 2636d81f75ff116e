/**
 * Refreshes as processes: killed, stopped, without memory, without room, on a delivery that is cut
 * off, two at once; and what cron sees of them.
 */
import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { currentRelease } from '../../pipeline/release/index.ts';
import { cubesOn, MAIN, start } from '../cli/command.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { casesOf, spread } from '../support/depth.ts';
import { hashesOf } from './refreshing.ts';
import { BEFORE, copyOf, expectRecovery, expectWhole, QUARTER, type Scene, setScene } from './scene.ts';

let scene: Scene;
let dataRoot: string;
beforeAll(async () => {
  scene = await setScene();
});
const refreshIn = (root: string, ...args: string[]) =>
  cubesOn(root, '--catalogue', scene.file, 'refresh', QUARTER, '--threads', '1', ...args);
const begin = (root: string) =>
  start(['--data', root, '--catalogue', scene.file, 'refresh', QUARTER, '--threads', '1']);
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const locked = async (root: string) => {
  while (!existsSync(join(root, 'work', 'lock.json'))) await wait(2);
};

describe('a process that dies', () => {
  it.each(spread(casesOf(6), 0, 1000))('of SIGKILL, %i ms after it has begun', async (ms) => {
    dataRoot = copyOf(scene.base);
    const { child, ended } = begin(dataRoot);
    await Promise.race([locked(dataRoot), ended]);
    await wait(ms);
    child.kill('SIGKILL');
    await ended;
    await expectWhole(scene, dataRoot);
    await expectRecovery(scene, dataRoot);
  });

  it.each([0, 250, 500])('of SIGTERM, %i ms after it has begun, is reported and clears up', async (ms) => {
    dataRoot = copyOf(scene.base);
    const { child, ended } = begin(dataRoot);
    await Promise.race([locked(dataRoot), ended]);
    await wait(ms);
    child.kill('SIGTERM');
    const { code } = await ended;
    expect([0, 130]).toContain(code);
    expect(existsSync(join(dataRoot, 'work', 'lock.json'))).toBe(false);
    await expectWhole(scene, dataRoot);
    await expectRecovery(scene, dataRoot);
  });

  it('of a memory limit ends with 5', async () => {
    dataRoot = copyOf(scene.base);
    const { code, stderr } = await refreshIn(dataRoot, '--memory', '2MB');
    expect({ code, stderr }).toEqual({ code: 5, stderr: expect.stringContaining('give more with --memory') });
    await expectWhole(scene, dataRoot);
    await expectRecovery(scene, dataRoot);
  });

  it.each([8, 64])('of files that may hold no more than %i kB', async (kilobytes) => {
    dataRoot = copyOf(scene.base);
    const args = [MAIN, '--data', dataRoot, '--catalogue', scene.file, 'refresh', QUARTER, '--threads', '1'];
    // The signal would end the process; ignored, every write beyond the limit fails as on a full
    // disk.
    const script = `trap '' XFSZ; ulimit -f ${kilobytes}; exec "$0" "$@"`;
    const child = spawn('bash', ['-c', script, process.execPath, ...args], { stdio: 'ignore' });
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect([4, 5]).toContain(code);
    await expectWhole(scene, dataRoot);
    await expectRecovery(scene, dataRoot);
  });

  it('of an input that is cut off ends with 4, and goes on when it is delivered again', async () => {
    const whole = join(scene.base, 'claims', 'health_care', 'year=2022', 'part-0.parquet');
    const kept = join(makeDataRoot(), 'kept.parquet');
    dataRoot = copyOf(scene.base);
    copyFileSync(whole, kept);
    try {
      truncateSync(whole, 1000);
      const { code, stderr } = await refreshIn(dataRoot);
      expect({ code, stderr }).toEqual({
        code: 4,
        stderr: expect.stringContaining('health_care/year=2022/part-0.parquet cannot be read as parquet'),
      });
      await expectWhole(scene, dataRoot);
    } finally {
      copyFileSync(kept, whole);
    }
    await expectRecovery(scene, dataRoot);
  });
});

it('a second refresh reports who is at work, and ends with 7', async () => {
  dataRoot = copyOf(scene.base);
  const { child, ended } = begin(dataRoot);
  await locked(dataRoot);
  child.kill('SIGSTOP');
  const second = await refreshIn(dataRoot);
  child.kill('SIGCONT');
  expect(second.code).toBe(7);
  expect(second.stderr).toContain(`\`cubes refresh ${QUARTER}\` is at work here since `);
  expect(second.stderr).toContain(`(process ${child.pid} on `);
  expect((await ended).code).toBe(0);
  await expectRecovery(scene, dataRoot);
});

describe('what cron sees', () => {
  it('nothing is due: one line, and 0', async () => {
    dataRoot = copyOf(scene.base);
    const { code, stdout, stderr } = await cubesOn(
      dataRoot,
      '--catalogue',
      scene.file,
      'refresh',
      '--as-of',
      '2024-02-10',
    );
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '2024Q1: nothing is due.\n', stderr: '' });
  });

  it('something is due: what was done, and a second time that there is nothing to do', async () => {
    dataRoot = copyOf(scene.base);
    const first = await cubesOn(dataRoot, '--catalogue', scene.file, 'refresh', '--as-of', '2024-11-23', '--json');
    expect(first.code).toBe(0);
    expect(JSON.parse(first.stdout)).toMatchObject({ version: 2, quarter: QUARTER, release: QUARTER, before: BEFORE });
    const manifest = JSON.parse(readFileSync(join(dataRoot, 'releases', QUARTER, 'manifest.json'), 'utf8'));
    expect(manifest.created).toBe('2024-11-23T00:00:00.000Z');
    const before = hashesOf(dataRoot, 'releases');
    expect(await refreshIn(dataRoot)).toEqual({
      code: 0,
      stdout: '2024Q4: nothing to do; what is due is published in 2024Q4, unchanged.\n',
      stderr: '',
    });
    expect(hashesOf(dataRoot, 'releases')).toEqual(before);
  });

  it('a dry run: the work and why, and nothing done', async () => {
    dataRoot = copyOf(scene.base);
    const { code, stdout } = await refreshIn(dataRoot, '--dry-run', '--json');
    expect(code).toBe(0);
    const { items } = JSON.parse(stdout);
    expect(items).toContainEqual({
      code: 'cube_013_001',
      year: 2022,
      cause: 'due',
      action: 'compute',
      why: 'due in 2024Q4, not computed yet',
    });
    expect(currentRelease(dataRoot)).toBe(BEFORE);
    // To read, the years of an indicator that are skipped for one reason are one row.
    const out = items.filter(({ action }: { action: string }) => action === 'skipped');
    const read = await refreshIn(dataRoot, '--dry-run');
    const rows = read.stdout.split('\n').filter((line) => /^cube_013_001 .* skipped /.test(line));
    expect(rows.length).toBeLessThan(out.filter(({ code }: { code: string }) => code === 'cube_013_001').length);
    expect(rows).toContainEqual(expect.stringMatching(/ 20\d\d\.\.20\d\d +skipped +missed since …: no health_care /));
  });

  it('runs through the stages that a dry run has printed, in their order', async () => {
    dataRoot = copyOf(scene.base);
    const { stages } = JSON.parse((await refreshIn(dataRoot, '--dry-run', '--json')).stdout);
    const named = stages.map(({ stage, items }: { stage: string; items: number }) => ({ stage, items }));
    expect(named.map(({ stage }: { stage: string }) => stage)).toEqual([
      'plan',
      'examine',
      'compute',
      'gates',
      'publish',
    ]);
    const { stderr } = await refreshIn(dataRoot, '--log', 'json');
    const logged = stderr
      .split('\n')
      .filter((line) => line.includes('"event":"stage"'))
      .map((line) => JSON.parse(line) as { stage: string; phase: string; items: number });
    const begun = logged.filter(({ phase, stage }) => phase === 'begin' && stage !== 'plan');
    expect(begun.map(({ stage, items }) => ({ stage, items }))).toEqual(named.slice(1));
    expect(logged.filter(({ phase }) => phase === 'end')).toHaveLength(5);
  });

  it('a due year without input: 4, and which', async () => {
    dataRoot = copyOf(scene.base);
    const { code, stdout, stderr } = await cubesOn(dataRoot, '--catalogue', scene.file, 'refresh', '2026Q4');
    expect({ code, stdout, stderr }).toEqual({
      code: 4,
      stdout: '',
      stderr:
        'cubes: 2026Q4 cannot be refreshed:\n' +
        '  2024: due in 2026Q4, but no health_care (claims/health_care/year=2024/*.parquet), no population (claims/population/year=2024/*.parquet) (cube_013_001, cube_013_021)\n' +
        '  help: deliver what is missing; or publish the rest with --only CODE, or another folder with --data.\n',
    });
  });

  it.each([
    [['refresh', '2026'], 'is not a quarter'],
    [['refresh', '--as-of', 'today'], 'is not a day'],
    [['refresh', QUARTER, '--accept', 'previous_yaer', '--reason', 'x'], 'did you mean `previous_year`?'],
    [['refresh', QUARTER, '--accept', 'previous_year'], 'gives no reason'],
    [['refresh', QUARTER, '--reason', 'x'], '--reason needs the --accept'],
    [['refresh', QUARTER, '--only', 'cube_013_0012'], 'did you mean `cube_013_001`?'],
  ])('a mistake: %j ends with 2', async (args, said) => {
    const { code, stdout, stderr } = await cubesOn(scene.base, '--catalogue', scene.file, ...args);
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: expect.stringContaining(said) });
  });

  it('a log of one JSON object a line, that reports every stage, item, check and gate, and how it ended', async () => {
    dataRoot = copyOf(scene.base);
    const { code, stderr } = await refreshIn(dataRoot, '--log', 'json');
    expect(code).toBe(0);
    const lines = stderr
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    for (const line of lines)
      expect(line).toMatchObject({ time: expect.stringMatching(/^\d{4}-.*Z$/), level: expect.any(String) });
    expect(new Set(lines.map(({ event }) => event))).toEqual(
      new Set(['stage', 'item', 'step', 'check', 'gate', 'release', 'done']),
    );
    expect(lines.at(-1)).toMatchObject({ level: 'info', event: 'done', release: QUARTER });

    const failed = await cubesOn(dataRoot, '--catalogue', scene.file, '--log', 'json', 'refresh', '2026Q4');
    const last = JSON.parse(failed.stderr.trimEnd().split('\n').at(-1) ?? '');
    expect(failed.code).toBe(4);
    expect(last).toMatchObject({
      level: 'error',
      event: 'failed',
      kind: 'data',
      exit_code: 4,
      help: expect.any(String),
    });
  });
});

describe('status', () => {
  it('reports what is published, due and overdue', async () => {
    dataRoot = copyOf(scene.base);
    const { code, stdout } = await cubesOn(
      dataRoot,
      '--catalogue',
      scene.file,
      'status',
      '--as-of',
      '2024-11-23',
      '--json',
    );
    expect(code).toBe(0);
    const { quarter, indicators } = JSON.parse(stdout);
    expect(quarter).toBe(QUARTER);
    expect(indicators[0]).toEqual({
      code: 'cube_013_001',
      schedule: { refresh: 'Q4', lag_years: 2 },
      published: [2021],
      due: 2022,
      overdue: [2015, 2016, 2017, 2018, 2019, 2020],
      next: '2025Q4',
      last_release: BEFORE,
      changed: [],
      missing_inputs: [2015, 2016, 2017, 2018, 2019, 2020].map((year) => ({
        year,
        why: `no health_care (claims/health_care/year=${year}/*.parquet), no population (claims/population/year=${year}/*.parquet)`,
      })),
    });
    const table = await cubesOn(dataRoot, '--catalogue', scene.file, 'status', '--as-of', '2024-11-23');
    expect(table.stdout).toMatch(/^cube_013_001 +Q4, Y-2 +2021 +2023Q4 +2022 +2015\.\.2020 +2015\.\.2020$/m);
  });
});
