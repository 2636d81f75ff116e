/**
 * The command run as a process on synthetic claims: the whole family against the oracle, the five
 * seeds against hand-written SQL too.
 */
import { mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Vintage } from '../../pipeline/catalogue/index.ts';
import { type Cell, type Delivery, evaluate, mapDate } from '../oracle/index.ts';
import { compareCube, compareSupport } from '../support/compare-cubes.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { cubePath, query, readCube, readSupport } from '../support/read-cube.ts';
import { readDelivery } from '../support/read-delivery.ts';
import { REPOSITORY, shippedCatalogue } from '../support/shipped-catalogue.ts';
import { checkFigures, type Figure } from './check-figures.ts';
import { runCommand } from './run-command.ts';

const CODES = ['cube_013_001', 'cube_013_004', 'cube_013_021', 'stat_003_007', 'stat_020_033'];
/** Rows of a cube: areas of its levels, times bands and their total. */
const AREAS_2025 = { municipalities: 565, sectors: 19_786 };
const AREAS_2024 = { municipalities: 580, sectors: 19_786 };
const ABOVE_MUNICIPALITY = 1 + 3 + 10 + 43;
const BANDS = 11;

const RUNS: readonly [
  string,
  { beneficiaries: number; seed: number; year: number; vintage: Vintage },
  typeof AREAS_2025,
][] = [
  ['3 000 people of 2019 on the map of 2025', { beneficiaries: 3_000, seed: 1, year: 2019, vintage: 2025 }, AREAS_2025],
  [
    '15 000 people of 2024 on the map of that year',
    { beneficiaries: 15_000, seed: 42, year: 2024, vintage: 'reference_year' },
    AREAS_2024,
  ],
];

describe.each(RUNS)('%s', (_name, { beneficiaries, seed, year, vintage }, areas) => {
  const dataRoot = makeDataRoot();
  let delivery: Delivery;
  let figures: Map<string, Map<string, Figure>>;

  beforeAll(async () => {
    const catalogue = vintage === 2025 ? join(REPOSITORY, 'indicators.yaml') : writeCatalogue(dataRoot, vintage);
    const common = ['--data', dataRoot, '--catalogue', catalogue, '--threads', '1'];
    // Figures over several years need those before; those of July to June the next one.
    const others = beneficiaries <= 3_000 ? [year - 2, year - 1, year + 1] : [];
    const years = others.length === 0 ? `${year}..${year}` : `${year - 2}..${year + 1}`;
    runCommand('synth', '--beneficiaries', String(beneficiaries), '--seed', String(seed), '--years', years, ...common);
    runCommand('run', '--years', String(year), ...common);
    delivery = {
      ...(await readDelivery(dataRoot, year)),
      others: await Promise.all(others.map((other) => readDelivery(dataRoot, other))),
    };
    figures = await checkFigures(dataRoot, year, mapDate(vintage, year), CODES);
  });

  const family = Object.keys(shippedCatalogue().indicators);
  it.each(beneficiaries <= 3_000 ? family : CODES)('%s is what the oracle computes, cell by cell', async (code) => {
    const oracle = evaluate(shippedCatalogue(vintage), code, delivery);
    expect(compareCube(await readCube(dataRoot, code, year), oracle)).toEqual([]);
    expect(compareSupport(await readSupport(dataRoot, code, year), oracle)).toEqual([]);
  });

  it.each(CODES)('%s is what a hand-written query computes, cell by cell', async (code) => {
    const wanted = figures.get(code) ?? new Map<string, Figure>();
    const cube = await readCube(dataRoot, code, year);
    const empty: Figure = { numerator: 0, denominator: code === 'stat_020_033' ? null : 0, obs_value: null };
    const none = code === 'stat_020_033' ? { ...empty, obs_value: 0 } : empty;
    const different = cube.flatMap((cell) => {
      const figure = wanted.get(keyOf(cell)) ?? none;
      return isSame(cell, figure) ? [] : [{ cell, figure }];
    });
    const keys = new Set(cube.map(keyOf));
    expect(different.slice(0, 3)).toEqual([]);
    expect([...wanted.keys()].filter((key) => !keys.has(key))).toEqual([]);
    expect(wanted.get(`country|01000${code.startsWith('cube') ? '|total' : ''}`)?.numerator).toBeGreaterThan(0);
  });

  it('every area and every band has its row', async () => {
    const rows = await Promise.all(CODES.map(async (code) => (await readCube(dataRoot, code, year)).length));
    const byAge = (ABOVE_MUNICIPALITY + areas.municipalities) * BANDS;
    const bySector = ABOVE_MUNICIPALITY + areas.municipalities + areas.sectors;
    expect(rows).toEqual([byAge, byAge, byAge, bySector, ABOVE_MUNICIPALITY]);
  });

  it.each(CODES)('%s has the columns of the contract, in their order', async (code) => {
    const file = cubePath(dataRoot, code, year);
    const described = await query(`DESCRIBE FROM read_parquet('${file}', hive_partitioning = false)`);
    const columns = described.map((row) => `${row.column_name} ${row.column_type}`);
    const expected = [
      'time_period INTEGER',
      'area_level VARCHAR',
      'ref_area VARCHAR',
      ...(code.startsWith('cube') ? ['age_group VARCHAR'] : []),
      'numerator BIGINT',
      'denominator BIGINT',
      'obs_value DOUBLE',
      'ci_lower DOUBLE',
      'ci_upper DOUBLE',
      'std_value DOUBLE',
      'std_ci_lower DOUBLE',
      'std_ci_upper DOUBLE',
      'obs_status VARCHAR',
      'conf_status VARCHAR',
    ];
    expect(columns.slice(0, expected.length)).toEqual(expected);
  });

  it('unprotected cubes lie where nobody else can read', () => {
    expect(statSync(join(dataRoot, 'work')).mode & 0o777).toBe(0o700);
  });
});

/**
 * The shipped catalogue on another map, in a folder of its own with the reference data beside it.
 */
function writeCatalogue(dataRoot: string, vintage: Vintage): string {
  const folder = join(dataRoot, 'catalogue');
  mkdirSync(join(folder, 'data'), { recursive: true });
  symlinkSync(join(REPOSITORY, 'data', 'reference'), join(folder, 'data', 'reference'));
  const yaml = readFileSync(join(REPOSITORY, 'indicators.yaml'), 'utf8');
  writeFileSync(join(folder, 'indicators.yaml'), yaml.replace(/^vintage: .*$/m, `vintage: ${vintage}`));
  return join(folder, 'indicators.yaml');
}

function keyOf({ area_level, ref_area, age_group }: Cell): string {
  return [area_level, ref_area, age_group].filter((part) => part !== undefined).join('|');
}

function isSame(cell: Cell, figure: Figure): boolean {
  const [value, wanted] = [cell.obs_value ?? null, figure.obs_value];
  const isClose = value === wanted || Math.abs(Number(value) - Number(wanted)) <= 1e-12 * Math.abs(Number(wanted));
  return cell.numerator === figure.numerator && cell.denominator === figure.denominator && isClose;
}
