/**
 * A year of three municipalities and two sexes, small enough to enumerate: counts are given, not
 * computed from claims, and published by the linked rule.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Catalogue, ThresholdPolicy } from '../../pipeline/catalogue/index.ts';
import { LINKED } from '../../pipeline/disclosure/index.ts';
import type { EarlierCube, UnprotectedCube } from '../../pipeline/disclosure/methods/protection.ts';
import { type Engine, openDuckDB } from '../../pipeline/engine/index.ts';
import { makeCatalogue, open, quickly } from '../refresh/small-country.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { type Leaves, type ReleasedCell, sumOf } from './least-revision.ts';

/** People with one examination or more, and those of them with two or more. */
export const WHOLE = 'cube_013_021';
export const PART = 'cube_013_001';
export const YEAR = 2022;
/** In every leaf. */
export const PEOPLE = 40;
/** Two of Antwerp, and one of Brussels. */
const MUNICIPALITIES = ['11001', '11002', '21001'];
const SEXES = ['1', '2'];
export const LEAVES = MUNICIPALITIES.length * SEXES.length;

/** By level and area, the municipalities in it. */
const AREAS: readonly (readonly [string, string, readonly number[]])[] = [
  ['country', '01000', [0, 1, 2]],
  ['region', '02000', [0, 1]],
  ['region', '04000', [2]],
  ['province', '10000', [0, 1]],
  ['arrondissement', '11000', [0, 1]],
  ['arrondissement', '21000', [2]],
  ['municipality', '11001', [0]],
  ['municipality', '11002', [1]],
  ['municipality', '21001', [2]],
];

/** Which leaves a cell adds up, in the order of its rows. */
export const CELLS = AREAS.flatMap(([level, area, places]) =>
  ['total', ...SEXES].map((sex) => ({
    level,
    area,
    sex,
    of: places.flatMap((place) => SEXES.flatMap((one, i) => (sex === 'total' || sex === one ? [place * 2 + i] : []))),
  })),
);

function tinyCatalogue(): Catalogue {
  const file = makeCatalogue((document) => {
    quickly(document);
    document.disclosure.beneficiary = { threshold: 5, method: 'linked', sparse: 1 };
  });
  const geo = join(dirname(file), 'data', 'reference', 'geo');
  for (const name of ['municipalities.csv', 'statistical_sectors_2011.csv']) {
    const [head = '', ...rows] = readFileSync(join(geo, name), 'utf8').split('\n');
    const kept = rows.filter((row) => MUNICIPALITIES.some((code) => row.startsWith(code)));
    writeFileSync(join(geo, name), `${[head, ...kept].join('\n')}\n`);
  }
  const catalogue = open(file);
  const whole = catalogue.indicators[WHOLE];
  if (whole?.measure.numerator.kind !== 'members') throw new Error(`${WHOLE} counts no members`);
  const [condition] = whole.measure.numerator.where;
  if (condition === undefined) throw new Error(`${WHOLE} has no condition`);
  const counting = (code: string, value: number) => ({
    ...whole,
    code,
    dimensions: ['sex'],
    standard: null,
    measure: {
      ...whole.measure,
      numerator: {
        kind: 'members' as const,
        where: [{ variable: condition.variable, atLeast: { kind: 'number' as const, value } }],
      },
    },
  });
  return { ...catalogue, indicators: { [WHOLE]: counting(WHOLE, 1), [PART]: counting(PART, 2) }, invariants: {} };
}

/** What was published of some cubes. */
export interface Published {
  /** By code: as it was computed, as it is published, and what is shown of it. */
  readonly cubes: Readonly<Record<string, UnprotectedCube>>;
  readonly versions: Readonly<Record<string, EarlierCube>>;
  readonly shown: Readonly<Record<string, readonly ReleasedCell[]>>;
}

export interface TinyYear {
  readonly engine: Engine;
  readonly catalogue: Catalogue;
  readonly policy: ThresholdPolicy;
  /** Publishes counts by code, under a name of its own, by a threshold. */
  readonly publish: (
    name: string,
    counts: Readonly<Record<string, Leaves>>,
    earlier?: readonly Published[],
    threshold?: number,
  ) => Promise<Published>;
}

export async function openTinyYear(): Promise<TinyYear> {
  const catalogue = tinyCatalogue();
  const policy = catalogue.disclosure.beneficiary;
  if (policy?.kind !== 'threshold') throw new Error('no policy');
  const engine = await openDuckDB({ threads: 1, memoryLimit: '500MB', tempDirectory: join(makeDataRoot(), 'tmp') });
  const members = catalogue.dimensions.sex?.members ?? [];
  const memberOf = (sex: string) => (sex === 'total' ? sex : members[Number(sex) - 1]);

  async function compute(relation: string, leaves: Leaves): Promise<void> {
    const rows = CELLS.map(({ level, area, sex, of }) => {
      const [count, whole] = [sumOf(leaves, of), of.length * PEOPLE];
      return `(${YEAR}, '${level}', '${area}', '${memberOf(sex)}', ${count}, ${whole}, ${count / whole}, ${count})`;
    });
    await engine.execute(
      `CREATE OR REPLACE TABLE ${relation} AS
SELECT *, 'A' AS obs_status, MAP {1::BIGINT: numerator_members::BIGINT} AS members_by_events, NULL::BIGINT AS least_stratum
FROM (VALUES ${rows.join(', ')}) AS cube (time_period, area_level, ref_area, sex, numerator, denominator, obs_value, numerator_members)`,
    );
  }

  async function release(relation: string, computed: string, mask: string): Promise<ReleasedCell[]> {
    const keys = 'time_period, area_level, ref_area, sex';
    const figures = ['numerator', 'denominator', 'obs_value'];
    await engine.execute(
      `CREATE OR REPLACE TABLE ${relation} AS
SELECT ${keys}, ${figures.map((name) => `CASE WHEN decided.conf_status = 'F' THEN ${name} END AS ${name}`).join(', ')},
  CASE WHEN decided.conf_status = 'F' THEN 'A' ELSE 'Q' END AS obs_status, decided.conf_status
FROM ${computed} JOIN ${mask} AS decided USING (${keys})`,
    );
    const rows = await engine.query(`SELECT area_level, ref_area, sex, numerator, conf_status FROM ${relation}`);
    return CELLS.map(({ level, area, sex, of }) => {
      const row = rows.find((one) => one.area_level === level && one.ref_area === area && one.sex === memberOf(sex));
      return { of, shown: row?.numerator == null ? null : Number(row.numerator), status: String(row?.conf_status) };
    });
  }

  return {
    engine,
    catalogue,
    policy,
    publish: async (name, counts, earlier = [], threshold = 5) => {
      const codes = Object.keys(counts);
      const cubes: Record<string, UnprotectedCube> = {};
      for (const code of codes) {
        cubes[code] = { code, relation: `computed_${code}_${name}` };
        await compute(cubes[code].relation, counts[code] ?? []);
      }
      const tableStatuses = await LINKED.protect({
        engine,
        catalogue: { ...catalogue, disclosure: { ...catalogue.disclosure, beneficiary: { ...policy, threshold } } },
        year: YEAR,
        cubes: Object.values(cubes),
        before: (code) => earlier.flatMap(({ versions }) => versions[code] ?? []),
      });
      const versions: Record<string, EarlierCube> = {};
      const shown: Record<string, ReleasedCell[]> = {};
      for (const code of codes) {
        const relation = `released_${code}_${name}`;
        shown[code] = await release(relation, cubes[code]?.relation ?? '', tableStatuses[code] ?? '');
        versions[code] = { relation, few: threshold - 1, audited: true, fingerprint: name };
      }
      return { cubes, versions, shown };
    },
  };
}

/** Whole numbers below a bound, as if by chance, the same in every run. */
export function drawing(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * bound);
  };
}
