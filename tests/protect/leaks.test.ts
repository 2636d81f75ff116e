/**
 * No file of a release holds a figure that it does not show: rows, statistics, footers, the atlas
 * with its free pages, texts.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Catalogue } from '../../pipeline/catalogue/index.ts';
import { diffReleases, verifyRelease } from '../../pipeline/release/index.ts';
import { query, readCube, readParquet } from '../support/read-cube.ts';
import { CODES, catalogueWith, computed, copyOf, engineOf, pathOf, publish, YEAR } from './scene.ts';

const FIGURES = [
  'numerator',
  'denominator',
  'obs_value',
  'ci_lower',
  'ci_upper',
  'std_value',
  'std_ci_lower',
  'std_ci_upper',
];

let catalogue: Catalogue;
let root: string;
let folder: string;
/**
 * Ratios of suppressed cells that no shown cell has: eight bytes each, of so many digits that no
 * text has them by chance.
 */
let secrets: number[];

beforeAll(async () => {
  catalogue = catalogueWith();
  root = await computed(catalogue);
  await publish(catalogue, root);
  folder = join(root, 'releases', '2024Q4');
  const [suppressed, shown] = [new Set<number>(), new Set<number>()];
  for (const code of CODES) {
    const rows = await readParquet(join(folder, pathOf(code)));
    for (const [i, cell] of (await readCube(root, code, YEAR)).entries())
      for (const name of ['obs_value', 'ci_lower', 'ci_upper'])
        if (typeof cell[name] === 'number') (rows[i]?.[name] === null ? suppressed : shown).add(cell[name]);
  }
  secrets = [...suppressed].filter((value) => !shown.has(value) && String(value).length > 8);
});

const files = () =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile());

const rowsOf = (code: string) => `read_parquet('${join(folder, pathOf(code))}', hive_partitioning = false)`;

describe('a release', () => {
  it('has suppressed ratios to look for', () => {
    expect(secrets.length).toBeGreaterThan(20);
  });

  it.each(CODES)('%s: the statistics of the file are those of its shown cells', async (code) => {
    const file = join(folder, pathOf(code));
    const rows = await readParquet(file);
    const statistics = (await query(
      `SELECT path_in_schema AS name, MIN(TRY_CAST(COALESCE(stats_min_value, stats_min) AS DOUBLE)) AS low,
        MAX(TRY_CAST(COALESCE(stats_max_value, stats_max) AS DOUBLE)) AS high
      FROM parquet_metadata('${file}') WHERE path_in_schema IN (${FIGURES.map((name) => `'${name}'`).join(', ')})
      GROUP BY ALL`,
    )) as { name: string; low: number | null; high: number | null }[];
    expect(statistics).toHaveLength(FIGURES.length);
    for (const { name, low, high } of statistics) {
      const shown = rows.map((row) => row[name]).filter((value) => typeof value === 'number');
      if (low !== null && high !== null) expect([low, high]).toEqual([Math.min(...shown), Math.max(...shown)]);
    }
  });

  it('has no byte of a suppressed ratio in any file, nor its digits in any text', () => {
    const eight = secrets.map((secret) => {
      const bytes = Buffer.alloc(8);
      bytes.writeDoubleLE(secret);
      return bytes;
    });
    for (const name of files()) {
      const bytes = readFileSync(join(folder, name));
      expect(
        eight.filter((secret) => bytes.includes(secret)),
        name,
      ).toEqual([]);
      if (name.endsWith('.json'))
        expect(
          secrets.filter((secret) => bytes.includes(String(secret))),
          name,
        ).toEqual([]);
    }
  });

  it('has an atlas with the rows of its cubes and no others', async () => {
    await query(`ATTACH '${join(folder, 'atlas.duckdb')}' AS atlas_of_leaks (READ_ONLY)`);
    try {
      const tables = await query(
        `SELECT table_name AS name FROM duckdb_tables() WHERE database_name = 'atlas_of_leaks' AND schema_name = 'main' ORDER BY 1`,
      );
      expect(tables.map(({ name }) => name)).toEqual([...CODES].sort());
      for (const code of CODES)
        expect(
          await query(
            `(FROM atlas_of_leaks.main.${code} EXCEPT ALL FROM ${rowsOf(code)}) UNION ALL (FROM ${rowsOf(code)} EXCEPT ALL FROM atlas_of_leaks.main.${code})`,
          ),
        ).toEqual([]);
    } finally {
      await query('DETACH atlas_of_leaks');
    }
  });
});

it('reports on releases contain no suppressed figure', async () => {
  await publish(catalogue, root, CODES, { quarter: '2025Q1' });
  const engine = engineOf(root);
  const disclosed = [
    await diffReleases({ dataRoot: root, from: '2024Q4', to: '2025Q1', engine }),
    await verifyRelease({ dataRoot: root, release: 'current', engine }),
  ].map((report) => JSON.stringify(report));
  for (const text of disclosed) expect(secrets.filter((secret) => text.includes(String(secret)))).toEqual([]);
});

it('what gates and checks measured is not in a release, but in the work folder', async () => {
  const own = copyOf(root);
  const message = 'the country goes from 0.5034 (2023) to 0.5715';
  const gate = {
    gate: 'previous_year',
    subject: `${CODES[0]} ${YEAR}`,
    message,
    outcome: 'accepted',
    reason: 'known',
  } as const;
  await publish(catalogue, own, CODES, { quarter: '2025Q3', gates: [gate] });
  const { gates, accepted, checks } = JSON.parse(
    readFileSync(join(own, 'releases', '2025Q3', 'manifest.json'), 'utf8'),
  );
  const { message: _, ...verdict } = gate;
  expect({ gates, accepted }).toEqual({ gates: [verdict], accepted: [verdict] });
  expect(checks.length).toBeGreaterThan(5);
  for (const check of checks) for (const number of ['examined', 'offending']) expect(check).not.toHaveProperty(number);
  expect(JSON.parse(readFileSync(join(own, 'work', 'runs', '2025Q3.gates.json'), 'utf8'))).toEqual([gate]);
});

it('the work folder is private', () => {
  expect(statSync(join(root, 'work')).mode & 0o777).toBe(0o700);
  expect(readFileSync(join(root, 'work', 'RESTRICTED.txt'), 'utf8')).toMatch(/^Restricted: unprotected figures/);
});
