/** What is kept for later runs: who may read it, when it is removed, and why it is not read. */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Catalogue } from '../../pipeline/catalogue/index.ts';
import { withDuckDB } from '../../pipeline/engine/index.ts';
import { planRun, selectIndicators } from '../../pipeline/plan/index.ts';
import { foresee, runCubes } from '../../pipeline/run/index.ts';
import { checkpointFolder, listCheckpoints, openWorkFolder } from '../../pipeline/store/index.ts';
import { cubes } from '../cli/command.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { REPOSITORY, shippedCatalogue, withTolerance } from '../support/shipped-catalogue.ts';
import { deliver } from './deliver.ts';

const YEARS = [2022, 2023];
const catalogue = withTolerance(shippedCatalogue());
const POLICY = { limit: 1e9, leastRows: 0 };

let dataRoot: string;
beforeEach(async () => {
  dataRoot = makeDataRoot();
  for (const year of YEARS) await deliver(dataRoot, {}, year);
});

const engine = () => ({ threads: 1, memoryLimit: '500MB', tempDirectory: join(dataRoot, 'tmp') });

function compute(codes: readonly string[] = ['cube_013_004'], more: Partial<Parameters<typeof runCubes>[0]> = {}) {
  return runCubes({ catalogue, dataRoot, codes, years: YEARS, engine: engine(), checkpoints: POLICY, ...more });
}

/** Checkpoints of passes over claims; there is one of all members beside each. */
const passesThere = () =>
  listCheckpoints<{ year: number; pass: object | null }>(dataRoot).filter(({ content }) => content.pass !== null);
const idsThere = () => passesThere().map(({ id }) => id);

/** What `cubes plan` would say of one indicator, less what it says of all members. */
async function outlook(
  of: Catalogue,
  codes: readonly string[],
  policy: typeof POLICY | false = POLICY,
  members = 'beneficiary_year',
) {
  const plan = planRun(of, selectIndicators(of, codes, [2022]));
  const places = { dataRoot, referenceRoot: join(REPOSITORY, 'data', 'reference'), policy };
  const { checkpoints } = await withDuckDB(engine(), undefined, (open) => foresee(open, of, plan, places));
  return checkpoints
    .map(({ variables, checkpoint, why }) => [variables.join(), checkpoint !== null, why] as const)
    .filter(([of]) => of !== members);
}

describe('checkpoints of a run', () => {
  it('are one for each year and pass, readable by their owner alone', async () => {
    await compute();
    const root = checkpointFolder(dataRoot);
    expect(idsThere()).toHaveLength(YEARS.length);
    expect(statSync(root).mode & 0o777).toBe(0o700);
    for (const id of idsThere()) {
      expect(statSync(join(root, id)).mode & 0o777).toBe(0o700);
      for (const file of readdirSync(join(root, id))) expect(statSync(join(root, id, file)).mode & 0o777).toBe(0o600);
    }
  });

  it('are read again by a run of the same variables, which reads no claims', async () => {
    await compute();
    const { years } = await compute();
    const ids = years.flatMap(({ statements }) => statements.map(({ id }) => id)).filter((id) => /^collect/.test(id));
    expect(ids).toEqual(YEARS.map(() => 'collect beneficiary_health_care_checkpoint_1'));
  });

  it('are neither written nor read where they are off, the plan is not fused, or claims are few', async () => {
    await compute(undefined, { checkpoints: false });
    await compute(undefined, { fuse: false });
    await compute(undefined, { checkpoints: { limit: 1e9, leastRows: 1000 } });
    expect(idsThere()).toEqual([]);
  });

  it('are at no place that the manifest or the lineage of a run names', async () => {
    await compute();
    await compute();
    const folder = join(dataRoot, 'work', 'runs');
    const files = readdirSync(folder);
    expect(files.length).toBeGreaterThan(2);
    for (const name of files) expect(readFileSync(join(folder, name), 'utf8')).not.toContain(dataRoot);
  });

  it('leave nothing behind where the run is interrupted', async () => {
    const stop = new AbortController();
    const run = compute(undefined, {
      signal: stop.signal,
      yearsAtOnce: 1,
      onEvent: (event) => {
        if (event.kind === 'step' && event.label.startsWith('member')) stop.abort();
      },
    });
    await expect(run).rejects.toMatchObject({ kind: 'interrupted' });
    expect(idsThere()).toEqual([]);
    expect(existsSync(checkpointFolder(dataRoot)) ? readdirSync(checkpointFolder(dataRoot)) : []).toEqual([]);
  });
});

describe('a checkpoint is removed', () => {
  it('by the next command, of whatever kind, where a delivered file is gone', async () => {
    await compute();
    const claims = join(dataRoot, 'claims', 'health_care', 'year=2022');
    const [file = ''] = readdirSync(claims);
    renameSync(join(claims, file), join(dataRoot, 'elsewhere.parquet'));
    openWorkFolder(dataRoot, 'any command', join(dataRoot, 'tmp')).close();
    expect(passesThere().map(({ content }) => content.year)).toEqual([2023]);
  });

  it('by a run of another year where a delivered file holds something else', async () => {
    await compute();
    const claims = 'SELECT * REPLACE (SS00015 - INTERVAL 1 YEAR AS SS00015) FROM health_care WHERE SS00010 % 2 = 0';
    await deliver(dataRoot, { health_care: claims }, 2022);
    await compute(undefined, { years: [2023] });
    expect(passesThere().map(({ content }) => content.year)).toEqual([2023]);
  });

  it('where a file of it is not as it was written, and is written again', async () => {
    await compute();
    const before = idsThere();
    const file = join(checkpointFolder(dataRoot), before[0] ?? '', '1.parquet');
    writeFileSync(file, 'damaged');
    expect(idsThere()).toEqual(before.slice(1));
    await compute();
    expect(idsThere()).toEqual(before);
  });

  it('where all take more than the limit, the one that was used longest ago first', async () => {
    await compute(['cube_013_004'], { years: [2022] });
    const [old = ''] = idsThere();
    const record = join(checkpointFolder(dataRoot), old, 'checkpoint.json');
    utimesSync(record, new Date(0), new Date(0));
    await compute(['cube_013_004'], { years: [2023], checkpoints: { limit: 1, leastRows: 0 } });
    expect(passesThere().map(({ content }) => content.year)).toEqual([2023]);
  });

  it('by `cubes clean`, which reports how many', async () => {
    await compute();
    const { stdout, code } = await cubes(['clean', '--data', dataRoot]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^4 checkpoints removed, .*\.\n$/);
    expect(readdirSync(checkpointFolder(dataRoot))).toEqual([]);
  });
});

describe('a plan says what is read from checkpoints, and why not', () => {
  const code = 'cube_013_004';
  const variable = 'IMAG_RADIO_N';

  it('before anything was collected, and after', async () => {
    expect(await outlook(catalogue, [code])).toEqual([
      [variable, false, 'the delivered files have not been hashed since they changed'],
    ]);
    await compute([code], { checkpoints: false });
    expect(await outlook(catalogue, [code])).toEqual([[variable, false, 'not kept by an earlier run']]);
    await compute();
    expect(await outlook(catalogue, [code])).toEqual([[variable, true, 'kept by an earlier run on the same files']]);
    expect(await outlook(catalogue, [code], false)).toEqual([]);
    expect(await outlook(catalogue, [code], { limit: 1e9, leastRows: 1e6 })).toEqual([
      [variable, false, 'fewer than 1,000,000 rows: read anew'],
    ]);
  });

  it('after a code list has changed', async () => {
    await compute();
    const { codes: list = '' } = catalogue.variables[variable] as { codes?: string };
    const before = catalogue.codeLists[list];
    if (before === undefined) throw new Error('no code list');
    const changed = { ...catalogue.codeLists, [list]: { ...before, codes: before.codes.slice(1) } };
    expect(await outlook({ ...catalogue, codeLists: changed }, [code])).toEqual([
      [variable, false, 'its definition has changed since'],
    ]);
  });
});

it('a checkpoint that was half written when the machine stopped is none, and is swept', async () => {
  const half = join(checkpointFolder(dataRoot), 'half');
  openWorkFolder(dataRoot, 'first', join(dataRoot, 'tmp')).close();
  mkdirSync(half, { recursive: true });
  writeFileSync(join(half, '1.parquet'), 'PAR1');
  expect(idsThere()).toEqual([]);
  openWorkFolder(dataRoot, 'second', join(dataRoot, 'tmp')).close();
  expect(existsSync(half)).toBe(false);
});

it('all members are kept by municipal map, and made again where a reference file or the population has changed', async () => {
  const membersIn = async (of: Catalogue) =>
    (await outlook(of, ['cube_013_004'], POLICY, '')).filter(([name]) => name === 'beneficiary_year');
  await compute();
  const kept = [['beneficiary_year', true, 'kept by an earlier run on the same files']];
  expect(await membersIn(catalogue)).toEqual(kept);
  const other = withTolerance(shippedCatalogue(2018));
  expect(await membersIn(other)).toEqual([['beneficiary_year', false, 'its definition has changed since']]);
  await compute(undefined, { catalogue: other });
  expect(await membersIn(other)).toEqual(kept);
  expect(await membersIn(catalogue)).toEqual(kept);
  await deliver(dataRoot, { population: 'SELECT * FROM population WHERE PP0010 % 2 = 0' }, 2022);
  await compute(undefined, { checkpoints: false });
  expect(await membersIn(catalogue)).toEqual([['beneficiary_year', false, 'the delivered files have changed since']]);
});

describe('data checks', () => {
  /** The checks of the inspection that a run makes, and what all of them have found. */
  async function checked(of: Catalogue = catalogue, more: Parameters<typeof compute>[1] = {}) {
    const made: string[] = [];
    const { years } = await compute(undefined, {
      catalogue: of,
      years: [2022],
      onEvent: (event) => {
        if (event.kind === 'step' && event.share === 0 && event.label.startsWith('check '))
          made.push(event.label.replace('check ', ''));
      },
      ...more,
    });
    return { made: made.filter((name) => name !== 'negative_net_sum'), checks: years[0]?.checks };
  }

  it('are not made again on the same delivery, and are reported as they were', async () => {
    const first = await checked();
    expect(first.made).toContain('orphan');
    const second = await checked();
    expect(second.made).toEqual([]);
    expect(second.checks).toEqual(first.checks);
    expect(statSync(join(dataRoot, 'work', 'checks.json')).mode & 0o777).toBe(0o600);
  });

  it('are made again where the delivery, or codes that they read, have changed; not the others', async () => {
    await checked();
    const [name = '', list] = Object.entries(catalogue.codeLists).find(([key]) => key !== 'nomenclature') ?? [];
    if (list === undefined) throw new Error('no code list');
    const codeLists = { ...catalogue.codeLists, [name]: { ...list, codes: list.codes.slice(1) } };
    const { made } = await checked({ ...catalogue, codeLists });
    expect(made).toContain('unknown_code');
    expect(made).not.toContain('orphan');
    await deliver(dataRoot, { population: 'SELECT * FROM population WHERE PP0010 % 2 = 0' }, 2022);
    const after = await checked({ ...catalogue, codeLists });
    expect(after.made).toContain('orphan');
    expect(after.made).not.toContain('unknown_code');
    expect(after.checks?.find(({ check }) => check === 'orphan')).toMatchObject({ offending: 100, examined: 200 });
  });

  it('are made again without checkpoints, and once those are cleaned', async () => {
    await checked();
    expect((await checked(catalogue, { checkpoints: false })).made).toContain('orphan');
    await cubes(['clean', '--data', dataRoot]);
    expect((await checked()).made).toContain('orphan');
  });

  it('that failed fail again without being made', async () => {
    await deliver(
      dataRoot,
      { population: 'SELECT * REPLACE (CAST(1890 AS SMALLINT) AS PP0015) FROM population' },
      2022,
    );
    const message = /age_out_of_range: 200 of 200 rows/;
    await expect(checked()).rejects.toThrow(message);
    await expect(checked()).rejects.toThrow(message);
  });
});
