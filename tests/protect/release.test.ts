/**
 * A release of a year: nobody who has all of it can derive a sensitive cell; the same for the same
 * cubes; refused where suppression is incomplete.
 */
import { chmodSync, existsSync, readdirSync, renameSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Catalogue } from '../../pipeline/catalogue/index.ts';
import { LINKED, PRIMARY, type Protection } from '../../pipeline/disclosure/index.ts';
import { auditRelease, verifyRelease } from '../../pipeline/release/index.ts';
import { hashesBelow } from '../release/computed.ts';
import { query, readCube, readParquet, readSupport } from '../support/read-cube.ts';
import { signRelease } from '../support/sign-release.ts';
import { CODES, catalogueWith, computed, copyOf, engineOf, pathOf, publish, YEAR } from './scene.ts';

let catalogue: Catalogue;
let base: string;
let released: string;
const cubesOf = (root: string, release = 'current') => hashesBelow(`${root}/releases/${release}/cubes`);
const isFew = (value: unknown) => typeof value === 'number' && value >= 1 && value <= 4;

beforeAll(async () => {
  catalogue = catalogueWith();
  base = await computed(catalogue);
  released = copyOf(base);
  await publish(catalogue, released);
});

describe('a release', () => {
  it('suppresses every sensitive cell and some others to protect them, and shows the rest as they are', async () => {
    const disclosed = { F: 0, A: 0, D: 0 };
    for (const code of CODES) {
      const [cube, support] = [await readCube(base, code, YEAR), await readSupport(base, code, YEAR)];
      const shown = await readParquet(`${released}/releases/2024Q4/${pathOf(code)}`);
      expect(shown).toHaveLength(cube.length);
      for (const [i, cell] of cube.entries()) {
        const row = shown[i] ?? {};
        disclosed[row.conf_status as 'F'] += 1;
        if ([support[i]?.numerator_members, cell.denominator].some(isFew)) expect(row.obs_status).toBe('Q');
        if (row.obs_status === 'Q')
          for (const figure of ['numerator', 'denominator', 'obs_value', 'ci_lower', 'ci_upper', 'std_value'])
            expect(row[figure]).toBeNull();
        else
          for (const figure of ['numerator', 'denominator', 'obs_value', 'ci_lower'])
            expect(row[figure]).toEqual(cell[figure]);
      }
    }
    expect(disclosed.A).toBeGreaterThan(20);
    expect(disclosed.D).toBeGreaterThan(5);
    expect(disclosed.F).toBeGreaterThan(disclosed.D);
  });

  it.each(['municipality', 'sector'])(
    'is of people who live in few municipalities, so that no %s is withheld with its level: some cells are shown and some suppressed',
    async (level) => {
      const rows = await Promise.all(CODES.map((code) => readParquet(`${released}/releases/2024Q4/${pathOf(code)}`)));
      const statuses = rows.flat().filter(({ area_level }) => area_level === level);
      const count = (status: string) => statuses.filter(({ conf_status }) => conf_status === status).length;
      for (const status of ['F', 'A', 'D']) expect(count(status), status).toBeGreaterThan(0);
      expect(count('F')).toBeGreaterThan(statuses.length / 4);
    },
  );

  it('is whole, and safe from its folder alone', async () => {
    const engine = engineOf(released);
    expect(await verifyRelease({ dataRoot: released, release: 'current', engine })).toMatchObject({ valid: true });
    const report = await auditRelease({ dataRoot: released, release: 'current', engine });
    expect(report).toMatchObject({
      safe: true,
      years: [{ year: YEAR, exactlyDisclosed: 0, tooNarrow: 0, unproven: 0 }],
    });
    expect(report.years[0]?.targets).toBeGreaterThan(20);
    expect(JSON.stringify(report)).not.toMatch(/"(low|high|value)"/);
  });

  it('is the same for the same cubes, in whatever order they come and on any number of threads', async () => {
    const again = copyOf(base);
    await publish(catalogue, again, CODES.toReversed(), { engine: engineOf(again, 2) });
    expect(cubesOf(again)).toEqual(cubesOf(released));
  });
});

describe('a release after it', () => {
  it('keeps what was shown and what was suppressed, and takes new cubes of the year in', async () => {
    const grown = copyOf(base);
    const first = CODES.filter((code) => code !== 'cube_013_022');
    await publish(catalogue, grown, first);
    const before = cubesOf(grown);
    await publish(catalogue, grown, ['cube_013_022']);
    const after = cubesOf(grown);
    expect(Object.keys(after)).toHaveLength(Object.keys(before).length + 1);
    for (const [path, hash] of Object.entries(before)) expect(after[path], path).toBe(hash);
    const engine = engineOf(grown);
    expect(await auditRelease({ dataRoot: grown, release: 'current', engine })).toMatchObject({ safe: true });
  });
});

describe('an incomplete suppression', () => {
  /** Opens the first cell that is suppressed for the sake of others and that others rely on. */
  const sabotaged = (code: string, where: string): Protection => ({
    rule: 'linked',
    protect: async (year) => {
      const tableStatuses = await LINKED.protect(year);
      await year.engine.execute(`UPDATE ${tableStatuses[code]} SET conf_status = 'F' WHERE ${where}`);
      return tableStatuses;
    },
  });

  it.each([
    ['primary suppression', PRIMARY],
    ['without what hides them', sabotaged('cube_013_021', "conf_status = 'D'")],
    ['a sensitive cell shown', sabotaged('stat_003_007', "conf_status = 'A'")],
  ])('is refused, and nothing is published: %s', async (_, protection) => {
    const root = copyOf(base);
    await expect(publish(catalogue, root, CODES, { protection })).rejects.toMatchObject({
      name: 'Failure',
      exitCode: 6,
      message: expect.stringMatching(/discloses sensitive cells/),
    });
    expect(existsSync(`${root}/releases/current`)).toBe(false);
    expect(readdirSync(`${root}/releases`).filter((name) => !name.startsWith('.'))).toEqual([]);
  });

  it('is found in the folder alone: a figure that was suppressed is written back', async () => {
    const root = copyOf(released);
    const file = `${root}/releases/2024Q4/${pathOf('cube_013_021')}`;
    const actual = `${base}/work/cubes/cube_013_021/year=${YEAR}/cube_013_021.parquet`;
    chmodSync(`${root}/releases/2024Q4/cubes/cube_013_021/year=${YEAR}`, 0o755);
    await query(
      `COPY (SELECT shown.* REPLACE (
        CASE WHEN shown.conf_status = 'D' THEN cube.numerator ELSE shown.numerator END AS numerator,
        CASE WHEN shown.conf_status = 'D' THEN cube.denominator ELSE shown.denominator END AS denominator)
      FROM '${file}' AS shown JOIN '${actual}' AS cube USING (time_period, area_level, ref_area, age_group)
      ORDER BY ALL) TO '${file}.new' (FORMAT parquet)`,
    );
    renameSync(`${file}.new`, file);
    const audit = () => auditRelease({ dataRoot: root, release: '2024Q4', engine: engineOf(root) });
    await expect(audit()).rejects.toMatchObject({
      kind: 'data',
      message: expect.stringMatching(/^the release 2024Q4 is broken:\n {2}cubes\/cube_013_021\//),
    });
    signRelease(`${root}/releases/2024Q4`);
    const report = await audit();
    expect(report.safe).toBe(false);
    expect((report.years[0]?.exactlyDisclosed ?? 0) + (report.years[0]?.unproven ?? 0)).toBeGreaterThan(0);
  });
});
