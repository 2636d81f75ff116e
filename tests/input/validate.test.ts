/**
 * A delivery is examined before anything is computed: what is in it, what a run and a refresh would
 * refuse; and what the findings are about is refused.
 */
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { cubesOn } from '../cli/command.ts';
import { deliver } from '../release/computed.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { query } from '../support/read-cube.ts';

let base: string;
beforeAll(async () => {
  base = makeDataRoot();
  await deliver(base, [2022, 2023], 7);
}, 120_000);

function copied(): string {
  const dataRoot = makeDataRoot();
  cpSync(join(base, 'claims'), join(dataRoot, 'claims'), { recursive: true });
  return dataRoot;
}

/** The files of a source in 2023 as one file of the rows that a query makes of them. */
async function rewrite(dataRoot: string, source: string, select: string): Promise<void> {
  const folder = join(dataRoot, 'claims', source, 'year=2023');
  const file = join(folder, 'again.parquet');
  await query(
    `COPY (${select.replace('ROWS', `read_parquet('${folder}/*.parquet', hive_partitioning = false)`)}) TO '${file}' (FORMAT parquet)`,
  );
  for (const name of readdirSync(folder)) if (name !== 'again.parquet') rmSync(join(folder, name));
}

describe('cubes validate', () => {
  it('examines a year without optional sources, its data checks included', async () => {
    const dataRoot = copied();
    for (const source of ['pharmacy', 'hospital_stay'])
      rmSync(join(dataRoot, 'claims', source), { recursive: true, force: true });
    const { code, stdout } = await cubesOn(dataRoot, 'validate', '--years', '2023', '--json');
    expect(code).toBe(0);
    const { sources, problems, gates } = JSON.parse(stdout);
    expect(sources.map(({ source }: { source: string }) => source)).toEqual([
      'health_care',
      'population',
      'practitioner',
    ]);
    expect(problems).toEqual([]);
    const names = gates.map(({ gate }: { gate: string }) => gate);
    expect(names).toContain('orphan');
    expect(names).not.toContain('delivery_of_nobody');
  });

  it('reports files, columns and counts beside the year before as JSON and as one page, and computes nothing', async () => {
    const dataRoot = copied();
    const page = join(dataRoot, 'delivery.html');
    const { code, stdout } = await cubesOn(dataRoot, 'validate', '--years', '2023', '--json', '--html', page);
    const report = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(report).toMatchObject({
      schema: 'atlas-cubes/validate/2',
      years: [{ year: 2023, synthetic: true }],
      problems: [],
    });
    const claims = report.sources.find(({ source }: { source: string }) => source === 'health_care');
    const [counted] = await query(
      `SELECT COUNT(*) AS n, COUNT(DISTINCT SS00010) AS persons FROM '${dataRoot}/claims/health_care/year=2023/*.parquet'`,
    );
    expect(claims).toMatchObject({ rows: { count: counted?.n }, persons: { count: counted?.persons } });
    const months = claims.breakdowns.find(({ by }: { by: string }) => by === 'month').members;
    expect(months.map(({ member }: { member: string }) => Number(member))).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
    ]);
    const funds = claims.breakdowns.find(({ by }: { by: string }) => by === 'sender').members;
    expect(funds.map(({ member }: { member: string }) => member)).toEqual([
      '100',
      '200',
      '300',
      '400',
      '500',
      '600',
      '900',
    ]);
    expect(report.gates.filter(({ outcome }: { outcome: string }) => outcome === 'fail')).toEqual([]);
    const html = readFileSync(page, 'utf8');
    expect(html).toContain('<svg');
    expect(html).not.toMatch(/<script|src=|href=/);
    expect(existsSync(join(dataRoot, 'work', 'cubes'))).toBe(false);
  });

  it('ends with exit code 4 where a run would refuse the delivery, after the report', async () => {
    const dataRoot = copied();
    rmSync(join(dataRoot, 'claims', 'practitioner', 'year=2023'), { recursive: true });
    const { code, stdout, stderr } = await cubesOn(dataRoot, 'validate', '--years', '2023');
    expect(code).toBe(4);
    expect(stdout).toMatch(/problems:\n {2}2023: no practitioner/);
    expect(stderr).toContain('the delivery has 1 problem.');
  });
});

describe('a delivery of the findings', () => {
  const run = (dataRoot: string, ...codes: string[]) => cubesOn(dataRoot, 'run', ...codes, '--years', '2023', '--json');

  it('is refused where sex, birth year and increased reimbursement are unusable, naming the three columns', async () => {
    const dataRoot = copied();
    await rewrite(
      dataRoot,
      'population',
      `SELECT * REPLACE (CAST(NULL AS SMALLINT) AS PP0015, CAST(CASE PP0020 WHEN 1 THEN 0 ELSE 5 END AS TINYINT) AS PP0020, CAST(NULL AS BOOLEAN) AS BIM) FROM ROWS`,
    );
    const { code, stderr } = await run(dataRoot);
    expect(code).toBe(4);
    expect(stderr).toContain('2023: population has no value at all in PP0015');
    expect(stderr).toContain(
      '2023: 100 % of the values of population in PP0020 are outside its domain (1, 2); tolerated 1 %',
    );
    expect(stderr).toContain('2023: population has no value at all in BIM');
  });

  it('is read as pandas writes it: days as timestamps, whole numbers with gaps as doubles; the cubes are the same', async () => {
    const [plain, other] = [copied(), copied()];
    await rewrite(
      other,
      'health_care',
      `SELECT * REPLACE (CAST(SS00015 AS TIMESTAMP) AS SS00015, CAST(SS00065A AS DOUBLE) AS SS00065A, CAST(SS00065B AS DOUBLE) AS SS00065B,
         CAST(SS00075 AS DOUBLE) AS SS00075, CAST(PRACTICE_ID AS DOUBLE) AS PRACTICE_ID) FROM ROWS`,
    );
    const hashes = async (dataRoot: string) => {
      const { stdout } = await run(dataRoot, 'cube_013_004', 'stat_003_007', 'stat_020_033');
      return JSON.parse(stdout).cubes.map(({ code, sha256 }: { code: string; sha256: string }) => [code, sha256]);
    };
    expect(await hashes(other)).toEqual(await hashes(plain));
  });

  it('fails its gates where all claims of one person in seven are missing, with one command line that accepts them', async () => {
    const dataRoot = copied();
    await rewrite(dataRoot, 'health_care', 'SELECT * FROM ROWS WHERE SS00010 % 7 <> 3');
    const { code, stdout, stderr } = await cubesOn(dataRoot, 'validate', '--years', '2023');
    expect(code).toBe(4);
    expect(stdout).toMatch(/fail +persons_with_claims +health_care 2023 +persons per row of population -1\d/);
    expect(stderr).toContain('gates that fail');
  });

  it('fails its gates where a sickness fund of one in twenty is missing', async () => {
    const dataRoot = copied();
    await rewrite(dataRoot, 'health_care', 'SELECT * FROM ROWS WHERE SENDER <> 200');
    const { stdout } = await cubesOn(dataRoot, 'validate', '--years', '2023', '--json');
    const failed = JSON.parse(stdout).gates.filter(({ outcome }: { outcome: string }) => outcome === 'fail');
    expect(failed.map(({ gate, message }: { gate: string; message: string }) => [gate, message])).toContainEqual([
      'claims_by_sender',
      expect.stringMatching(/^sender 200 -100 %/),
    ]);
  });
});
