/**
 * `cubes export` as a process: what it says, what it refuses, and that a failure leaves nothing
 * behind.
 */
import { execFile, spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { cubes, MAIN, type Outcome, start } from '../cli/command.ts';
import { hashesBelow } from '../release/computed.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { released } from './exported.ts';

const SHARE = 'cube_013_021';
const COUNT = 'stat_020_033';
const shell = promisify(execFile);

let dataRoot: string;
beforeAll(async () => {
  dataRoot = await released([SHARE, COUNT], [2023]);
});

const exporting = (...args: string[]): Promise<Outcome> => cubes(['--data', dataRoot, 'export', ...args]);

it('a damaged release is reported with its files, and 4', async () => {
  const copy = makeDataRoot();
  cpSync(dataRoot, copy, { recursive: true, verbatimSymlinks: true });
  const folder = join(copy, 'releases', 'current', 'cubes', SHARE, 'year=2023');
  chmodSync(folder, 0o755);
  rmSync(join(folder, `${SHARE}.parquet`));
  const { code, stdout, stderr } = await cubes(['--data', copy, 'export', COUNT, '--format', 'csv', '--out', '-']);
  expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
  expect(stderr).toMatch(
    /^cubes: the release 2026Q4 is broken:\n {2}cubes\/cube_013_021\/.*\.parquet is missing\.\n {2}help: /,
  );
});

describe('cubes export', () => {
  it('says what it wrote, by indicator', async () => {
    const out = join(makeDataRoot(), 'out');
    const { code, stdout, stderr } = await exporting('--format', 'csv', '--out', out);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`${SHARE} +2023 +6,842 `));
    expect(stdout).toContain('4 files of 2026Q4 as csv');
    expect(readdirSync(out).length).toBe(4);
  });

  it('writes one indicator to stdout, and a closed pipe is not a failure', async () => {
    const whole = await exporting(COUNT, '--format', 'csv', '--out', '-');
    expect(whole.stdout.split('\r\n')[0]).toMatch(/^time_period,area_level,/);
    expect(whole.stdout.split('\r\n').length).toBe(59);
    const command = `'${process.execPath}' '${MAIN}' --data '${dataRoot}' export ${SHARE} --format json-stat --out - | head -c 12; echo " \${PIPESTATUS[0]}"`;
    const { stdout, stderr } = await shell('bash', ['-c', command]);
    expect({ stdout, stderr }).toEqual({ stdout: '{"version":" 0\n', stderr: '' });
  });

  it('skips what is met through a glob and has no such level, and says so', async () => {
    const { code, stdout, stderr } = await exporting(
      '*_0*',
      '--level',
      'municipality',
      '--format',
      'parquet',
      '--out',
      join(makeDataRoot(), 'out'),
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: `skipped: ${COUNT} has no level municipality\n` });
    expect(stdout).toContain('1 file of 2026Q4');
  });
});

describe('what cannot be exported is refused with 2 and a way out', () => {
  const out = ['--out', join(makeDataRoot(), 'out')];
  it.each([
    [
      'an unknown code',
      ['cube_013_012', '--format', 'csv', ...out],
      '`cube_013_012` is not an indicator of 2026Q4.\n  help: did you mean `cube_013_021`?',
    ],
    ['a glob of nothing', ['cube_9*', '--format', 'csv', ...out], 'no indicator of 2026Q4 matches `cube_9*`.'],
    [
      'a year that is not there',
      [SHARE, '--years', '2022..2023', '--format', 'csv', ...out],
      `${SHARE} has no year 2022 in 2026Q4.\n  help: there are the years 2023`,
    ],
    [
      'a level that the indicator does not have',
      [SHARE, '--level', 'sector', '--format', 'csv', ...out],
      `${SHARE} has no level sector`,
    ],
    ['an unknown level', [SHARE, '--level', 'municipalty', '--format', 'csv', ...out], 'did you mean `municipality`?'],
    ['a selection of nothing', ['--years', '1999', '--format', 'csv', ...out], 'nothing of 2026Q4 is selected'],
    [
      'an unknown format',
      ['--format', 'json-stats', ...out],
      'there is no format `json-stats`.\n  help: did you mean `json-stat`?',
    ],
    [
      'an unknown language',
      ['--format', 'csv', '--lang', 'es', ...out],
      'there are no names in `es`.\n  help: one of: fr, nl, en, de.',
    ],
    ['an unknown release', ['--format', 'csv', '--release', '2026Q3', ...out], 'there is no release `2026Q3`'],
    [
      'folders in a format that has none',
      ['--format', 'csv', '--partition', ...out],
      '--partition needs parquet, not csv.',
    ],
    ['a catalogue without its address', ['--format', 'dcat', ...out], '--base-url https://'],
    [
      'a catalogue of an address that is none',
      ['--format', 'dcat', '--base-url', 'here', ...out],
      'here/ is not an address.',
    ],
    [
      'a catalogue of some years',
      ['--format', 'dcat', '--base-url', 'https://example.org/', '--years', '2023', ...out],
      'leave out --years and --level.',
    ],
    ['several files in one stream', ['--format', 'csv', '--out', '-'], '2 files cannot be written to stdout.'],
  ])('%s', async (_, args, said) => {
    const { code, stdout, stderr } = await exporting(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(said);
    expect(existsSync(out[1] ?? '')).toBe(false);
  });

  it('a file in the place of the folder', async () => {
    const file = join(makeDataRoot(), 'file');
    writeFileSync(file, '');
    const { code, stderr } = await exporting('--format', 'csv', '--out', file);
    expect(code).toBe(2);
    expect(stderr).toContain('is not a folder');
  });
});

describe('what is there already', () => {
  it('is kept, unless --force replaces it, and nothing else is touched', async () => {
    const out = makeDataRoot();
    writeFileSync(join(out, `${COUNT}.csv`), 'mine');
    writeFileSync(join(out, 'notes.txt'), 'mine too');
    const refused = await exporting(COUNT, '--format', 'csv', '--out', out);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain(
      `${COUNT}.csv is in ${out} already.\n  help: name another folder with --out, or replace what is there with --force.`,
    );
    expect(readFileSync(join(out, `${COUNT}.csv`), 'utf8')).toBe('mine');
    expect((await exporting(COUNT, '--format', 'csv', '--out', out, '--force')).code).toBe(0);
    expect(readFileSync(join(out, `${COUNT}.csv`), 'utf8')).toMatch(/^time_period/);
    expect(readdirSync(out).sort()).toEqual(['notes.txt', `${COUNT}.csv`, `${COUNT}.csv-metadata.json`]);
  });

  it('is replaced as a folder where an export has made it, and never where it holds anything else', async () => {
    const out = makeDataRoot();
    const partition = ['--format', 'parquet', '--partition', '--out', out];
    expect((await exporting(COUNT, ...partition)).code).toBe(0);
    expect((await exporting(COUNT, ...partition, '--level', 'region', '--force')).code).toBe(0);
    expect(readdirSync(join(out, COUNT, 'time_period=2023'))).toEqual(['area_level=region']);
    mkdirSync(join(out, SHARE));
    writeFileSync(join(out, SHARE, 'thesis.docx'), 'mine');
    const refused = await exporting(SHARE, ...partition, '--force');
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('holds files that no export has made');
    expect(readdirSync(join(out, SHARE))).toEqual(['thesis.docx']);
  });
});

it('Ctrl-C ends it with 130 and leaves nothing behind', async () => {
  const interrupt = async () => {
    const parent = makeDataRoot();
    const out = join(parent, 'out');
    const { child, ended } = start(['--data', dataRoot, 'export', '--format', 'data-package', '--out', out]);
    // It has begun when its folder is there.
    while (!existsSync(out) && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill('SIGINT');
    return { parent, ...(await ended) };
  };
  let found = await interrupt();
  // On a busy machine it may be done before it is interrupted.
  for (let again = 0; again < 20 && found.code !== 130; again += 1) found = await interrupt();
  expect(found).toMatchObject({ code: 130, stderr: expect.stringContaining('cubes: interrupted.') });
  expect(readdirSync(found.parent)).toEqual([]);
});

it.each([
  ['parquet'],
  ['parquet', '--partition'],
  ['csv'],
  ['json-stat'],
  ['sdmx-csv'],
  ['data-package'],
  ['dcat', '--base-url', 'https://example.org/'],
])('the same release gives the same bytes: %s %s', async (...format) => {
  const folders = [makeDataRoot(), makeDataRoot()];
  for (const [i, out] of folders.entries())
    expect((await exporting('--format', ...format, '--out', out, '--threads', String(i + 1))).code).toBe(0);
  const [one = '', other = ''] = folders;
  expect(Object.keys(hashesBelow(one)).length).toBeGreaterThan(0);
  expect(hashesBelow(other)).toEqual(hashesBelow(one));
});

it.each(['parquet', 'csv', 'xlsx', 'json-stat', 'sdmx-csv', 'data-package'])(
  'a disk that is full leaves nothing of %s behind',
  async (format) => {
    const parent = makeDataRoot();
    // The signal would end the process; ignored, every write beyond the limit fails as on a full
    // disk.
    const script = `trap '' XFSZ; ulimit -f 4; exec "$0" "$@"`;
    const args = [MAIN, '--data', dataRoot, 'export', SHARE, '--format', format, '--out', join(parent, 'a', 'b')];
    const child = spawn('bash', ['-c', script, process.execPath, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect({ code, stderr }).toEqual({ code: 5, stderr: expect.stringContaining('help: ') });
    expect(readdirSync(parent)).toEqual([]);
  },
);
