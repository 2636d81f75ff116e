/** An explanation shows what a published figure means and comes from, and no suppressed one. */
import { appendFileSync, chmodSync, cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Catalogue, referenceRootOf } from '../../pipeline/catalogue/index.ts';
import { readReleaseManifest } from '../../pipeline/release/index.ts';
import type { RunManifest } from '../../pipeline/run/index.ts';
import type { Cell } from '../oracle/index.ts';
import { refreshOf } from '../refresh/refreshing.ts';
import { deliver, makeCatalogue, open } from '../refresh/small-country.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { query, readSupport } from '../support/read-cube.ts';
import { runPipeline } from '../support/run-pipeline.ts';
import { explained, membersOf, rowsOf } from './explaining.ts';

let catalogue: Catalogue;
let dataRoot: string;
const CODE = 'cube_013_001';
const YEAR = 2022;
beforeAll(async () => {
  catalogue = open(
    makeCatalogue((document) => {
      // Gaps are the explanation's to protect, and ages protect each other; no margin is withheld.
      document.disclosure = {
        beneficiary: { threshold: 5, gaps: false, sparse: 1, costs: { levels: {}, total: 100 } },
        practitioner: 'none',
      };
    }),
  );
  dataRoot = makeDataRoot();
  for (const year of [2021, 2022, 2023]) await deliver(dataRoot, year);
  // Three people of one municipality whose year of birth is unknown.
  const population = join(dataRoot, 'claims', 'population', `year=${YEAR}`, 'part-0.parquet');
  await query(`COPY (SELECT * REPLACE (CASE WHEN PP0010 < 1000003 THEN NULL ELSE PP0015 END AS PP0015)
    FROM read_parquet('${population}')) TO '${population}.new' (FORMAT parquet)`);
  renameSync(`${population}.new`, population);
  await refreshOf(catalogue, dataRoot, '2024Q4');
});

function copy(): string {
  const root = makeDataRoot();
  cpSync(dataRoot, root, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
  return root;
}

const isSuppressed = (row: Cell) => row.obs_status === 'Q';
const explainRow = (row: Cell, root = dataRoot) =>
  explained(catalogue, root, CODE, YEAR, String(row.ref_area), { members: membersOf(row) });

describe('a published figure', () => {
  it('is the one in the release, cell by cell', async () => {
    const rows = (await rowsOf(dataRoot, CODE, YEAR)).filter((row) => !isSuppressed(row));
    const some = rows.filter((_, i) => i % 17 === 0);
    expect(some.length).toBeGreaterThan(5);
    for (const row of some) {
      const { figure, cell } = await explainRow(row);
      expect(cell).toMatchObject({ area_level: row.area_level, ref_area: row.ref_area, members: membersOf(row) });
      const { numerator, denominator, obs_value, obs_status, conf_status } = row;
      expect(figure).toMatchObject({ numerator, denominator, obs_value, obs_status, conf_status, suppressed: null });
      expect(figure.interval).toEqual(row.ci_lower === null ? null : { lower: row.ci_lower, upper: row.ci_upper });
    }
  });

  it('is defined as its released sheet defines it, with the codes in force that year', async () => {
    const { definition } = await explained(catalogue, dataRoot, CODE, YEAR, '01000');
    const sheet = JSON.parse(readFileSync(join(dataRoot, `releases/current/metadata/${CODE}.json`), 'utf8'));
    expect(definition.method).toBe(sheet.texts.en.method);
    const [list] = definition.code_lists;
    expect(list?.codes.map(({ code }) => code)).toEqual(
      sheet.code_lists[0].codes.map(({ code }: { code: number }) => code),
    );
    for (const { valid_from: from, valid_to: to, in_force } of list?.codes ?? [])
      expect(in_force).toBe((from === null || from <= '2022-12-31') && (to === null || to > '2022-01-01'));
    expect(list?.codes.some(({ in_force }) => !in_force)).toBe(true);
  });

  it('comes out again of the statements that lead to it', async () => {
    const { statements, variables, figure } = await explained(catalogue, dataRoot, CODE, YEAR, '11001', {
      sql: true,
      members: { age_group: '30-39' },
    });
    const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
    const reference = `'${referenceRootOf(catalogue.file)}'`;
    for (const [name, literal] of Object.entries({ ...variables, reference_root: reference }))
      await connection.run(`SET VARIABLE ${name} = ${literal}`);
    for (const { sql = '' } of statements) await connection.run(sql.replaceAll("'./claims", `'${dataRoot}/claims`));
    const reader = await connection.runAndReadAll(
      `SELECT numerator::INT AS numerator, denominator::INT AS denominator, obs_value FROM ${CODE} WHERE ref_area = '11001' AND age_group = '30-39'`,
    );
    const { numerator, denominator, obs_value } = figure;
    expect(reader.getRowObjects()).toEqual([{ numerator, denominator, obs_value }]);
    connection.closeSync();
    const read = new Set(statements.flatMap(({ reads }) => reads));
    expect(statements.filter(({ sql = '' }) => ![...read].some((name) => sql.includes(name)))).toEqual([]);
    expect(statements.at(-1)?.id).toBe(`cube ${CODE}`);
  });

  it('names its inputs by their content, the run, the release and what the gates found', async () => {
    const { inputs, run, release, gates, checks, changed } = await explained(catalogue, dataRoot, CODE, YEAR, '01000');
    const { cubes, ...manifest } = readReleaseManifest(dataRoot, '2024Q4');
    const cube = cubes.find(({ code, year }) => code === CODE && year === YEAR);
    expect(inputs.map(({ now: _, ...file }) => file)).toEqual(manifest.inputs[cube?.fingerprint.inputs ?? '']);
    const sources = new Set(inputs.map(({ source, now }) => `${source} ${now}`));
    expect([...sources].sort()).toEqual(['health_care unchanged', 'population unchanged']);
    expect(run).toMatchObject({ id: cube?.run, engine: cube?.fingerprint.engine, catalogue: catalogue.hash });
    expect(release).toMatchObject({ release: '2024Q4', first: '2024Q4', path: cube?.path, catalogue: catalogue.hash });
    expect(gates?.map(({ gate }) => gate)).toEqual(expect.arrayContaining(['claims_by_month', 'levels_agree']));
    for (const { subject } of gates ?? []) expect(subject).toMatch(/^(cube_013_001|health_care|population) 2022$/);
    expect(checks.map(({ check }) => check)).toContain('orphan');
    expect(changed).toEqual([]);
  });

  it('is made of its parts, where they are shown', async () => {
    const { figure, steps } = await explained(catalogue, dataRoot, CODE, YEAR, '02000');
    const { numerator, denominator } = figure;
    const areas = steps.find(({ step }) => step === 'areas');
    expect(areas).toMatchObject({ by: 'province', suppressed: 0, numerator, denominator, withheld: null });
    const country = await explained(catalogue, dataRoot, CODE, YEAR, '01000');
    expect(steps[0]).toMatchObject({
      step: 'country',
      numerator: country.figure.numerator,
      denominator: country.figure.denominator,
    });
    const sectors = (await explained(catalogue, dataRoot, CODE, YEAR, '11001')).steps;
    expect(sectors.find(({ step }) => step === 'areas')).toMatchObject({ by: 'sector', withheld: 'not published' });
  });

  it('shows no sum of parts of which some are suppressed', async () => {
    const rows = await rowsOf(dataRoot, CODE, YEAR);
    const whole = rows.find(
      (row) =>
        !isSuppressed(row) &&
        row.age_group === 'total' &&
        rows.some((one) => one.ref_area === row.ref_area && isSuppressed(one)),
    );
    if (whole === undefined) throw new Error('nothing is suppressed here');
    const { steps } = await explainRow(whole);
    const members = steps.find(({ step }) => step === 'members');
    expect(members).toMatchObject({ by: 'age_group', withheld: 'suppressed', numerator: null, denominator: null });
    expect(members?.suppressed).toBe(rows.filter((one) => one.ref_area === whole.ref_area && isSuppressed(one)).length);
  });

  it('shows no sum whose remainder would be suppressed', async () => {
    // Primary suppression alone: 1,500 people, none suppressed in the country; three have no age.
    const primary = open(
      makeCatalogue((document) => {
        document.disclosure = { beneficiary: { threshold: 5, method: 'primary' }, practitioner: 'none' };
      }),
    );
    const root = copy();
    for (const folder of ['releases', join('work', 'published')]) rmSync(join(root, folder), { recursive: true });
    await refreshOf(primary, root, '2024Q4');
    const { steps, figure } = await explained(primary, root, CODE, YEAR, '01000');
    expect(figure.denominator).toBe(1500);
    expect(steps.find(({ step }) => step === 'members')).toMatchObject({
      suppressed: 0,
      withheld: 'few left',
      numerator: null,
      denominator: null,
    });
    const { steps: unprotected } = await explained(primary, root, CODE, YEAR, '01000', { where: { kind: 'work' } });
    expect(unprotected.find(({ step }) => step === 'members')).toMatchObject({ withheld: null, denominator: 1497 });
  });
});

describe('a suppressed figure', () => {
  it('is reported as suppressed, with the reason, without its value or its components', async () => {
    const rows = (await rowsOf(dataRoot, CODE, YEAR)).filter(isSuppressed);
    expect(rows.length).toBeGreaterThan(5);
    for (const row of rows.slice(0, 20)) {
      const { figure, steps, support, definition } = await explainRow(row);
      expect(figure).toEqual({
        numerator: null,
        denominator: null,
        obs_value: null,
        interval: null,
        standardised: null,
        obs_status: 'Q',
        conf_status: row.conf_status,
        suppressed: { kind: row.conf_status === 'A' ? 'primary' : 'secondary', rule: 'linked', threshold: 5 },
        changed: null,
      });
      expect(steps).toEqual([]);
      expect(support).toBeNull();
      expect(definition.method).not.toBe('');
    }
  });

  it('is explained from the release alone: the explanation is the same without claims and unprotected cubes', async () => {
    const root = copy();
    for (const folder of ['claims', 'work']) rmSync(join(root, folder), { recursive: true });
    for (const area of ['01000', '11001']) {
      const here = await explained(catalogue, dataRoot, CODE, YEAR, area);
      const there = await explained(catalogue, root, CODE, YEAR, area);
      const inputs = here.inputs.map((input) => ({ ...input, now: 'gone' }));
      const run = { ...here.run, started: null, seconds: null, catalogue: null };
      expect(there).toEqual({ ...here, inputs, run });
    }
  });

  it('shows with --work what is behind it', async () => {
    const row = (await rowsOf(dataRoot, CODE, YEAR)).find(isSuppressed);
    const rows = await rowsOf(dataRoot, CODE, YEAR, 'work');
    const at = rows.findIndex((one) => one.ref_area === row?.ref_area && one.age_group === row?.age_group);
    const support = (await readSupport(dataRoot, CODE, YEAR))[at];
    const { figure, ...rest } = await explained(catalogue, dataRoot, CODE, YEAR, String(row?.ref_area), {
      members: membersOf(row ?? {}),
      where: { kind: 'work' },
    });
    const { numerator, denominator, obs_value } = rows[at] ?? {};
    expect(figure).toMatchObject({ numerator, denominator, obs_value, conf_status: 'N', suppressed: null });
    expect(rest.support?.numerator_members).toBe(support?.numerator_members);
    expect(rest).toMatchObject({ of: 'work', release: null, gates: null });
  });
});

describe('an unprotected figure', () => {
  it('is reported with the rows that its run made of every statement', async () => {
    const { statements, run } = await explained(catalogue, dataRoot, CODE, YEAR, '01000', { where: { kind: 'work' } });
    const manifest: RunManifest = JSON.parse(readFileSync(join(dataRoot, 'work', 'runs', `${run.id}.json`), 'utf8'));
    const made = new Map(
      manifest.years.find(({ year }) => year === YEAR)?.statements.map(({ id, rows }) => [id, rows]),
    );
    const tables = statements.filter(({ rows }) => rows !== null);
    expect(tables.length).toBeGreaterThan(8);
    for (const { id, rows } of tables) expect(rows, id).toBe(made.get(id));
    expect(tables.find(({ id }) => id === 'relation beneficiary_year')?.rows).toBe(1500);
  });

  it('of a volume shows how many members have how many events', async () => {
    const volume = open(
      makeCatalogue((document) => {
        document.indicators.cube_013_001 = {
          ...document.indicators.cube_013_001,
          measure: { rate: { sum: 'IMAG_ALL_N', of: 'beneficiary' }, per: 1000 },
        };
      }),
    );
    const root = makeDataRoot();
    await deliver(root, 2023);
    await runPipeline(volume, root, { codes: [CODE], years: [2023] });
    const { support, figure } = await explained(volume, root, CODE, 2023, '01000', { where: { kind: 'work' } });
    const events = Object.entries(support?.members_by_events ?? {});
    expect(events.reduce((sum, [n, members]) => sum + Number(n) * members, 0)).toBe(figure.numerator);
    expect(events.reduce((sum, [, members]) => sum + members, 0)).toBe(support?.numerator_members);
  });
});

describe('what has changed since', () => {
  it('is the definition, where the catalogue says otherwise now', async () => {
    const other = open(
      makeCatalogue((document) => {
        document.indicators.cube_013_001 = { ...document.indicators.cube_013_001, smallest_level: 'arrondissement' };
      }),
    );
    expect((await explained(other, dataRoot, CODE, YEAR, '01000')).changed).toEqual(['definition']);
  });

  it('is a delivery that is not the one that it was computed from', async () => {
    const root = copy();
    const file = join('claims', 'health_care', `year=${YEAR}`, 'part-0.parquet');
    writeFileSync(join(root, file), 'another');
    rmSync(join(root, 'claims', 'population'), { recursive: true });
    const { inputs, changed } = await explained(catalogue, root, CODE, YEAR, '01000');
    expect(inputs.map(({ source, now }) => `${source} ${now}`)).toEqual(['health_care changed', 'population gone']);
    expect(changed).toEqual(['inputs']);
  });
});

it('a cube that was carried over is reported with the release that first published it, and its gates', async () => {
  const root = copy();
  await deliver(root, 2024);
  await refreshOf(catalogue, root, '2025Q4');
  const before = await explained(catalogue, dataRoot, CODE, YEAR, '01000');
  const after = await explained(catalogue, root, CODE, YEAR, '01000');
  expect(after.release).toMatchObject({ release: '2025Q4', first: '2024Q4', sha256: before.release?.sha256 });
  expect(after.gates).toEqual(before.gates);
  expect(after.figure).toEqual(before.figure);
  const old = await explained(catalogue, root, CODE, YEAR, '01000', { where: { kind: 'release', name: '2024Q4' } });
  expect(old.release).toEqual(before.release);
});

it.each([
  ['release', { kind: 'release', name: 'current' }, 'releases/2024Q4'],
  ['work', { kind: 'work' }, 'work'],
] as const)('a cube that has changed since it was written is not explained: %s', async (_, where, folder) => {
  const root = copy();
  const file = join(root, folder, 'cubes', CODE, `year=${YEAR}`, `${CODE}.parquet`);
  chmodSync(file, 0o644);
  const bytes = readFileSync(file);
  bytes[100] = (bytes[100] ?? 0) ^ 0xff;
  writeFileSync(file, bytes);
  await expect(explained(catalogue, root, CODE, YEAR, '01000', { where })).rejects.toMatchObject({
    kind: 'data',
    message: expect.stringContaining('has changed since it was written'),
  });
  appendFileSync(file, 'x');
  await expect(explained(catalogue, root, CODE, YEAR, '01000', { where })).rejects.toMatchObject({ name: 'Failure' });
});
