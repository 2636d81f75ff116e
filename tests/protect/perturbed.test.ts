/** Releases with rounding or noise satisfy the guarantees of their method, or are refused. */
import { chmodSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Catalogue } from '../../pipeline/catalogue/index.ts';
import { auditRelease, type ReleaseManifest, verifyRelease } from '../../pipeline/release/index.ts';
import { hashesBelow } from '../release/computed.ts';
import { query, readCube, readParquet, readSupport } from '../support/read-cube.ts';
import { REPOSITORY } from '../support/shipped-catalogue.ts';
import { signRelease } from '../support/sign-release.ts';
import { CODES, catalogueWith, computed, copyOf, engineOf, pathOf, publish, YEAR } from './scene.ts';

/** Cents, of which a person has thousands. */
const AMOUNT = 'cube_013_own9';
/** Three shapes of the people of the country, and a volume that is held in parts of a hundred. */
const ALL = [...CODES, 'cube_013_own1', AMOUNT];
const SEED = 'a seed for tests that nobody else would think of';
const POLICIES = {
  rounding: { threshold: 5, method: 'rounding', base: 5 },
  cell_key: { threshold: 5, method: 'cell_key', noise: 3 },
} as const;
const METHODS = ['rounding', 'cell_key'] as const;
type Method = (typeof METHODS)[number];

function catalogueOf(policy: object): Catalogue {
  const shipped = parse(readFileSync(join(REPOSITORY, 'indicators.yaml'), 'utf8'));
  return catalogueWith((document) => {
    document.indicators.cube_013_own1 = { ...shipped.indicators.cube_013_own1, tests: [], related: [] };
    const { standardise: _, ...volume } = structuredClone(document.indicators.cube_013_004 ?? {});
    document.indicators[AMOUNT] = {
      ...volume,
      status: 'ours',
      measure: { mean: { of: 'AMOUNT', over: 'beneficiary' }, per: 1 },
      intervals: false,
    };
    document.variables.AMOUNT = { ...shipped.variables.INCOME, entity: 'beneficiary' };
    document.disclosure.beneficiary = policy;
  });
}

let base: string;
const catalogues = {} as Record<Method, Catalogue>;
const roots = {} as Record<Method, string>;
const manifests = {} as Record<Method, ReleaseManifest>;

beforeAll(async () => {
  for (const method of METHODS) catalogues[method] = catalogueOf(POLICIES[method]);
  base = await computed(catalogues.rounding, ALL);
  for (const method of METHODS) {
    roots[method] = copyOf(base);
    manifests[method] = await publish(catalogues[method], roots[method], ALL, { noiseSeed: SEED });
  }
});

const rowsOf = (method: Method, code: string) => readParquet(`${roots[method]}/releases/2024Q4/${pathOf(code)}`);
const audit = (root: string) => auditRelease({ dataRoot: root, release: 'current', engine: engineOf(root) });
const isFew = (value: unknown) => typeof value === 'number' && value >= 1 && value <= 4;
const filesBelow = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((name) => statSync(name).isFile());

describe.each(METHODS)('a release with %s', (method) => {
  it.each(ALL)('%s: shows every cell, none small, with values of what is shown and no limits', async (code) => {
    const [shown, exact] = [await rowsOf(method, code), await readCube(base, code, YEAR)];
    expect(shown).toHaveLength(exact.length);
    let changed = 0;
    for (const [i, row] of shown.entries()) {
      expect([row.numerator, row.denominator].some(isFew)).toBe(false);
      expect(row).toMatchObject({ conf_status: 'F', ci_lower: null, ci_upper: null, std_value: null });
      expect(row.obs_status).toBe(row.denominator === 0 ? 'M' : 'A');
      expect(row.obs_value === null).toBe(row.denominator === 0);
      if (row.numerator !== exact[i]?.numerator) changed += 1;
    }
    expect(changed).toBeGreaterThan(shown.length / 10);
  });

  it('stays near to what was counted', async () => {
    for (const code of ALL) {
      const [shown, exact] = [await rowsOf(method, code), await readCube(base, code, YEAR)];
      const changes = shown.map((row, i) => Math.abs(Number(row.denominator) - Number(exact[i]?.denominator)));
      // Rounded sums may be further off than what they are sums of.
      expect(Math.max(...changes)).toBeLessThanOrEqual(method === 'cell_key' ? 7 : 25);
      expect(changes.reduce((sum, change) => sum + change, 0) / changes.length).toBeLessThan(4);
    }
  });

  it('shows of the volume of few persons 0, one figure, or what it shows of the persons', async () => {
    for (const [code, share] of [
      ['cube_013_004', 'cube_013_001'],
      ['cube_013_022', 'cube_013_021'],
      [AMOUNT, undefined],
    ] as const) {
      const [shown, support] = [await rowsOf(method, code), await readSupport(base, code, YEAR)];
      const placeOf = ({ area_level, ref_area, age_group }: (typeof shown)[number]) =>
        [area_level, ref_area, age_group].join();
      // A volume is at least the persons that it contains, whose noise says nothing of events.
      const persons = new Map(
        share && (await rowsOf(method, share)).map((row) => [placeOf(row), row.numerator] as const),
      );
      const finest = ({ area_level, age_group }: (typeof shown)[number]) =>
        method === 'cell_key' || (area_level === 'municipality' && age_group !== 'total');
      const few = shown.filter((row, i) => finest(row) && isFew(support[i]?.numerator_members));
      const apart = few.filter((row) => row.numerator !== 0 && row.numerator !== persons.get(placeOf(row)));
      const values = new Set(apart.map(({ numerator }) => numerator));
      expect(few.length).toBeGreaterThan(5);
      expect(values.size).toBeLessThanOrEqual(1);
      for (const value of values) expect(Number(value) % 5).toBe(0);
    }
  });

  it('keeps the volumes of the country', async () => {
    for (const code of ['cube_013_004', 'cube_013_022', AMOUNT]) {
      const [[shown], [exact]] = [await rowsOf(method, code), await readCube(base, code, YEAR)].map((rows) =>
        rows.filter(({ area_level, age_group }) => area_level === 'country' && age_group === 'total'),
      ) as [{ numerator: number }[], { numerator: number }[]];
      expect(Number(exact?.numerator)).toBeGreaterThan(50);
      expect(Math.abs(Number(shown?.numerator) / Number(exact?.numerator) - 1)).toBeLessThan(0.1);
    }
  });

  it('changes amounts by what persons have, not by cents', async () => {
    const [shown, exact] = [await rowsOf(method, AMOUNT), await readCube(base, AMOUNT, YEAR)];
    const changes = shown.map((row, i) => Math.abs(Number(row.numerator) - Number(exact[i]?.numerator)));
    expect(Math.max(...changes)).toBeGreaterThan(method === 'rounding' ? 100 : 1000);
    if (method === 'rounding') expect(shown.filter(({ numerator }) => Number(numerator) % 500 !== 0)).toEqual([]);
  });

  it('is valid, and is what the method promises, from its folder alone', async () => {
    const engine = engineOf(roots[method]);
    expect(await verifyRelease({ dataRoot: roots[method], release: 'current', engine })).toMatchObject({ valid: true });
    const { safe, years } = await audit(roots[method]);
    expect(safe).toBe(true);
    expect(years.map(({ entity, changed }) => [entity, changed])).toEqual([
      ['beneficiary', method === 'rounding' ? 'rounded to 5' : 'noise of at most 3'],
    ]);
    const guarantees = Object.fromEntries((years[0]?.guarantees ?? []).map((check) => [check.guarantee, check]));
    const wanted = [
      'shown',
      'sensitive',
      'same',
      'within',
      ...(method === 'rounding' ? ['multiple', 'additive'] : []),
      'disclosed',
    ];
    expect(Object.keys(guarantees)).toEqual(wanted);
    for (const { violations, examined } of Object.values(guarantees)) {
      expect(violations).toBe(0);
      expect(examined).toBeGreaterThan(100);
    }
  });

  it('has no exact ratio in any file, nor its digits in any text', async () => {
    const [exact, disclosed] = [new Set<number>(), new Set<number>()];
    for (const code of ALL) {
      for (const row of await rowsOf(method, code)) if (typeof row.obs_value === 'number') disclosed.add(row.obs_value);
      for (const row of await readCube(base, code, YEAR))
        for (const name of ['obs_value', 'ci_lower', 'ci_upper', 'std_value'])
          if (typeof row[name] === 'number') exact.add(row[name]);
    }
    const secrets = [...exact].filter((value) => !disclosed.has(value) && String(value).length > 8);
    expect(secrets.length).toBeGreaterThan(200);
    const eight = secrets.map((secret) => {
      const bytes = Buffer.alloc(8);
      bytes.writeDoubleLE(secret);
      return bytes;
    });
    for (const file of filesBelow(`${roots[method]}/releases/2024Q4`)) {
      const bytes = readFileSync(file);
      expect(eight.filter((secret) => bytes.includes(secret)).length, file).toBe(0);
      if (file.endsWith('.json'))
        expect(secrets.filter((secret) => bytes.includes(String(secret))).length, file).toBe(0);
    }
  });

  it('is the same again, in another data root with the same seed, and in a later release', async () => {
    const again = copyOf(base);
    await publish(catalogues[method], again, ALL.toReversed(), { noiseSeed: SEED, engine: engineOf(again, 2) });
    const wanted = hashesBelow(`${roots[method]}/releases/2024Q4/cubes`);
    expect(hashesBelow(`${again}/releases/2024Q4/cubes`)).toEqual(wanted);
    await publish(catalogues[method], again, ALL, { noiseSeed: SEED, quarter: '2025Q1' });
    expect(hashesBelow(`${again}/releases/2025Q1/cubes`)).toEqual(wanted);
  });

  it('takes a cube in that comes later, beside those that are there', async () => {
    const root = copyOf(base);
    const later = 'cube_013_022';
    const first = ALL.filter((code) => code !== later);
    await publish(catalogues[method], root, first, { noiseSeed: SEED });
    await publish(catalogues[method], root, [later], { noiseSeed: SEED, quarter: '2025Q1' });
    expect(await audit(root)).toMatchObject({ safe: true });
    const [before, after] = ['2024Q4', '2025Q1'].map((name) => hashesBelow(`${root}/releases/${name}/cubes`));
    expect(Object.keys(after ?? {})).toHaveLength(Object.keys(before ?? {}).length + 1);
    expect(after).toMatchObject(before ?? {});
  });

  it('says so in its manifest, sheets and columns', async () => {
    expect(manifests[method].policy.disclosure.beneficiary).toMatchObject(POLICIES[method]);
    expect(manifests[method].cubes.map(({ protection }) => protection)).toEqual(
      ALL.map(() => ({ rule: method, threshold: 5 })),
    );
    const folder = `${roots[method]}/releases/2024Q4`;
    const { texts } = JSON.parse(readFileSync(`${folder}/metadata/cube_013_021.json`, 'utf8'));
    expect(texts.en.remarks.at(-1)).toMatch(method === 'rounding' ? /rounded to 5/ : /noise of at most 3/);
    for (const language of ['fr', 'nl']) expect(texts[language].remarks.at(-1)).not.toBe(texts.en.remarks.at(-1));
    const [footer] = await query(
      `SELECT decode(value) AS said FROM parquet_kv_metadata('${folder}/${pathOf('cube_013_021')}') WHERE decode(key) = 'columns'`,
    );
    expect(String(footer?.said)).toContain(method === 'rounding' ? 'rounded to 5' : 'noise of at most 3');
  });

  it('is not followed by a release of the year by another method', async () => {
    const root = copyOf(roots[method]);
    const other = catalogueOf({ threshold: 5, method: 'primary' });
    await expect(publish(other, root, ALL, { quarter: '2025Q1' })).rejects.toMatchObject({
      exitCode: 6,
      message: expect.stringMatching(/beneficiary of 2022 were released in 2024Q4 \((rounded|noise).*exact figures/),
    });
    expect(existsSync(`${root}/releases/2025Q1`)).toBe(false);
  });
});

it('a year that was released exactly is not released with changed figures', async () => {
  const root = copyOf(base);
  await publish(catalogueOf({ threshold: 5, method: 'primary' }), root, ALL);
  for (const method of METHODS)
    await expect(publish(catalogues[method], root, ALL, { quarter: '2025Q1', noiseSeed: SEED })).rejects.toMatchObject({
      exitCode: 6,
      message: expect.stringMatching(/exact figures/),
    });
});

describe('what is not as promised', () => {
  /** Writes a cube of the current release again, with its rows as SQL changes them. */
  async function tamper(method: Method, code: string, change: string): Promise<string> {
    const root = copyOf(roots[method]);
    const file = `${root}/releases/2024Q4/${pathOf(code)}`;
    chmodSync(join(file, '..'), 0o755);
    await query(`COPY (SELECT * REPLACE (${change}) FROM '${file}' ORDER BY ALL) TO '${file}.new' (FORMAT parquet)`);
    renameSync(`${file}.new`, file);
    signRelease(`${root}/releases/2024Q4`);
    return root;
  }

  it.each([
    ['rounding', 'multiple', 'cube_013_022', 'numerator + 1 AS numerator'],
    [
      'rounding',
      'additive',
      'cube_013_021',
      `CASE WHEN area_level = 'country' AND age_group = 'total' THEN 0 ELSE numerator END AS numerator`,
    ],
    ['rounding', 'same', 'stat_013_001', 'denominator + 5 AS denominator'],
    ['rounding', 'within', 'cube_013_021', 'denominator + 5 AS numerator'],
    ['rounding', 'shown', 'cube_013_001', 'obs_value * 1.01 AS obs_value'],
    ['rounding', 'sensitive', 'cube_013_001', 'CASE WHEN numerator = 5 THEN 4 ELSE numerator END AS numerator'],
    ['rounding', 'disclosed', 'cube_013_021', 'CASE WHEN numerator > 0 THEN denominator ELSE 0 END AS numerator'],
    ['cell_key', 'same', 'stat_003_007', 'denominator + 1 AS denominator'],
    ['cell_key', 'within', 'cube_013_021', 'denominator + 9 AS numerator'],
    ['cell_key', 'shown', 'cube_013_021', '1.0 AS ci_lower'],
    ['cell_key', 'sensitive', 'cube_013_004', 'CASE WHEN numerator = 5 THEN 4 ELSE numerator END AS numerator'],
  ] as const)('is found in the folder alone: %s, %s', async (method, guarantee, code, change) => {
    const root = await tamper(method, code, change);
    const { safe, years } = await audit(root);
    expect(safe).toBe(false);
    expect(years[0]?.guarantees.find((check) => check.guarantee === guarantee)?.violations).toBeGreaterThan(0);
  });
});

describe('the seed of noise', () => {
  it('is in no file of a release, and in no other but its own', async () => {
    const given = filesBelow(roots.cell_key);
    expect(given.filter((file) => readFileSync(file).includes(SEED))).toEqual([]);
    const root = copyOf(base);
    await publish(catalogues.cell_key, root, ALL);
    const file = join(root, 'work', 'noise-seed');
    const seed = readFileSync(file, 'utf8').trim();
    expect(seed).toMatch(/^[0-9a-f]{64}$/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const forms = [seed, seed.toUpperCase(), Buffer.from(seed, 'hex'), Buffer.from(seed, 'hex').toString('base64')];
    expect(
      filesBelow(root).filter((name) => name !== file && forms.some((form) => readFileSync(name).includes(form))),
    ).toEqual([]);
    // Noise of another seed is other noise.
    expect(hashesBelow(`${root}/releases/2024Q4/cubes`)).not.toEqual(
      hashesBelow(`${roots.cell_key}/releases/2024Q4/cubes`),
    );
    await expect(publish(catalogues.cell_key, root, ALL, { quarter: '2025Q1', noiseSeed: SEED })).rejects.toMatchObject(
      {
        exitCode: 2,
        message: expect.stringMatching(/the seed that is given is not that in/),
      },
    );
    rmSync(file);
    await expect(publish(catalogues.cell_key, root, ALL, { quarter: '2025Q1' })).rejects.toMatchObject({
      exitCode: 6,
      message: expect.stringMatching(/noise-seed is gone/),
    });
    expect(existsSync(file)).toBe(false);
  });

  it('is refused where it can be guessed, and is not printed then', async () => {
    const root = copyOf(base);
    const failure = await publish(catalogues.cell_key, root, ALL, { noiseSeed: 'hunter2' }).catch((error) => error);
    expect(failure).toMatchObject({ exitCode: 2 });
    expect(JSON.stringify([failure.message, failure.help])).not.toContain('hunter2');
  });
});
