/** `cubes sql`, as a process: what it writes where, and how it ends. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { cubes, MAIN, type Outcome, start } from '../cli/command.ts';
import { copyOf } from '../release/computed.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { query, readParquet } from '../support/read-cube.ts';
import { type Released, release } from './released.ts';

let released: Released;
let temp: string;
let files: string;
beforeAll(async () => {
  released = await release();
  temp = makeDataRoot();
  files = makeDataRoot();
});

const on = (dataRoot: string, ...args: string[]): Promise<Outcome> =>
  cubes(['--catalogue', released.file, '--data', dataRoot, 'sql', ...args], { env: { TMPDIR: temp } });
const ask = (...args: string[]) => on(released.dataRoot, ...args);

const COUNTRY =
  "SELECT time_period, obs_status FROM total WHERE code = 'cube_013_001' AND ref_area = '01000' ORDER BY 1";

describe('a statement', () => {
  it('gives a table, or another format', async () => {
    expect(await ask(COUNTRY)).toEqual({
      code: 0,
      stdout: 'time_period  obs_status\n       2021  A\n       2022  A\n       2023  A\n',
      stderr: '',
    });
    expect((await ask(COUNTRY, '--format', 'csv')).stdout).toBe(
      'time_period,obs_status\r\n2021,A\r\n2022,A\r\n2023,A\r\n',
    );
    const json = [2021, 2022, 2023].map((time_period) => ({ time_period, obs_status: 'A' }));
    expect(JSON.parse((await ask(COUNTRY, '--format', 'json')).stdout)).toEqual(json);
    expect(JSON.parse((await ask(COUNTRY, '--json')).stdout)).toEqual({
      schema: 'atlas-cubes/sql/2',
      columns: [
        { name: 'time_period', type: 'INTEGER' },
        { name: 'obs_status', type: 'VARCHAR' },
      ],
      rows: json,
    });
    expect((await ask(COUNTRY, '--format', 'markdown')).stdout).toContain('| 2021 | A |\n');
  });

  it('comes from a file or from stdin, too, with parameters', async () => {
    const file = join(files, 'mine.sql');
    writeFileSync(file, '-- Mine.\nSELECT $a AS a, $year::INTEGER + 1 AS next;\n');
    const wanted = [{ a: 'x', next: 2024 }];
    expect(JSON.parse((await ask('-f', file, '--format', 'json', '--param', 'a=x', '-p', 'year=2023')).stdout)).toEqual(
      wanted,
    );
    const args = [MAIN, '--data', released.dataRoot, 'sql', '--format', 'json', '-p', 'a=x', '-p', 'year=2023'];
    const { stdout, status } = spawnSync(process.execPath, args, { input: readFileSync(file), encoding: 'utf8' });
    expect({ status, rows: JSON.parse(stdout) }).toEqual({ status: 0, rows: wanted });
  });

  it('may be followed by others in a table, and only there', async () => {
    expect((await ask('SELECT 1 AS a; SELECT 2 AS b;')).stdout).toBe('a\n1\nb\n2\n');
    expect(await ask('SELECT 1; SELECT 2', '--format', 'csv')).toMatchObject({ code: 2, stdout: '' });
  });

  it('shows the first rows of many, and says so', async () => {
    const { stdout, stderr } = await ask('FROM range(3000)', '--rows', '2');
    expect(stdout).toBe('range\n    0\n    1\n');
    expect(stderr).toBe('note: the first 2 rows; --rows N or --format csv gives more.\n');
    expect((await ask('FROM range(3000)', '--format', 'csv')).stdout.split('\r\n')).toHaveLength(3002);
  });

  it('reads the release that is named', async () => {
    expect(await ask('SELECT 1', '--release', '2025Q4')).toMatchObject({ code: 0 });
    expect(await ask('SELECT 1', '--release', '2025Q3')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('did you mean `2025Q4`?'),
    });
    expect(await on(makeDataRoot(), 'SELECT 1')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('nothing was released here yet.'),
    });
  });

  it('works below a folder whose name the engine would read as a pattern', async () => {
    const dataRoot = copyOf(released.dataRoot);
    const odd = join(makeDataRoot(), "it's [a] data root?");
    mkdirSync(odd);
    for (const name of ['claims', 'work', 'releases']) renameSync(join(dataRoot, name), join(odd, name));
    const counted = 'SELECT (SELECT COUNT(*) > 0 FROM cube_013_001) AS a';
    expect((await on(odd, counted, '--format', 'csv')).stdout).toBe('a\r\ntrue\r\n');
    const both = 'SELECT (SELECT COUNT(*) > 0 FROM work.cube_013_001) AND (SELECT COUNT(*) > 0 FROM population) AS a';
    expect((await on(odd, both, '--work', '--format', 'csv')).stdout).toBe('a\r\ntrue\r\n');
  });
});

describe('a file', () => {
  it('is written as it would be shown, or as Parquet with types', async () => {
    const csv = join(files, 'a.csv');
    expect(await ask(COUNTRY, '--format', 'csv', '-o', csv)).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(parse(readFileSync(csv))).toHaveLength(4);
    const parquet = join(files, 'a.parquet');
    expect(await ask('FROM cube_013_001 ORDER BY ALL', '--format', 'parquet', '-o', parquet)).toMatchObject({
      code: 0,
    });
    await query(`ATTACH '${released.atlas}' AS released_atlas (READ_ONLY)`);
    expect(await readParquet(parquet)).toEqual(await query('FROM released_atlas.cube_013_001 ORDER BY ALL'));
    const types = await query(
      `SELECT column_type FROM (DESCRIBE FROM '${parquet}') WHERE column_name IN ('time_period', 'numerator', 'obs_value')`,
    );
    expect(types.map(({ column_type }) => column_type)).toEqual(['INTEGER', 'BIGINT', 'DOUBLE']);
  });

  it('that exists is replaced only with --force', async () => {
    const file = join(files, 'there.csv');
    writeFileSync(file, 'mine');
    expect(await ask('SELECT 1', '--format', 'csv', '-o', file)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('is there already.\n  help: name another file, or replace it with --force.'),
    });
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect(await ask('SELECT 1 AS a', '--format', 'csv', '-o', file, '--force')).toMatchObject({ code: 0 });
    expect(readFileSync(file, 'utf8')).toBe('a\r\n1\r\n');
  });

  it('is there whole or not at all', async () => {
    const before = readdirSync(files);
    const failing = "SELECT CASE WHEN range = 250000 THEN error('no') ELSE 1 END AS a FROM range(300000)";
    for (const format of ['csv', 'parquet'])
      expect(await ask(failing, '--format', format, '-o', join(files, `half.${format}`))).toMatchObject({ code: 5 });
    expect(readdirSync(files)).toEqual(before);
  });

  it('that the disk has no room for is reported, and not left incomplete', () => {
    const script = `ulimit -f 64; exec "$@"`;
    const args = [
      process.execPath,
      MAIN,
      '--data',
      released.dataRoot,
      'sql',
      'SELECT range AS a, repeat(range::VARCHAR, 9) AS b FROM range(100000)',
    ];
    const { status, stderr } = spawnSync(
      'bash',
      ['-c', script, 'bash', ...args, '--format', 'csv', '-o', join(files, 'big.csv')],
      { encoding: 'utf8' },
    );
    expect(stderr).toContain('EFBIG');
    expect(status).toBe(5);
    expect(readdirSync(files).filter((name) => name.startsWith('big'))).toEqual([]);
  });
});

describe('bad use', () => {
  it.each([
    [['FROM cube_013_01'], 'did you mean `cube_013_001`?'],
    [['DROP TABLE indicator'], 'only statements that read are run here'],
    [['SELECT $year'], 'give it with `--param year=…`'],
    [['SELECT 1', '--param', 'year'], 'write year=2023.'],
    [['SELECT 1', '--param', 'year=2023'], 'write it as `$name` in the statement.'],
    [['SELECT 1', '--format', 'excel'], 'there are: table, csv, json, markdown, parquet.'],
    [['SELECT 1', '--format', 'parquet'], 'name the file with `--out FILE`.'],
    [['SELECT 1', '-o', '/nowhere/at/all.csv'], 'there is no folder /nowhere/at.'],
    [['SELECT 1', '--question', 'trend_by_region'], 'use one of them.'],
    [['--question', 'trend_by_regoin'], 'did you mean `trend_by_region`?'],
    [['-f', 'nowhere.sql'], 'nowhere.sql cannot be read (ENOENT).'],
    [['  -- nothing'], 'there is no statement.'],
    [['--question', 'codes_behind_volume'], 'run it with `--work`.'],
    [["FROM '/etc/hostname.csv'"], 'allow it to read files with `--allow-files`.'],
  ])('is reported with a way out: %j', async (args, said) => {
    const { code, stdout, stderr } = await ask(...args);
    expect(stderr).toContain(said);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).not.toContain('bug');
  });

  it('ends quietly where nobody reads on, and leaves nothing behind', () => {
    const script = '"$@" | head -1; echo "$PIPESTATUS"';
    const args = [process.execPath, MAIN, '--data', released.dataRoot, 'sql', 'FROM range(3000000)', '--format', 'csv'];
    const { stdout, stderr } = spawnSync('bash', ['-c', script, 'bash', ...args], {
      encoding: 'utf8',
      env: { ...process.env, TMPDIR: temp },
    });
    expect(stdout).toBe('range\r\n0\n');
    expect(stderr).toBe('');
    expect(readdirSync(temp).filter((name) => name.startsWith('cubes-read-'))).toEqual([]);
  });

  it('is stopped by Ctrl-C', async () => {
    const { child, ended } = start([
      '--catalogue',
      released.file,
      '--data',
      released.dataRoot,
      'sql',
      '--work',
      'SELECT SUM(a.range * b.range) FROM range(1000000) AS a, range(1000000) AS b',
    ]);
    // It has said so once it can be stopped; the statement runs soon after that.
    child.stderr?.once('data', () => setTimeout(() => child.kill('SIGINT'), 1000));
    expect(await ended).toMatchObject({ code: 130, stdout: '' });
  });
});

describe('questions', () => {
  it('are listed', async () => {
    const { stdout } = await ask('--list');
    expect(stdout).toContain(
      'trend_by_region\n  How has an indicator gone in the country and its regions, year by year?\n',
    );
    const { schema, questions } = JSON.parse((await ask('--list', '--json')).stdout);
    expect(schema).toBe('atlas-cubes/sql-list/2');
    expect(questions).toHaveLength(10);
    expect(questions[0]).toMatchObject({
      name: 'age_profile',
      needs_work: false,
      parameters: [{ name: 'indicator', type: 'VARCHAR' }, {}, {}],
    });
  });

  it('are asked by name', async () => {
    const one = await ask('--question', 'trend_by_region', '-p', 'indicator=stat_003_007', '--format', 'csv');
    expect(parse(one.stdout, { columns: true })).toHaveLength(12);
    expect(await ask('-f', 'trend_by_region', '-p', 'indicator=stat_003_007', '--format', 'csv')).toEqual(one);
  });
});

describe('--work', () => {
  it('shows what is unprotected, after a notice', async () => {
    const { code, stdout, stderr } = await ask(
      '--work',
      '--format',
      'csv',
      'SELECT DISTINCT conf_status FROM work.cube_013_001',
    );
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'conf_status\r\nN\r\n' });
    expect(stderr).toContain('note: the schema work holds unprotected figures');
  });

  it('does without a release', async () => {
    const { dataRoot } = released;
    const bare = makeDataRoot();
    mkdirSync(join(bare, 'claims'));
    const answer = await on(bare, '--work', '--format', 'csv', 'SELECT COUNT(*) > 0 AS a FROM code_list');
    expect(answer).toMatchObject({ code: 0, stdout: 'a\r\ntrue\r\n' });
    expect(existsSync(join(dataRoot, 'releases', 'current'))).toBe(true);
  });
});

describe('a suppressed cell', () => {
  it.each(['table', 'csv', 'json', 'markdown'])('has no figure in %s', async (format) => {
    const figures = 'numerator, denominator, obs_value, ci_lower, ci_upper, std_value, std_ci_lower, std_ci_upper';
    const { stdout } = await ask(
      '--format',
      format,
      `SELECT ${figures}, obs_status FROM stat_003_007 WHERE obs_status = 'Q'`,
    );
    expect(stdout).toContain('Q');
    expect(stdout).not.toMatch(/\d/);
  });
});
