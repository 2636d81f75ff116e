/**
 * Two counts that are shown, of which one contains the other by definition, disclose their
 * difference: counted, protected, or neither, as the policy says.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type FigureRelations, readFigureRelations } from '../../pipeline/disclosure/cells/figure-relations.ts';
import { type AreaRow, layGrid } from '../../pipeline/disclosure/cells/grid.ts';
import { nestedFigures } from '../../pipeline/disclosure/cells/nested-pairs.ts';
import { LINKED, type Protection } from '../../pipeline/disclosure/index.ts';
import { countShown } from '../../pipeline/disclosure/search/count-shown.ts';
import { seenOf } from '../../pipeline/disclosure/search/observe.ts';
import { reportNested } from '../../pipeline/release/audit/report-nested.ts';
import { auditRelease, type ReleaseAudit } from '../../pipeline/release/index.ts';
import { cubes } from '../cli/command.ts';
import { type Document, deliver } from '../refresh/small-country.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { cubePath, query } from '../support/read-cube.ts';
import { runPipeline } from '../support/run-pipeline.ts';
import { REPOSITORY } from '../support/shipped-catalogue.ts';
import { catalogueWith, copyOf, engineOf, pathOf, publish, YEAR } from './scene.ts';

const WHOLE = 'cube_013_001';
const PARTS = ['cube_013_003', 'cube_013_021'];
const CODES = [WHOLE, ...PARTS];

const shipped = parse(readFileSync(join(REPOSITORY, 'indicators.yaml'), 'utf8')) as Document;

const catalogueOf = (nested: Policy, rest: object = {}) =>
  catalogueWith((document) => {
    for (const code of CODES) document.indicators[code] ??= { ...shipped.indicators[code], tests: [], related: [] };
    document.disclosure.beneficiary = { threshold: 5, method: 'linked', nested_differences: nested, ...rest };
  });

/** What the files of a release show, pair by pair: by an attacker who joins two cubes. */
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
    claims: `${lives} AND HASH(i, code, m) % 100 < CASE WHEN code = 453154 THEN 30 ELSE 3 END`,
  });
  await runPipeline(catalogue, base, { codes: CODES, years: [YEAR] });
});

it('knows which counts contain which by their definitions', () => {
  const figureRelations = readFigureRelations(catalogueOf('report'), CODES);
  const pairs = nestedFigures(figureRelations);
  expect(pairs.map(({ inner, outer }) => [inner, outer])).toEqual(
    PARTS.map((part) => [`${part} numerator`, `${WHOLE} numerator`]),
  );
});

describe('what is shown', () => {
  const cubeOf = (name: string) =>
    ({ numerator: name, denominator: 'all', adds: 'members', isPart: true, per: 100 }) as const;
  const within = (lesser: string, greater: string) =>
    ({ kind: 'atMost', lesser, greater: [greater], times: 1, corrected: false }) as const;
  const figureRelations: FigureRelations = {
    cubes: { inner: cubeOf('inner'), middle: cubeOf('middle'), outer: cubeOf('outer') },
    relations: [within('inner', 'middle'), within('middle', 'outer'), within('outer', 'all')],
    families: [],
  };
  const above = { region: null, province: null, arrondissement: null, municipality: null };
  const places: AreaRow[] = [
    { area_level: 'country', ref_area: '01000', ...above },
    { area_level: 'region', ref_area: '02000', ...above },
    { area_level: 'region', ref_area: '03000', ...above },
  ];
  const shape = { dimensions: [], levels: ['country', 'region'] };
  const grid = layGrid(
    figureRelations,
    ['inner', 'middle', 'outer'].map((code) => ({ code, ...shape })),
    places,
  );
  const shown = (figures: Readonly<Record<string, readonly (number | null)[]>>) => {
    const denominators = [30, 14, 16];
    const cubesShown = Object.entries(figures).map(([code, numerators]) => ({
      code,
      ...shape,
      rows: numerators.map((numerator, area) => ({
        area: places[area]?.ref_area ?? '',
        members: [],
        numerator,
        denominator: numerator === null ? null : (denominators[area] ?? null),
        isSensitive: false,
      })),
    }));
    return countShown({ grid, figureRelations, seen: seenOf(grid, cubesShown) }, 5);
  };

  it('has a difference between counts that a third one lies between, where that is suppressed', () => {
    const counts = shown({ inner: [10, 5, 5], middle: [null, null, null], outer: [14, 5, 10] });
    expect(counts.nestedDifferences).toEqual({ examined: 3, disclosed: 1, unproven: null });
  });

  it('has cells in which everybody is a case, and none where nobody is or the row is suppressed', () => {
    const counts = shown({ inner: [0, null, 0], middle: [20, null, 12], outer: [30, 14, 15] });
    expect(counts.everybody).toBe(2);
  });
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

  it('is reported by a refresh and an audit, as counts alone', async () => {
    const { disclosed, examined } = await joinedAll(of.root);
    const everybody = of.found?.years[0]?.everybody ?? -1;
    const report = { entity: 'beneficiary', year: YEAR, examined, disclosed, everybody };
    expect(of.found && reportNested(of.found)).toEqual([report]);
    const printed = await cubes(['audit', 'current', '--data', of.root]);
    expect(printed.stdout).toContain(`${disclosed} of ${examined} nested differences`);
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

  it('suppresses what an earlier release has shown, and does not examine it', async () => {
    const { root } = await released(base, 'report');
    const later = await released(root, 'protect', { ...LINKED, rule: 'linked, for the test' });
    expect(await joinedAll(later.root)).toMatchObject({ disclosed: 0 });
    expect(later.found?.years[0]).toMatchObject({ nestedDifferences: { disclosed: 0, unproven: 0 }, safe: true });
  });

  it('suppresses the new count where the other one is shown already', async () => {
    const root = copyOf(base);
    const catalogue = catalogueOf('protect');
    const shownIn = async () =>
      query(`SELECT ref_area, age_group FROM '${root}/releases/current/${pathOf(WHOLE)}' WHERE numerator IS NOT NULL`);
    await publish(catalogue, root, [WHOLE]);
    const before = await shownIn();
    await publish(catalogue, root, PARTS);
    expect(await shownIn()).toEqual(before);
    expect(await joinedAll(root)).toMatchObject({ disclosed: 0 });
  });

  it('marks no other cell as sensitive where sensitive cells are not distinguished', async () => {
    const untold = { distinguish_primary: false };
    const root = copyOf(base);
    await publish(catalogueOf('protect', untold), root, CODES);
    expect(await joinedAll(root)).toMatchObject({ disclosed: 0 });
    const marked = await query(
      `SELECT status FROM (${CODES.map(
        (code) => `SELECT released.conf_status AS status, computed.numerator AS n, computed.denominator AS d
          FROM '${root}/releases/current/${pathOf(code)}' AS released
          JOIN '${cubePath(root, code, YEAR)}' AS computed USING (area_level, ref_area, age_group)`,
      ).join(' UNION ALL ')}) WHERE status = 'A' AND n NOT BETWEEN 1 AND 4 AND d NOT BETWEEN 1 AND 4`,
    );
    expect(marked).toEqual([]);
  });
});
