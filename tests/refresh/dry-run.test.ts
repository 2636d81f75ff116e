/**
 * A dry run examines the delivery that would be computed from, names what a refresh would refuse of
 * it, and writes into the work folder alone.
 */
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openWorkFolder } from '../../pipeline/store/index.ts';
import { cubesOn } from '../cli/command.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { query } from '../support/read-cube.ts';
import { hashesOf, refreshOf } from './refreshing.ts';
import { wholeCopyOf } from './scene.ts';
import { deliver, makeCatalogue, open, quickly } from './small-country.ts';

const QUARTER = '2025Q4';
const file = makeCatalogue(quickly);
let base: string;
let dataRoot: string;

beforeAll(async () => {
  base = makeDataRoot();
  for (const year of [2022, 2023]) await deliver(base, year);
  await refreshOf(open(file), base, '2024Q4');
});
beforeEach(async () => {
  dataRoot = wholeCopyOf(base);
  await deliver(dataRoot, 2024);
});

const refreshIn = (...args: string[]) =>
  cubesOn(dataRoot, '--catalogue', file, 'refresh', QUARTER, '--threads', '1', ...args);
/** Files beside the work folder, with their bytes. */
const outside = () => [hashesOf(dataRoot, 'claims', /./), hashesOf(dataRoot, 'releases', /./)];
const failedIn = (stderr: string) => stderr.split('\n').filter((line) => /^ {2}\w+, \w+ \d{4}: /.test(line));

describe('a dry run', () => {
  it('says how many checks and gates a sound delivery passes, and writes into the work folder alone', async () => {
    const before = outside();
    const { code, stdout, stderr } = await refreshIn('--dry-run');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^\d+ data checks and gates that need no new figure: \d+ pass(, \d+ warning)?\.$/m);
    expect(outside()).toEqual(before);
  });

  it('names the gates that a refresh of the same delivery fails, and accepts what it would accept', async () => {
    await deliver(dataRoot, 2023, { claims: 'm <> 3' });
    const before = outside();
    const dry = await refreshIn('--dry-run');
    expect(dry.code).toBe(4);
    expect(dry.stderr).toMatch(/^ {2}claims_by_month, health_care 2023: month 3 -100 %/m);
    expect(dry.stderr).toContain('--accept claims_by_month:health_care');
    expect(outside()).toEqual(before);
    const real = failedIn((await refreshIn()).stderr);
    expect(failedIn(dry.stderr).filter((line) => !real.includes(line))).toEqual([]);

    const accepted = await refreshIn(
      '--dry-run',
      '--accept',
      'claims_by_month',
      '--reason',
      'March is late.',
      '--json',
    );
    expect(accepted.code).toBe(0);
    const { gates, problems } = JSON.parse(accepted.stdout) as { gates: { gate: string; outcome: string }[] } & Record<
      string,
      unknown
    >;
    expect(problems).toEqual([]);
    expect(gates).toContainEqual(expect.objectContaining({ gate: 'claims_by_month', outcome: 'accepted' }));
  });

  it('names what a run would refuse of the delivery', async () => {
    const claims = join(dataRoot, 'claims/health_care/year=2024/part-0.parquet');
    const draft = join(makeDataRoot(), 'part-0.parquet');
    await query(`COPY (SELECT * EXCLUDE (SS00015) FROM '${claims}') TO '${draft}' (FORMAT parquet)`);
    renameSync(draft, claims);
    const { code, stderr } = await refreshIn('--dry-run');
    expect(code).toBe(4);
    expect(stderr).toContain('the delivery cannot be used:');
    expect(stderr).toContain('SS00015');
  });

  it('is refused while another command is at work on the same data', async () => {
    const folder = openWorkFolder(dataRoot, 'cubes run', join(dataRoot, 'work', 'tmp'));
    try {
      expect((await refreshIn('--dry-run')).code).toBe(7);
    } finally {
      folder.close();
    }
  });
});
