/** What a release is made of, and that two builds of the same are the same. */
import { lstatSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { currentRelease, listReleases, type ReleaseManifest } from '../../pipeline/release/index.ts';
import { buildSheet } from '../../pipeline/sheet/index.ts';
import { query, readCube, readParquet } from '../support/read-cube.ts';
import { CODES, catalogue, computed, engineOf, hashesBelow, pathOf, publish, releaseOf } from './computed.ts';

let dataRoot: string;
let manifest: ReleaseManifest;
beforeAll(async () => {
  dataRoot = await computed(CODES, [2023]);
  manifest = await publish(dataRoot, '2026Q4', CODES, [2023]);
});

const inAtlas = async (sql: string) => {
  await query(`ATTACH IF NOT EXISTS '${releaseOf(dataRoot, '2026Q4', 'atlas.duckdb')}' AS atlas (READ_ONLY)`);
  return query(sql);
};

describe('a release', () => {
  it('has the layout of the contract and nothing else', () => {
    const codes = [...CODES].sort();
    const files = Object.keys(hashesBelow(releaseOf(dataRoot, '2026Q4')));
    expect(files).toEqual(
      [
        'atlas.duckdb',
        'changes.json',
        'geo/be-2025.topo.json',
        ...codes.map((code) => pathOf(code, 2023)),
        'manifest.json',
        ...codes.map((code) => `metadata/${code}.json`),
      ].sort(),
    );
    expect(readdirSync(releaseOf(dataRoot)).sort()).toEqual(['2026Q4', 'current']);
    expect(readlinkSync(releaseOf(dataRoot, 'current'))).toBe('2026Q4');
    expect(currentRelease(dataRoot)).toBe('2026Q4');
    expect(listReleases(dataRoot)).toEqual(['2026Q4']);
  });

  it('cannot be written to', () => {
    const root = releaseOf(dataRoot, '2026Q4');
    const entries = readdirSync(root, { recursive: true, encoding: 'utf8' });
    const writable = ['', ...entries].filter((path) => (lstatSync(`${root}/${path}`).mode & 0o222) !== 0);
    expect(writable).toEqual([]);
  });

  it('lists every file with its bytes and hash', () => {
    const hashes = hashesBelow(releaseOf(dataRoot, '2026Q4'));
    for (const { path, bytes, sha256 } of manifest.files) {
      expect(sha256, path).toBe(hashes[path]);
      expect(bytes, path).toBe(statSync(releaseOf(dataRoot, '2026Q4', path)).size);
    }
    expect(manifest.files).toHaveLength(Object.keys(hashes).length - 1);
  });

  it('says in its manifest what it was made from, and nothing of a cell', () => {
    const written = JSON.parse(readFileSync(releaseOf(dataRoot, '2026Q4', 'manifest.json'), 'utf8'));
    expect(written).toEqual(JSON.parse(JSON.stringify(manifest)));
    expect(manifest).toMatchObject({
      release: '2026Q4',
      quarter: '2026Q4',
      previous: null,
      created: '2026-11-23T12:00:00.000Z',
      catalogue: { hash: catalogue.hash, vintage: 2025 },
      version: 3,
      synthetic: true,
      publisher: null,
      policy: { disclosure: { beneficiary: { kind: 'threshold', threshold: 5 }, practitioner: { kind: 'none' } } },
    });
    for (const cube of manifest.cubes) {
      expect(manifest.inputs[cube.fingerprint.inputs]?.length).toBeGreaterThan(0);
      expect(cube.release).toBe('2026Q4');
      const { A, M, Q } = cube.counts.obs_status;
      expect(A + M + Q).toBe(cube.rows);
    }
    expect(manifest.checks.map(({ check }) => check)).toContain('orphan');
    // Rows of a delivery are the total that suppressed cells add up to.
    for (const check of manifest.checks)
      expect(Object.keys(check)).toEqual(['run', 'year', 'check', 'purpose', 'severity', 'tolerance', 'outcome']);
    expect(JSON.stringify(manifest)).not.toMatch(/"(numerator|denominator|value)":\d/);
  });

  it('has cubes with the columns of the computed ones, compressed, whose footer says what they are', async () => {
    for (const code of CODES) {
      const file = releaseOf(dataRoot, '2026Q4', pathOf(code, 2023));
      const columns = (path: string) =>
        query(`DESCRIBE SELECT * FROM read_parquet('${path}', hive_partitioning = false)`);
      expect(await columns(file)).toEqual(await columns(`${dataRoot}/work/${pathOf(code, 2023)}`));
      const codecs = await query(`SELECT DISTINCT compression FROM parquet_metadata('${file}')`);
      expect(codecs).toEqual([{ compression: 'ZSTD' }]);
      const footer = await query(
        `SELECT decode(key) AS key, decode(value) AS value FROM parquet_kv_metadata('${file}')`,
      );
      expect(Object.fromEntries(footer.map(({ key, value }) => [key, value]))).toMatchObject({
        code,
        title: catalogue.indicators[code]?.title.en,
        unit: catalogue.indicators[code]?.unit.en,
        source: expect.stringContaining(code),
        catalogue_hash: catalogue.hash,
        synthetic: 'true',
      });
    }
  });

  it('has the sheet of every indicator in every language', () => {
    for (const code of CODES) {
      const indicator = catalogue.indicators[code];
      if (indicator === undefined) throw new Error(code);
      const sheet = JSON.parse(readFileSync(releaseOf(dataRoot, '2026Q4', `metadata/${code}.json`), 'utf8'));
      expect(sheet).toEqual(JSON.parse(JSON.stringify(buildSheet(catalogue, indicator, { synthetic: true }))));
      expect(Object.keys(sheet.texts)).toEqual(['fr', 'nl', 'en']);
    }
  });

  it('has a table per indicator in its atlas, with the rows of its cubes and comments', async () => {
    for (const code of CODES) {
      const rows = await inAtlas(`SELECT * FROM atlas.${code} ORDER BY ALL`);
      const cube = await readParquet(releaseOf(dataRoot, '2026Q4', pathOf(code, 2023)));
      expect(rows).toHaveLength(cube.length);
      expect(rows).toEqual(expect.arrayContaining(cube.slice(0, 200)));
    }
    const tables = await inAtlas(
      `SELECT table_name, comment FROM duckdb_tables() WHERE database_name = 'atlas' AND schema_name = 'main' ORDER BY 1`,
    );
    expect(tables.map(({ table_name }) => table_name)).toEqual([...CODES].sort());
    expect(tables.find(({ table_name }) => table_name === 'cube_013_001')?.comment).toContain(
      catalogue.indicators.cube_013_001?.title.en,
    );
    const silent = await inAtlas(
      `SELECT column_name FROM duckdb_columns() WHERE database_name = 'atlas' AND schema_name = 'main'
         AND table_name LIKE '%\\_0%' ESCAPE '\\' AND comment IS NULL`,
    );
    expect(silent).toEqual([]);
  });

  it('has views of indicators and areas in its atlas', async () => {
    const indicators = await inAtlas(
      'SELECT code, measure, first_year, last_year, title_fr FROM atlas.indicator ORDER BY code',
    );
    expect(indicators.map(({ code }) => code)).toEqual([...CODES].sort());
    expect(indicators[0]).toMatchObject({
      first_year: 2023,
      last_year: 2023,
      title_fr: catalogue.indicators.cube_013_001?.title.fr,
    });
    const places = await inAtlas(
      `SELECT region, province, arrondissement, municipality FROM atlas.area WHERE ref_area = '21001A00-' AND area_level = 'sector'`,
    );
    expect(places).toEqual([{ region: '04000', province: null, arrondissement: '21000', municipality: '21001' }]);
    const names = await inAtlas(
      `SELECT language, name FROM atlas.area_name WHERE ref_area = '21000' ORDER BY language`,
    );
    expect(names.map(({ language }) => language)).toEqual(['fr', 'nl']);
    const nameless = await inAtlas(
      `SELECT DISTINCT ref_area FROM atlas.area WHERE ref_area NOT IN (SELECT ref_area FROM atlas.area_name WHERE language = 'fr')`,
    );
    expect(nameless).toEqual([]);
  });

  it('is the same in cubes and sheets whoever builds it, on however many threads, and equal in its atlas', async () => {
    const again = await computed(CODES, [2023]);
    await publish(again, '2026Q4', CODES, [2023], {
      engine: engineOf(again, 2),
      now: new Date('2027-01-01T00:00:00Z'),
    });
    const [one, other] = [dataRoot, again].map((root) => {
      const { 'manifest.json': _, 'atlas.duckdb': __, ...hashes } = hashesBelow(releaseOf(root, '2026Q4'));
      return hashes;
    });
    expect(other).toEqual(one);
    for (const table of [...CODES, 'indicator', 'area', 'area_name']) {
      await query(`ATTACH IF NOT EXISTS '${releaseOf(again, '2026Q4', 'atlas.duckdb')}' AS again (READ_ONLY)`);
      const [row] = await inAtlas(
        `SELECT (SELECT COUNT(*) FROM atlas.${table}) - (SELECT COUNT(*) FROM again.${table})
           + (SELECT COUNT(*) FROM (FROM atlas.${table} EXCEPT FROM again.${table})) AS different`,
      );
      expect(row, table).toEqual({ different: 0 });
    }
  });

  it('leaves the computed cubes as they were', async () => {
    expect((await readCube(dataRoot, 'cube_013_001', 2023))[0]).toMatchObject({ conf_status: 'N' });
  });
});
