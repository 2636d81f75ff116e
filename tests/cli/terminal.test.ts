/**
 * What a terminal has a say in: its width, its language, a pager; and what a pipe shows of a long
 * run.
 */
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { delivered } from '../input/deliver.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { REPOSITORY } from '../support/shipped-catalogue.ts';
import { cubes, MAIN, spawned } from './command.ts';

const shell = promisify(execFile);
const help = execFileSync(process.execPath, [MAIN, '--help'], { encoding: 'utf8' });
const COMMANDS = [...help.matchAll(/^ {2}([a-z][a-z-]*) /gm)].map(([, name = '']) => name);

describe.each([40, 80])('in %i columns', (columns) => {
  const env = { COLUMNS: String(columns), CUBES_DATA: makeDataRoot() };
  const tooLong = (text: string) => text.split('\n').filter((line) => [...line].length > columns);

  it.each([[['list']], [['list', '--lang', 'fr']], [['status']], [['show', 'cube_013_021']], [['sql', '--list']]])(
    'no line of %j is longer',
    async (args) => {
      const { code, stdout } = await cubes(args, { env });
      expect(code).toBe(0);
      expect(stdout).not.toBe('');
      expect(tooLong(stdout)).toEqual([]);
    },
  );

  it.each([[[]], ...COMMANDS.map((name) => [[name]])])('no line of help for %j is longer', async (args) => {
    const { stdout } = await cubes([...args, '--help'], { env });
    expect(stdout).toContain('Usage: cubes');
    expect(tooLong(stdout)).toEqual([]);
  });
});

describe('the language of titles', () => {
  const titleOf = async (env: Record<string, string>, ...args: readonly string[]) => {
    const { stdout } = await cubes(['list', ...args], { env: { LC_ALL: '', LC_MESSAGES: '', LANG: '', ...env } });
    return /Medical imaging|Imagerie médicale|Medische beeldvorming/.exec(stdout)?.[0];
  };

  it('is that of --lang, else that of LC_ALL or LANG, else English', async () => {
    expect(await titleOf({ LANG: 'nl_BE.UTF-8' })).toBe('Medische beeldvorming');
    expect(await titleOf({ LANG: 'nl_BE.UTF-8', LC_ALL: 'fr_BE.UTF-8' })).toBe('Imagerie médicale');
    expect(await titleOf({ LANG: 'nl_BE.UTF-8' }, '--lang', 'fr')).toBe('Imagerie médicale');
    expect(await titleOf({ LANG: 'C.UTF-8' })).toBe('Medical imaging');
    expect(await titleOf({ LANG: 'pl_PL.UTF-8' })).toBe('Medical imaging');
  });

  it('does not change what machines read', async () => {
    expect(await titleOf({ LANG: 'nl_BE.UTF-8' }, '--json')).toBe('Medical imaging');
  });
});

it('CUBES_CATALOGUE names the catalogue, and --catalogue wins', async () => {
  const env = { CUBES_CATALOGUE: '/nowhere/of-the-environment.yaml' };
  expect(await spawned(['check'], { env })).toMatchObject({ code: 3, stderr: expect.stringContaining('of-the-env') });
  const option = ['--catalogue', join(REPOSITORY, 'indicators.yaml')];
  expect((await spawned([...option, 'check'], { env })).code).toBe(0);
});

describe('on a terminal', () => {
  /** Runs in a terminal of so many rows; the pager marks what it is given. */
  const onTerminal = (rows: number, command: string) =>
    execFileSync('script', ['-qec', `stty rows ${rows} cols 80; ${command}`, '/dev/null'], {
      encoding: 'utf8',
      env: { ...process.env, COLUMNS: '', PAGER: "sed 's/^/paged: /'" },
    });

  it('what is longer goes through the pager, and what fits does not', () => {
    const show = `${process.execPath} ${MAIN} show cube_013_021`;
    expect(onTerminal(10, show)).toMatch(/^paged: /m);
    expect(onTerminal(500, show)).not.toContain('paged: ');
  });
});

describe('completion', () => {
  const candidates = async (...words: readonly string[]) => {
    const { stdout } = await spawned(['complete', '--', ...words]);
    return stdout.split('\n').map((line) => line.split('\t')[0]);
  };

  it('offers commands, options, their choices, shells and codes', async () => {
    expect(await candidates('')).toEqual(expect.arrayContaining(['list', 'refresh', 'completion']));
    expect(await candidates('')).not.toContain('complete');
    expect(await candidates('run', '--')).toEqual(expect.arrayContaining(['--years', '--memory']));
    expect(await candidates('--log', '')).toEqual(expect.arrayContaining(['text', 'json']));
    expect(await candidates('completion', '')).toEqual(expect.arrayContaining(['bash', 'zsh', 'fish']));
    expect(await candidates('show', 'cube_013_02')).toContain('cube_013_021');
  });

  it.each(['bash', 'zsh', 'fish'])('has a script for %s that asks the program', async (name) => {
    const { code, stdout } = await spawned(['completion', name]);
    expect(code).toBe(0);
    expect(stdout).toContain('cubes complete --');
  });

  it('has a script that bash reads', async () => {
    const { stdout } = await spawned(['completion', 'bash']);
    const file = join(mkdtempSync(join(tmpdir(), 'cubes-completion-')), 'cubes.bash');
    writeFileSync(file, stdout);
    await shell('bash', ['-n', file]);
  });
});

it('in a pipe a run prints a line when a stage begins and when it ends', async () => {
  const dataRoot = await delivered();
  const args = [MAIN, '--data', dataRoot, 'run', 'cube_013_001', '--years', '2023'];
  const { stderr } = await shell(process.execPath, args);
  const lines = stderr.split('\n').filter((line) => /^[a-z ]+: (begins \(|done in \d+\.\d s$)/.test(line));
  const stages = lines.map((line) => line.replace(/ \(.*$| in [\d.]+ s$/, ''));
  expect(stages.slice(0, 2)).toEqual(['inputs: begins', 'inputs: done']);
  expect(stages).toContain('compute: begins');
  expect(stages.at(-1)).toBe('put in place: done');
  expect(stages.filter((line) => line.endsWith('begins'))).toHaveLength(stages.length / 2);
});
