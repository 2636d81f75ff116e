/** What `--engine spark` asks for, and what it refuses before anything is started. */
import { describe, expect, it } from 'vitest';
import { catalogueWith } from '../input/catalogue-with.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { cubes } from './command.ts';

const run = (...options: readonly string[]) => cubes(['--data', makeDataRoot(), 'run', '--years', '2023', ...options]);

describe('--engine spark', () => {
  it.each([
    [['--master', 'yarn'], '--master needs --engine spark.'],
    [['--spark-conf', 'spark.executor.memory=8g'], '--spark-conf needs --engine spark.'],
    [['--engine', 'spark'], '--engine spark needs a master.'],
    [['--engine', 'spark', '--master', 'yarn'], '--master yarn needs a staging folder.'],
    [
      ['--engine', 'spark', '--master', 'local[1]', '--spark-conf', 'memory'],
      '--spark-conf memory is no setting of Spark.',
    ],
    [
      ['--engine', 'spark', '--master', 'local[1]', '--spark-conf', 'spark.sql.session.timeZone=CET'],
      '--spark-conf spark.sql.session.timeZone cannot be chosen.',
    ],
  ])('%j is refused', async (options, message) => {
    const { code, stderr } = await run(...options);
    expect(stderr).toContain(`cubes: ${message}\n  help: `);
    expect(code).toBe(2);
  });

  it('names the stage that submits in a dry run', async () => {
    const { stdout } = await run('--engine', 'spark', '--dry-run');
    expect(stdout).toContain('submit');
    expect((await run('--dry-run')).stdout).not.toContain('submit');
  });

  it('has the constructs of the catalogue checked', async () => {
    const { code, stdout } = await cubes(['check', '--engine', 'spark']);
    expect(stdout).toContain('no problems');
    expect(code).toBe(0);
  });

  it('shows where a plan is cut', async () => {
    const { code, stdout } = await cubes([
      '--data',
      makeDataRoot(),
      'plan',
      '--years',
      '2023',
      '--engine',
      'spark',
      'stat_003_007',
    ]);
    expect(stdout).toContain('2023 with --engine spark');
    expect(stdout).toMatch(/on Spark +\d+ +everything that depends on a source/);
    expect(stdout).toMatch(/tally_beneficiary_sector/);
    expect(code).toBe(0);
  });
});

describe('a source that is delivered at a URI', () => {
  const uri = 's3a://bucket/claims/health_care/year={year}/*.parquet';
  const catalogue = catalogueWith([['claims/health_care/year={year}/*.parquet', uri]]);
  const at = (...args: readonly string[]) => cubes(['--catalogue', catalogue, '--data', makeDataRoot(), ...args]);

  it.each([
    ['run', 'stat_003_007', '--years', '2023'],
    ['plan', 'stat_003_007', '--years', '2023'],
    ['validate', '--years', '2023'],
    ['draft-test', 'stat_003_007', '--year', '2023'],
  ])('is refused by %s, which says how it is read', async (...args) => {
    const { code, stderr } = await at(...args);
    expect(stderr).toContain(
      `cubes: health_care is delivered at ${uri}, which a cluster alone reads.\n  help: run this command with --engine spark where it has that option`,
    );
    expect(code).toBe(2);
  });

  it('is named by check, and by a plan as SQL', async () => {
    const { code, stdout } = await at('check', '--engine', 'spark');
    expect(stdout).toContain(`note: health_care is delivered at ${uri}: a cluster alone reads it.\n`);
    expect(code).toBe(0);
    const sql = await at('plan', 'stat_003_007', '--years', '2023', '--sql');
    expect(sql.stdout).toContain(uri.replace('{year}', '2023'));
  });

  it('has no input for a refresh without a cluster', async () => {
    const { code, stderr } = await at('refresh', '2026Q4', '--only', 'cube_013_001');
    expect(stderr).toContain('which a cluster alone reads (--engine spark)');
    expect(code).toBe(4);
  });

  it('is in no year that could be guessed', async () => {
    const { code, stderr } = await at('run', 'stat_003_007');
    expect(stderr).toContain('name the years with --years');
    expect(code).toBe(2);
  });
});
