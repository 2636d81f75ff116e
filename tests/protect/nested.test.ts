/** Two counts that are shown, of which one contains the other by definition, give their difference away: counted, protected, or neither, as the policy says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { reportNested } from '../../pipeline/release/audit/report-nested.ts';
import { auditRelease, LINKED, type Protection, type ReleaseAudit } from '../../pipeline/release/index.ts';
import { readMeaning } from '../../pipeline/release/protect/meaning.ts';
import { nestedFigures } from '../../pipeline/release/protect/nested-pairs.ts';
import { cubes } from '../cli/command.ts';
import { type Document, deliver } from '../refresh/small-country.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { query } from '../support/read-cube.ts';
import { runPipeline } from '../support/run-pipeline.ts';
import { REPOSITORY } from '../support/shipped-catalogue.ts';
import { catalogueWith, copyOf, engineOf, pathOf, publish, YEAR } from './scene.ts';

const WHOLE = 'cube_013_001';
const PARTS = ['cube_013_003', 'cube_013_021'];
/** A share that everybody with a visit counts in, in most places all there are. */
const EVERYBODY = 'cube_013_900';
const CODES = [WHOLE, ...PARTS, EVERYBODY];

const shipped = parse(readFileSync(join(REPOSITORY, 'indicators.yaml'), 'utf8')) as Document;

const catalogueOf = (nested: Policy) =>
  catalogueWith((document) => {
    for (const code of CODES) document.indicators[code] ??= { ...shipped.indicators[code], tests: [], related: [] };
    document.indicators[EVERYBODY] = {
      ...structuredClone(document.indicators[WHOLE]),
      measure: { share: { of: 'beneficiary', where: { FF_MH: { at_least: 1 } } }, per: 100 },
    };
    document.disclosure.beneficiary = { threshold: 5, method: 'linked', nested_differences: nested };
  });

/** What the files of a release show, pair by pair: by a reader who joins two cubes. */
async function joined(root: string, part: string): Promise<{ examined: number; disclosed: number }> {
  const [row = {}] = await query(
    `SELECT
  COUNT(*)::INTEGER AS examined,
  COUNT(*) FILTER (own.numerator - part.numerator BETWEEN 1 AND 4)::INTEGER AS disclosed
FROM '${root}/releases/current/${pathOf(WHOLE)}' AS own
JOIN '${root}/releases/current/${pathOf(part)}' AS part USING (area_level, ref_area, age_group)
WHERE own.numerator IS NOT NULL AND part.numerator IS NOT NULL`,
  );
  return { examined: Number(row.examined), disclosed: Number(row.disclosed) };
}

async function joinedAll(root: string): Promise<{ examined: number; disclosed: number }> {
  const all = await Promise.all(PARTS.map((part) => joined(root, part)));
  const sum = (of: 'examined' | 'disclosed') => all.reduce((total, one) => total + one[of], 0);
  return { examined: sum('examined'), disclosed: sum('disclosed') };
}

async function everybodyIn(root: string): Promise<number> {
  const counts = CODES.map(
    (code) =>
      `SELECT COUNT(*)::INTEGER AS n FROM '${root}/releases/current/${pathOf(code)}' WHERE numerator > 0 AND numerator = denominator`,
  );
  const [row = {}] = await query(`SELECT SUM(n)::INTEGER AS n FROM (${counts.join(' UNION ALL ')})`);
  return Number(row.n);
}

const audit = (root: string) => auditRelease({ dataRoot: root, release: 'current', engine: engineOf(root) });

type Policy = 'protect' | 'report' | 'ignore';

interface Released {
  readonly root: string;
  /** What was found before publication. */
  readonly found: ReleaseAudit | undefined;
}

async function released(from: string, policy: Policy, protection: Protection = LINKED): Promise<Released> {
  const root = copyOf(from);
  let found: ReleaseAudit | undefined;
  const onAudit = (one: ReleaseAudit) => {
    found = one;
  };
  await publish(catalogueOf(policy), root, CODES, { onAudit, protection });
  return { root, found };
}

let base: string;
beforeAll(async () => {
  const catalogue = catalogueOf('report');
  base = makeDataRoot();
  // Nearly everybody with an image has a diagnostic one.
  const lives = 'HASH(i) % 100 < 6 * (i % 18)';
  await deliver(base, YEAR, {
    people: 6_000,
    population: lives,
    claims: `${lives} AND HASH(i, code, m) % 100 < CASE code WHEN 453154 THEN 30 WHEN 109616 THEN 100 ELSE 3 END`,
  });
  await runPipeline(catalogue, base, { codes: CODES, years: [YEAR] });
});

it('knows which counts contain which by their definitions', () => {
  const meaning = readMeaning(catalogueOf('report'), CODES);
  const pairs = nestedFigures(meaning);
  expect(pairs.map(({ inner, outer }) => [inner, outer])).toEqual(
    PARTS.map((part) => [`${part} numerator`, `${WHOLE} numerator`]),
  );
});

describe('a policy that reports', () => {
  let of: Released;
  beforeAll(async () => {
    of = await released(base, 'report');
  });

  it('counts before publication and in the audit what a join of the cubes gives', async () => {
    const expected = await joinedAll(of.root);
    expect(expected.disclosed).toBeGreaterThan(0);
    expect(of.found?.years[0]?.nestedDifferences).toEqual({ ...expected, unproven: null });
    expect((await audit(of.root)).years[0]).toMatchObject({
      nestedPolicy: 'report',
      nestedDifferences: expected,
      safe: true,
    });
  });

  it('counts the cells in which everybody is a case', async () => {
    const everybody = await everybodyIn(of.root);
    expect(everybody).toBeGreaterThan(0);
    expect(of.found?.years[0]?.everybody).toBe(everybody);
    expect((await audit(of.root)).years[0]?.everybody).toBe(everybody);
  });

  it('says so in a refresh and an audit, as counts alone', async () => {
    const { disclosed, examined } = await joinedAll(of.root);
    const everybody = await everybodyIn(of.root);
    const report = { entity: 'beneficiary', year: YEAR, examined, disclosed, everybody };
    expect(of.found && reportNested(of.found)).toEqual([report]);
    const printed = await cubes(['audit', 'current', '--data', of.root]);
    expect(printed.stdout).toContain(`${disclosed} of ${examined} differences`);
    expect(printed.stdout).toContain('(policy: report)');
  });
});

describe('a policy that ignores', () => {
  it('says nothing when a release is made, and shows what a policy that reports shows', async () => {
    const of = await released(base, 'ignore');
    expect(of.found && reportNested(of.found)).toEqual([]);
    const reported = await released(base, 'report');
    expect(await joinedAll(of.root)).toEqual(await joinedAll(reported.root));
  });
});

describe('a policy that protects', () => {
  it('leaves no difference that can be known', async () => {
    const { root, found } = await released(base, 'protect');
    expect(await joinedAll(root)).toMatchObject({ disclosed: 0 });
    expect(found?.years[0]).toMatchObject({ nestedDifferences: { disclosed: 0, unproven: 0 }, safe: true });
    expect(await audit(root)).toMatchObject({ safe: true });
  });

  it('publishes nothing that shows one', async () => {
    const careless: Protection = {
      ...LINKED,
      protect: (year) => LINKED.protect({ ...year, catalogue: catalogueOf('report') }),
    };
    await expect(released(base, 'protect', careless)).rejects.toThrow(/nested differences/);
  });

  it('suppresses what an earlier release has shown, and does not ask about it', async () => {
    const { root } = await released(base, 'report');
    const later = await released(root, 'protect', { ...LINKED, rule: 'linked, for the test' });
    expect(await joinedAll(later.root)).toMatchObject({ disclosed: 0 });
    expect(later.found?.years[0]).toMatchObject({ nestedDifferences: { disclosed: 0, unproven: 0 }, safe: true });
  });
});
