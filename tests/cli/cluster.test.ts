/** What `--engine spark` asks for, and what it refuses before anything is started. */
import { describe, expect, it } from 'vitest';
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
