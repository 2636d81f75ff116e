/**
 * Which margins of a year are shown: by the share of their sensitive cells, and by what earlier
 * releases did.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ThresholdPolicy } from '../../pipeline/catalogue/index.ts';
import { type IsProved, type ShownMargins, shownMargins } from '../../pipeline/disclosure/methods/withheld-margins.ts';
import { type Engine, openDuckDB } from '../../pipeline/engine/index.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { catalogueWith } from './scene.ts';

const policy = catalogueWith().disclosure.beneficiary as ThresholdPolicy;
const PROVED: IsProved = async () => true;
const DIMENSIONS = ['age_group', 'sex'];
let engine: Engine;

beforeAll(async () => {
  engine = await openDuckDB({ threads: 1, memoryLimit: '200MB', tempDirectory: makeDataRoot() });
  // People by municipality, age and sex: of both together there are too few.
  await engine.execute(`CREATE TABLE cube AS
SELECT level AS area_level, age AS age_group, sex, n AS numerator, n AS numerator_members, n AS denominator
FROM (VALUES
  ('country', 'total', 'total', 400), ('country', 'young', 'total', 400),
  ('country', 'total', 'f', 400), ('country', 'young', 'f', 400),
  ('municipality', 'total', 'total', 20), ('municipality', 'young', 'total', 6), ('municipality', 'old', 'total', 14),
  ('municipality', 'total', 'f', 20), ('municipality', 'young', 'f', 3), ('municipality', 'old', 'f', 4)
) AS t(level, age, sex, n)`);
  const shown = (condition: string) => `SELECT *, CASE WHEN ${condition} THEN 'A' ELSE 'Q' END AS obs_status,
  CASE WHEN ${condition} THEN 'F' ELSE 'D' END AS conf_status FROM cube`;
  await engine.execute(`CREATE TABLE without_ages AS ${shown(`area_level = 'country' OR age_group = 'total'`)}`);
  await engine.execute(`CREATE TABLE country_alone AS ${shown(`area_level = 'country'`)}`);
});
afterAll(() => engine.close());

async function namesOf(earlier: readonly string[] = [], proved = PROVED): Promise<Record<string, string[]>> {
  const source = (relation: string) => ({ relation, dimensions: DIMENSIONS });
  const shown: ShownMargins = await shownMargins(engine, [source('cube')], earlier.map(source), policy, proved);
  return Object.fromEntries([...shown].map(([level, names]) => [level, [...names].sort()]));
}

it('shows of two dimensions that are sparse together the one with more cells', async () => {
  expect(await namesOf()).toMatchObject({ country: DIMENSIONS, municipality: ['age_group'] });
});

it('withholds besides, with what is finer, a margin of which cells find no protection', async () => {
  const source = [{ relation: 'cube', dimensions: DIMENSIONS }];
  const shownWithout = (dimensions: readonly string[]) =>
    shownMargins(engine, source, [], policy, PROVED, [{ level: 'municipality', dimensions }]);
  expect([...((await shownWithout(['age_group'])).get('municipality') ?? [])]).toEqual(['sex']);
  expect((await shownWithout([])).has('municipality')).toBe(false);
});

it('withholds the whole level where its totals would disclose cells', async () => {
  const targets: string[] = [];
  const proved: IsProved = async (level, kept) => {
    targets.push(`${level} ${[...kept].join(' ')}`);
    return level !== 'municipality';
  };
  expect(await namesOf([], proved)).not.toHaveProperty('municipality');
  expect(targets).toContain('municipality ');
});

it('shows a dimension less where the totals of one dimension would disclose cells', async () => {
  const proved: IsProved = async (_, kept) => !kept.has('age_group') && !kept.has('sex');
  expect((await namesOf([], proved)).municipality).toEqual([]);
});

it('withholds what an earlier release withheld, and shows what it showed', async () => {
  expect((await namesOf(['without_ages'])).municipality).toEqual(['sex']);
  expect(await namesOf(['country_alone'])).not.toHaveProperty('municipality');
  expect((await namesOf(['without_ages'], async () => false)).municipality).toEqual(['sex']);
});
