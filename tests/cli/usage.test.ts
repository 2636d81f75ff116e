/** The command line itself: help, mistakes, and what goes to which stream. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { delivered } from '../input/deliver.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { cubesOn, MAIN, spawned } from './command.ts';

const shell = promisify(execFile);
const COMMANDS = ['check', 'list', 'synth', 'ingest', 'plan', 'run', 'demo', 'site', 'schema'];

it.each(COMMANDS)('%s has help on stdout', async (command) => {
  const { code, stdout, stderr } = await spawned([command, '--help']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(new RegExp(`^Usage: cubes ${command}`));
  expect(stdout).toContain('--data <dir>');
});

it('help of the program names every command', async () => {
  const { stdout } = await spawned(['--help']);
  for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
});

describe('a mistake on the command line ends with 2', () => {
  it.each([
    [['rnu'], "error: unknown command 'rnu'\n(Did you mean run?)\n"],
    [['run', '--years', '2023', '--thread', '2'], "error: unknown option '--thread'\n(Did you mean --threads?)\n"],
    [['run', '--yeers', '2023'], "error: unknown option '--yeers'\n(Did you mean --years?)\n"],
    [
      ['run', '--years', '2023', '--threads', '0'],
      "error: option '--threads <n>' argument '0' is invalid. it must be a whole number of at least 1.\n",
    ],
    [
      ['run', '--years', '2023', '--threads', '5000000000'],
      "error: option '--threads <n>' argument '5000000000' is invalid. it must be at most 1024.\n",
    ],
    [
      ['run', '--years', '2023', '--memory', 'lots'],
      "error: option '--memory <size>' argument 'lots' is invalid. write a size such as 512MB or 4GB.\n",
    ],
    [
      ['run', '--years', '2023', '--memory', '0MB'],
      "error: option '--memory <size>' argument '0MB' is invalid. write a size such as 512MB or 4GB.\n",
    ],
    [['--data', '', 'run', '--years', '2023'], 'cubes: --data names no folder.\n'],
  ])('%j', async (args, said) => {
    const { code, stdout, stderr } = await spawned(args);
    expect({ code, stdout, stderr: stderr.replace('(try `cubes --help`)\n', '') }).toEqual({
      code: 2,
      stdout: '',
      stderr: said,
    });
  });
});

it('a catalogue that is not there ends with 3', async () => {
  const { code, stderr } = await spawned(['--catalogue', '/nowhere/indicators.yaml', 'list']);
  expect({ code, stderr }).toEqual({
    code: 3,
    stderr:
      '/nowhere/indicators.yaml:1:1 error[catalogue-missing] there is no catalogue at /nowhere/indicators.yaml.\n' +
      '  help: name another with --catalogue FILE.\n\ncubes: the catalogue has 1 problem.\n',
  });
});

describe('the data root', () => {
  it('may be named by CUBES_DATA, and nothing is said in a pipe when all is well', async () => {
    const dataRoot = await delivered();
    const { code, stdout, stderr } = await spawned(['run', 'cube_013_001', '--years', '2023', '--json'], {
      env: { CUBES_DATA: dataRoot },
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ version: 1, cubes: [{ code: 'cube_013_001', year: 2023 }] });
  });

  it('that is a file is a usage error', async () => {
    const file = join(makeDataRoot(), 'file');
    writeFileSync(file, '');
    expect(await cubesOn(file, 'run', '--years', '2023')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'cubes: the data root DATA is not a folder.\n  help: name a folder with --data or CUBES_DATA.\n',
    });
  });

  it('is looked through for the years to name, where none are', async () => {
    expect(await cubesOn(await delivered(), 'run')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'cubes: no years are named.\n  help: there is input for 2023; name years with --years A..B.\n',
    });
  });

  it('that is not there is no input, and is not made', async () => {
    const dataRoot = join(makeDataRoot(), 'mistyped');
    expect(await cubesOn(dataRoot, 'run', '--years', '2023')).toEqual({
      code: 4,
      stdout: '',
      stderr:
        'cubes: there is no folder DATA, so there is no input.\n  help: name another folder with --data or CUBES_DATA.\n',
    });
    expect(existsSync(dataRoot)).toBe(false);
  });
});

describe('an error of the file system is no bug', () => {
  it('a file where the work folder belongs', async () => {
    const dataRoot = await delivered();
    writeFileSync(join(dataRoot, 'work'), '');
    expect(await cubesOn(dataRoot, 'run', '--years', '2023')).toEqual({
      code: 5,
      stdout: '',
      stderr:
        'cubes: DATA/work: file already exists (EEXIST).\n' +
        '  help: see that every part of the path is a folder, or name another with --data or --temp.\n',
    });
  });

  it('a file where the engine should spill', async () => {
    const dataRoot = await delivered();
    const temp = join(dataRoot, 'temp');
    writeFileSync(temp, '');
    const { code, stderr } = await cubesOn(dataRoot, 'run', '--years', '2023', '--temp', temp);
    expect(code).toBe(5);
    expect(stderr).toMatch(/^cubes: DATA\/temp.*: not a directory \(ENOTDIR\)\.\n {2}help: see that every part/);
    expect(existsSync(join(dataRoot, 'work', 'lock.json'))).toBe(false);
  });

  it('a data root that nobody may write to', async () => {
    // The root user may write anywhere but there.
    const dataRoot = process.getuid?.() === 0 ? '/sys' : await readOnly();
    const { code, stderr } = await cubesOn(dataRoot, 'run', '--years', '2023');
    expect(code).toBe(5);
    expect(stderr).toMatch(
      /^cubes: DATA\/work: (operation not permitted|permission denied|read-only file system) \(E(PERM|ACCES|ROFS)\)\.\n {2}help: request access/,
    );
  });

  it.runIf(existsSync('/proc/self'))('a folder that no system can make, at once', async () => {
    const dataRoot = makeDataRoot();
    for (const args of [
      ['run', '--years', '2023', '--temp', '/proc/x'],
      ['export', 'cube_013_001', '--format', 'csv', '--out', '/proc/x/y'],
    ])
      expect(await cubesOn(dataRoot, ...args)).toEqual({
        code: 5,
        stdout: '',
        stderr: `cubes: no folder can be made in /proc.\n  help: name another folder with ${args.at(-2)}.\n`,
      });
  });

  it.runIf(existsSync('/dev/full'))('a full disk under stdout', async () => {
    const failed = await shell('bash', ['-c', `'${process.execPath}' '${MAIN}' list > /dev/full`]).catch(
      (error) => error,
    );
    expect({ code: failed.code, stderr: failed.stderr }).toEqual({
      code: 5,
      stderr:
        'cubes: no space left on device (ENOSPC).\n  help: make room, or name another folder with --data or --temp.\n',
    });
  });
});

it('a closed pipe is not a failure', async () => {
  const { stdout, stderr } = await shell('bash', [
    '-c',
    `'${process.execPath}' '${MAIN}' schema | head -c 1; echo " \${PIPESTATUS[0]}"`,
  ]);
  expect({ stdout, stderr }).toEqual({ stdout: '{ 0\n', stderr: '' });
});

async function readOnly(): Promise<string> {
  const dataRoot = makeDataRoot();
  mkdirSync(join(dataRoot, 'closed'), { mode: 0o500 });
  return join(dataRoot, 'closed');
}
