/**
 * Runs that meet each other, are stopped or are killed: nobody loses a cube, and the next run
 * works.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { deliver, delivered } from '../input/deliver.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { cubePath, hashOf } from '../support/read-cube.ts';
import { cubesOn, start } from './command.ts';

const PEOPLE = 300_000;
const CLAIMS = 6_000_000;
/** Enough for a run of a few seconds. */
const LARGE = {
  health_care: `SELECT health_care.* REPLACE (SS00010 - SS00010 % 1000 + i * 7919 % ${PEOPLE} AS SS00010) FROM (FROM health_care LIMIT 1) AS health_care, range(${CLAIMS}) AS t(i)`,
  population: `SELECT population.* REPLACE (PP0010 - PP0010 % 1000 + i AS PP0010) FROM (FROM population LIMIT 1) AS population, range(${PEOPLE}) AS t(i)`,
};
const CODE = 'cube_013_001';
const RUN = ['run', 'cube_013_0*', '--years', '2023', '--threads', '2'];

let dataRoot: string;
let before: string;
const work = (...path: string[]) => join(dataRoot, 'work', ...path);
const left = () => readdirSync(work()).filter((name) => name.startsWith('staging-') || name.startsWith('lock'));

/** Starts a run and waits until it is at work. */
async function startRun() {
  const run = start(['--data', dataRoot, ...RUN]);
  while (!existsSync(work('lock.json'))) await new Promise((resolve) => setTimeout(resolve, 20));
  await new Promise((resolve) => setTimeout(resolve, 500));
  return run;
}

beforeAll(async () => {
  dataRoot = makeDataRoot();
  await deliver(dataRoot);
  expect((await cubesOn(dataRoot, 'run', CODE, '--years', '2023')).code).toBe(0);
  before = hashOf(cubePath(dataRoot, CODE, 2023));
  await deliver(dataRoot, LARGE);
});

describe('a run at work', () => {
  it('refuses a second one by name, and stops at once when it is interrupted', async () => {
    const { child, ended } = await startRun();
    const second = await cubesOn(dataRoot, ...RUN);
    const { since } = JSON.parse(readFileSync(work('lock.json'), 'utf8'));
    expect(second.code).toBe(7);
    expect(second.stderr.replace(/ on \S+\)/, ' on HOST)')).toBe(
      `cubes: \`cubes run cube_013_0* --years 2023\` is at work here since ${since} (process ${child.pid} on HOST).\n` +
        '  help: wait until it is done, or stop it; if it is long gone, remove DATA/work/lock.json.\n',
    );

    const from = Date.now();
    child.kill('SIGINT');
    const { code, stdout, stderr } = await ended;
    expect({ code, stdout, stderr }).toEqual({
      code: 130,
      stdout: '',
      stderr: '\nstopping; once more to stop at once.\ncubes: interrupted.\n',
    });
    expect(Date.now() - from).toBeLessThan(2000);
    expect(left()).toEqual([]);
    expect(readdirSync(work('tmp'))).toEqual([]);
    expect(hashOf(cubePath(dataRoot, CODE, 2023))).toBe(before);
  });

  it('that is killed is cleared away by the next', async () => {
    const { child, ended } = await startRun();
    child.kill('SIGKILL');
    await ended;
    mkdirSync(work('staging-of-the-killed', 'work', 'cubes'), { recursive: true });
    expect(left()).toContain('lock.json');
    expect(readdirSync(work('tmp'))).toHaveLength(1);
    expect(hashOf(cubePath(dataRoot, CODE, 2023))).toBe(before);

    expect((await cubesOn(dataRoot, ...RUN)).code).toBe(0);
    expect(left()).toEqual([]);
    expect(readdirSync(work('tmp'))).toEqual([]);
    expect(hashOf(cubePath(dataRoot, CODE, 2023))).not.toBe(before);
  });

  it('that has too little memory says so and how to help it', async () => {
    const { code, stdout, stderr } = await cubesOn(dataRoot, ...RUN, '--memory', '20MB');
    expect({ code, stdout }).toEqual({ code: 5, stdout: '' });
    expect(stderr).toMatch(
      /^cubes: Out of Memory Error: [^\n]*\n {2}help: give more with --memory, or fewer --threads, and see that --temp has room to spill\.\n$/,
    );
    expect(left()).toEqual([]);
  });
});

it('the work folder is private, also where it was open before, and no wider folder is touched', async () => {
  const root = await delivered();
  mkdirSync(join(root, 'work'), { mode: 0o755 });
  const mode = (path: string) => statSync(path).mode & 0o777;
  const rootMode = mode(root);
  expect((await cubesOn(root, 'run', CODE, '--years', '2023')).code).toBe(0);
  expect(mode(join(root, 'work'))).toBe(0o700);
  expect(mode(root)).toBe(rootMode);
});
