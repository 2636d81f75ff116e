/**
 * What else a policy may ask for, from the catalogue to every file that leaves: dominance, and
 * figures that no cell shows.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import JSONstat from 'jsonstat-toolkit';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Catalogue } from '../../pipeline/catalogue/index.ts';
import { LINKED, type Protection } from '../../pipeline/disclosure/index.ts';
import { auditRelease, verifyRelease } from '../../pipeline/release/index.ts';
import { cubes } from '../cli/command.ts';
import { exportTo, readJson } from '../export/exported.ts';
import type { Cell } from '../oracle/index.ts';
import { query, readCube, readParquet, supportPath } from '../support/read-cube.ts';
import { runPipeline } from '../support/run-pipeline.ts';
import { CODES, catalogueWith, computed, copyOf, engineOf, pathOf, publish, YEAR } from './scene.ts';

const SHARE = 'cube_013_001';
const VOLUME = 'cube_013_022';
const withPolicy = (policy: object) =>
  catalogueWith((document) => {
    document.disclosure.beneficiary = { threshold: 5, ...policy };
  });
const released = (root: string, code: string) => readParquet(`${root}/releases/current/${pathOf(code)}`);
const audit = (root: string) => auditRelease({ dataRoot: root, release: 'current', engine: engineOf(root) });

let base: string;
beforeAll(async () => {
  base = await computed(catalogueWith());
});

describe('dominance', () => {
  const catalogue: Catalogue = withPolicy({ dominance: { contributors: 1, share: 0.8 } });
  const RULE = 0.8;
  let root: string;

  /** Cells of five or more persons of which one makes more than the rule allows. */
  async function dominated(): Promise<number[]> {
    const support = await query(
      `SELECT numerator_members AS persons, members_by_events::JSON::VARCHAR AS by_events FROM '${supportPath(root, VOLUME, YEAR)}'`,
    );
    return support.flatMap(({ persons, by_events: byEvents }, i) => {
      const counts: Record<string, number> = JSON.parse(String(byEvents));
      const events = Object.entries(counts).map(([value, n]) => [Number(value), n] as const);
      const total = events.reduce((sum, [value, n]) => sum + value * n, 0);
      const most = Math.max(0, ...events.map(([value]) => value));
      return Number(persons) >= 5 && most > RULE * total ? [i] : [];
    });
  }

  beforeAll(async () => {
    root = copyOf(base);
    // One person has five hundred examinations more.
    const folder = join(root, 'claims', 'health_care', `year=${YEAR}`);
    await query(
      `COPY (SELECT * FROM (SELECT * FROM read_parquet('${folder}/part-0.parquet') WHERE SS00020 = 453154 ORDER BY ALL LIMIT 1), range(500) AS t(n)) TO '${folder}/part-1.parquet' (FORMAT parquet)`,
    );
    await runPipeline(catalogue, root, { codes: CODES, years: [YEAR] });
  });

  it('suppresses a volume of which one person makes most, and what it could be derived from', async () => {
    const cells = await dominated();
    expect(cells.length).toBeGreaterThan(0);
    const alone = copyOf(root);
    await publish(catalogue, alone);
    const shown = await released(alone, VOLUME);
    for (const i of cells) expect(shown[i]).toMatchObject({ numerator: null, obs_value: null, obs_status: 'Q' });
    expect(await audit(alone)).toMatchObject({ safe: true });
  });

  it('is audited: without its suppression nothing is published', async () => {
    const without: Protection = {
      rule: 'linked',
      protect: (year) => LINKED.protect({ ...year, catalogue: catalogueWith() }),
    };
    await expect(publish(catalogue, copyOf(root), CODES, { protection: without })).rejects.toMatchObject({
      exitCode: 6,
      message: expect.stringMatching(/[1-9]\d* are shown/),
    });
  });
});

describe.each([
  [['numerator'], ['numerator']],
  [
    ['value', 'intervals', 'standardised'],
    ['obs_value', 'ci_lower', 'ci_upper', 'std_value', 'std_ci_lower', 'std_ci_upper'],
  ],
])('withheld: %s', (withhold, columns) => {
  let catalogue: Catalogue;
  let root: string;
  const others = ['numerator', 'denominator', 'obs_value'].filter((name) => !columns.includes(name));
  const filled = (rows: readonly Cell[], name: string) =>
    rows.filter((row) => row[name] !== null && row[name] !== undefined && row[name] !== '').length;

  beforeAll(async () => {
    catalogue = withPolicy({ withhold });
    root = copyOf(base);
    await publish(catalogue, root);
  });

  const expectWithheld = (rows: readonly Cell[]) => {
    expect(rows.length).toBeGreaterThan(10);
    for (const name of columns) expect(filled(rows, name), name).toBe(0);
    for (const name of others) expect(filled(rows, name), name).toBeGreaterThan(10);
  };

  it.each(CODES)('no row of %s shows it, and the release is valid', async (code) => {
    expectWithheld(await released(root, code));
    expect((await readCube(root, code, YEAR)).some(({ numerator }) => numerator !== null)).toBe(true);
    const engine = engineOf(root);
    expect(await verifyRelease({ dataRoot: root, release: 'current', engine })).toMatchObject({ valid: true });
  });

  it('no export shows it', async () => {
    const out = async (format: string) => (await exportTo(root, { format, codes: [SHARE] })).out;
    const csv = (...path: readonly string[]): Cell[] =>
      parse(readFileSync(join(...path)), { bom: true, columns: true });
    expectWithheld(await readParquet(join(await out('parquet'), `${SHARE}.parquet`)));
    expectWithheld(csv(await out('csv'), `${SHARE}.csv`));
    expectWithheld(csv(await out('data-package'), 'data', `${SHARE}.csv`));
    const sdmx = csv(await out('sdmx-csv'), `${SHARE}.sdmx.csv`);
    expectWithheld(
      sdmx.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name.toLowerCase(), value]))),
    );
    const table: { measure: string; value: number | null }[] = JSONstat(
      readJson(await out('json-stat'), `${SHARE}.json`),
    )
      .Dataset(0)
      .toTable({ type: 'arrobj', status: true, content: 'id' });
    expect(table.filter(({ measure, value }) => columns.includes(measure) && value !== null)).toEqual([]);
    expect(table.some(({ measure, value }) => others.includes(measure) && value !== null)).toBe(true);
  });

  it('the sheet states it, in the release and on the terminal', async () => {
    const sheet = readJson(root, 'releases', 'current', 'metadata', `${SHARE}.json`);
    expect(sheet.withheld).toEqual(withhold);
    expect(sheet.texts.en.withheld).toHaveLength(withhold.length);
    const { stdout } = await cubes(['--catalogue', catalogue.file, '--data', root, 'show', SHARE, '--lang', 'en']);
    expect(stdout).toContain('Figures that are not published');
    for (const said of sheet.texts.en.withheld) expect(stdout).toContain(said);
  });

  it('the audit counts a numerator as disclosed by the value and the denominator', async () => {
    const open = copyOf(base);
    await publish(catalogueWith(), open);
    const [disclosed, withheld] = [await audit(open), await audit(root)];
    expect(withheld).toEqual({ ...disclosed, release: withheld.release });
  });
});

it('a sheet says nothing where nothing is withheld', async () => {
  const { stdout } = await cubes(['--catalogue', catalogueWith().file, 'show', SHARE, '--lang', 'en', '--json']);
  expect(JSON.parse(stdout).withheld).toBeUndefined();
});
