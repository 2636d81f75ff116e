/**
 * Noise belongs to what is counted: names change nothing, so that nobody averages it out over
 * releases.
 */
import { createHmac } from 'node:crypto';
import { chmodSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Catalogue, Term } from '../../pipeline/catalogue/index.ts';
import { hashFigure } from '../../pipeline/disclosure/cells/figure-definition.ts';
import { auditRelease, type ReleaseManifest } from '../../pipeline/release/index.ts';
import type { Document } from '../refresh/small-country.ts';
import { query, readCube, readParquet } from '../support/read-cube.ts';
import { signRelease } from '../support/sign-release.ts';
import { CODES, catalogueWith, computed, copyOf, engineOf, pathOf, publish, YEAR } from './scene.ts';

const SEED = 'a seed for tests that nobody else would think of';
const OTHER = 'another seed for tests that nobody else would think of';
const POLICIES = {
  cell_key: { threshold: 5, method: 'cell_key', noise: 3 },
  rounding: { threshold: 5, method: 'rounding', base: 5 },
} as const;
type Method = keyof typeof POLICIES;
const METHODS: readonly Method[] = ['cell_key', 'rounding'];

function catalogueOf(method: Method, change: (document: Document) => void = () => {}): Catalogue {
  return catalogueWith((document) => {
    document.disclosure.beneficiary = POLICIES[method];
    change(document);
  });
}

/** Another name for a variable, a code list or an indicator, wherever it is used. */
function rename(document: Document, names: Readonly<Record<string, string>>): void {
  let text = JSON.stringify(document);
  for (const [from, to] of Object.entries(names)) text = text.replaceAll(new RegExp(`\\b${from}\\b`, 'g'), to);
  for (const key of Object.keys(document)) delete document[key as keyof Document];
  Object.assign(document, JSON.parse(text));
}

let base: string;
const catalogue = {} as Record<Method, Catalogue>;
const roots = {} as Record<Method, string>;
let manifest: ReleaseManifest;

beforeAll(async () => {
  for (const method of METHODS) catalogue[method] = catalogueOf(method);
  base = await computed(catalogue.cell_key);
  for (const method of METHODS) {
    roots[method] = copyOf(base);
    const published = await publish(catalogue[method], roots[method], CODES, { noiseSeed: SEED });
    if (method === 'cell_key') manifest = published;
  }
});

const figuresOf = async (root: string, code: string) =>
  (await readParquet(`${root}/releases/current/${pathOf(code)}`)).map((row) => [
    row.ref_area,
    row.age_group,
    row.numerator,
    row.denominator,
  ]);

describe('noise of what is counted', () => {
  it.each([
    ['a variable', { IMAG_DIAG_N: 'INTERVENTIONAL_IMAGING_N' }, {}],
    ['a code list', { imaging_interventional_diagnostic: 'interventional_codes' }, {}],
    ['an indicator', { cube_013_021: 'cube_013_own7' }, { cube_013_021: 'cube_013_own7' }],
  ] as readonly [string, Record<string, string>, Record<string, string>][])(
    'is the same under another name of %s, so that its mean over releases is no closer',
    async (_, names, codes) => {
      const renamed = catalogueOf('cell_key', (document) => {
        expect(new RegExp(`\\b${Object.keys(names)[0]}\\b`).test(JSON.stringify(document))).toBe(true);
        rename(document, names);
      });
      const other = await computed(
        renamed,
        CODES.map((code) => codes[code] ?? code),
      );
      await publish(
        renamed,
        other,
        CODES.map((code) => codes[code] ?? code),
        { noiseSeed: SEED },
      );
      for (const code of CODES)
        expect(await figuresOf(other, codes[code] ?? code)).toEqual(await figuresOf(roots.cell_key, code));
      const exact = (await readCube(base, 'cube_013_021', YEAR)).map(({ numerator }) => numerator);
      const shown = (await figuresOf(roots.cell_key, 'cube_013_021')).map(([, , numerator]) => numerator);
      expect(shown.filter((figure, i) => figure !== exact[i]).length).toBeGreaterThan(exact.length / 4);
    },
  );

  it('is the same for two cubes that count the same under two names', async () => {
    const twice = catalogueOf('cell_key', (document) => {
      document.variables.IMAG_AGAIN_N = structuredClone(document.variables.IMAG_DIAG_N ?? {});
      document.indicators.cube_013_own7 = {
        ...structuredClone(document.indicators.cube_013_021),
        status: 'ours',
        measure: { share: { of: 'beneficiary', where: { IMAG_AGAIN_N: { at_least: 1 } } }, per: 100 },
      };
    });
    const root = await computed(twice, [...CODES, 'cube_013_own7']);
    await publish(twice, root, [...CODES, 'cube_013_own7'], { noiseSeed: SEED });
    expect(await figuresOf(root, 'cube_013_own7')).toEqual(await figuresOf(root, 'cube_013_021'));
  });
});

describe('the definition of a figure', () => {
  const share = (variable: string): Term => ({
    kind: 'members',
    where: [{ variable, atLeast: { kind: 'number', value: 1 } }],
  });
  const hash = (of: Catalogue, term: Term, year = YEAR) => hashFigure(of, 'beneficiary', term, year);
  const DIAG = share('IMAG_DIAG_N');

  function withCodes(change: (codes: Catalogue['codeLists'][string]['codes']) => unknown[]): Catalogue {
    const of = catalogue.cell_key;
    const list = of.codeLists.imaging_interventional_diagnostic;
    if (list === undefined) throw new Error('no such list');
    const codes = change(list.codes) as Catalogue['codeLists'][string]['codes'];
    return { ...of, codeLists: { ...of.codeLists, imaging_interventional_diagnostic: { ...list, codes } } };
  }

  it('is another for other codes, bounds, aggregates and entities', () => {
    const of = catalogue.cell_key;
    const others = [
      hash(of, share('IMAG_CT_N')),
      hash(of, { kind: 'members', where: [{ variable: 'IMAG_DIAG_N', atLeast: { kind: 'number', value: 2 } }] }),
      hash(of, { kind: 'total', variable: 'IMAG_DIAG_N', where: [] }),
      hash(of, { kind: 'members', where: [] }),
      hash(
        withCodes((codes) => codes.slice(1)),
        DIAG,
      ),
      hashFigure(of, 'practitioner', DIAG, YEAR),
    ];
    expect(new Set([...others, hash(of, DIAG)]).size).toBe(others.length + 1);
  });

  it('is the same whatever becomes of a code in another year, and however its validity is written', () => {
    const of = catalogue.cell_key;
    const later = withCodes((codes) => [...codes, { code: 999_999, validFrom: `${YEAR + 1}-01-01`, validTo: null }]);
    expect(hash(later, DIAG)).toBe(hash(of, DIAG));
    expect(hash(later, DIAG, YEAR + 1)).not.toBe(hash(of, DIAG, YEAR + 1));
    const split = withCodes((codes) =>
      codes.flatMap((code) => [
        { ...code, validTo: `${YEAR}-07-01` },
        { ...code, validFrom: `${YEAR}-07-01` },
      ]),
    );
    expect(hash(split, DIAG)).toBe(hash(of, DIAG));
  });

  it('of a relation is its SQL and what its variables count, not their names', () => {
    const of = catalogue.cell_key;
    const relation = of.relations.gmd_elsewhere;
    const variable = of.variables.GMD_BY_PRACTICE;
    if (relation === undefined || variable === undefined) throw new Error('no such relation');
    const term = share('GMD_ELSEWHERE');
    const renamed: Catalogue = {
      ...of,
      variables: { ...of.variables, FILES: { ...variable, name: 'FILES' } },
      relations: {
        ...of.relations,
        gmd_elsewhere: {
          ...relation,
          sql: `-- another remark\n${relation.sql.replaceAll('GMD_BY_PRACTICE', 'FILES')}`,
          uses: relation.uses.map((name) => (name === 'GMD_BY_PRACTICE' ? 'FILES' : name)),
        },
      },
    };
    expect(hash(renamed, term)).toBe(hash(of, term));
    const other = { ...relation, sql: relation.sql.replace('>= 1', '>= 2') };
    expect(hash({ ...of, relations: { ...of.relations, gmd_elsewhere: other } }, term)).not.toBe(hash(of, term));
  });
});

describe('a seed', () => {
  const again = (root: string, rest: object) =>
    publish(catalogue.cell_key, root, CODES, { quarter: '2025Q1', ...rest });

  it('is recognised by a fingerprint in the manifest of a release with noise, and of no other', () => {
    expect(manifest.noiseSeed).toBe(
      createHmac('sha256', SEED).update('seed of the noise of Atlas Cubes').digest('hex'),
    );
    const other = JSON.parse(readFileSync(`${roots.rounding}/releases/current/manifest.json`, 'utf8'));
    expect(other.noiseSeed).toBeUndefined();
  });

  it('that is another than that of a release is refused, also where the seed is gone', async () => {
    const root = copyOf(roots.cell_key);
    await expect(again(root, { noiseSeed: OTHER })).rejects.toMatchObject({
      exitCode: 6,
      message: expect.stringMatching(/2024Q4 has noise of another seed/),
      help: expect.stringMatching(/CUBES_NOISE_SEED/),
    });
    rmSync(join(root, 'work', 'noise-seed'), { force: true });
    await expect(again(root, {})).rejects.toMatchObject({
      exitCode: 6,
      message: expect.stringMatching(/noise-seed is gone, and 2024Q4 has noise/),
    });
    await again(root, { noiseSeed: SEED });
    for (const code of CODES) expect(await figuresOf(root, code)).toEqual(await figuresOf(roots.cell_key, code));
  });

  it('is refused also for a year that no release has', async () => {
    const root = copyOf(roots.cell_key);
    signRelease(`${root}/releases/2024Q4`, (of) => {
      Object.assign(of, { cubes: of.cubes.map((cube) => ({ ...cube, year: YEAR - 1 })) });
    });
    await expect(again(root, { noiseSeed: OTHER })).rejects.toMatchObject({
      exitCode: 6,
      message: expect.stringMatching(/another seed/),
    });
  });
});

describe('a part above its whole in another cube, and a count without a choice', () => {
  async function tampered(method: Method, code: string, change: string) {
    const root = copyOf(roots[method]);
    const file = `${root}/releases/2024Q4/${pathOf(code)}`;
    chmodSync(join(file, '..'), 0o755);
    await query(`COPY (SELECT * REPLACE (${change}) FROM '${file}' ORDER BY ALL) TO '${file}.new' (FORMAT parquet)`);
    renameSync(`${file}.new`, file);
    signRelease(`${root}/releases/2024Q4`);
    const { safe, years } = await auditRelease({ dataRoot: root, release: 'current', engine: engineOf(root) });
    expect(safe).toBe(false);
    return Object.fromEntries((years[0]?.guarantees ?? []).map(({ guarantee, violations }) => [guarantee, violations]));
  }

  it.each(METHODS)(
    'is found in the folder alone: interventional imaging where nobody has imaging, with %s',
    async (method) => {
      const broken = await tampered(
        method,
        'cube_013_021',
        `CASE WHEN age_group <> 'total' THEN denominator ELSE numerator END AS numerator`,
      );
      expect(broken.within).toBeGreaterThan(0);
    },
  );

  it('is found in the folder alone: a total that only the least of its groups allow', async () => {
    const root = roots.cell_key;
    const rows = await readParquet(`${root}/releases/2024Q4/${pathOf('cube_013_001')}`);
    // Noise is at most 3, and a figure of the threshold or less may be of one person.
    const leastOf = (figure: number) =>
      figure === 0 ? 0 : figure <= 5 ? 1 : figure <= 6 ? Math.ceil(figure / 2) : figure - 3;
    const sums = new Map<string, number>();
    for (const { area_level, ref_area, age_group, numerator } of rows)
      if (area_level === 'municipality' && age_group !== 'total')
        sums.set(String(ref_area), (sums.get(String(ref_area)) ?? 0) + leastOf(Number(numerator)));
    const [[area, least] = ['', 0]] = [...sums].sort(([, a], [, b]) => b - a);
    expect(least).toBeGreaterThan(10);
    const broken = await tampered(
      'cell_key',
      'cube_013_001',
      `CASE WHEN ref_area = '${area}' AND age_group = 'total' THEN ${least - 3} ELSE numerator END AS numerator`,
    );
    expect(broken.disclosed).toBeGreaterThan(0);
  });
});
