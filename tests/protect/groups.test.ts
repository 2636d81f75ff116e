/**
 * A cube that is broken down by groups of claims: every group is a figure of its own beside the
 * total, and none follows from the others.
 */
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { readFigureRelations } from '../../pipeline/disclosure/index.ts';
import { auditRelease, verifyRelease } from '../../pipeline/release/index.ts';
import { readParquet } from '../support/read-cube.ts';
import { catalogueWith, computed, engineOf, pathOf, publish, YEAR } from './scene.ts';

const [SHARE, VOLUME] = ['cube_900_1', 'cube_900_2'];
const CODES = [SHARE, VOLUME];
const MEMBERS = ['total', 'first', 'other'];
const label = { fr: 'a', nl: 'b', en: 'c' };
const catalogue = catalogueWith((document) => {
  const { cube_013_001: model } = document.indicators;
  const grouped = { ...model, status: 'ours', dimensions: ['by'], smallest_level: 'sector', available_from: 2003 };
  const first = { practitioner: { equals: 10000001 } };
  const other = { practitioner: { differs_from: 10000001 } };
  Object.assign(Object(document).dimensions, {
    by: { label, entity: 'beneficiary', from: 'health_care', members: { first, other } },
  });
  document.indicators = {
    [SHARE]: grouped,
    [VOLUME]: { ...structuredClone(grouped), measure: { rate: { sum: 'IMAG_ALL_N', of: 'beneficiary' }, per: 1000 } },
  };
  document.invariants = {};
  document.disclosure.beneficiary = { threshold: 5, method: 'linked', sparse: 1 };
});
type Row = Readonly<Record<string, unknown>>;
let root: string;
let released: Readonly<Record<string, readonly Row[]>>;
let counted: Readonly<Record<string, readonly Row[]>>;

beforeAll(async () => {
  root = await computed(catalogue, CODES);
  await publish(catalogue, root, CODES);
  const read = async (folder: string) => {
    const rows: Record<string, readonly Row[]> = {};
    for (const code of CODES) rows[code] = await readParquet(join(folder, pathOf(code)));
    return rows;
  };
  released = await read(join(root, 'releases', '2024Q4'));
  counted = await read(join(root, 'work'));
});

/** By area, the rows of its total and groups. */
function byArea(rows: readonly Row[] | undefined): Row[][] {
  const areas = new Map<unknown, Row[]>();
  for (const row of rows ?? []) areas.set(row.ref_area, [...(areas.get(row.ref_area) ?? []), row]);
  return [...areas.values()];
}

it('has a part for the total and for every group, with the same members below the line', () => {
  const { cubes, relations } = readFigureRelations(catalogue, CODES, [YEAR]);
  expect(Object.keys(cubes).sort()).toEqual(
    CODES.flatMap((code) => MEMBERS.map((member) => `${code}:by=${member}`)).sort(),
  );
  expect(new Set(Object.values(cubes).map(({ denominator }) => denominator)).size).toBe(1);
  const sums = relations.filter(({ kind }) => kind === 'equation');
  expect(sums).toMatchObject([{ terms: expect.arrayContaining([{ figure: `${VOLUME} numerator`, factor: -1 }]) }]);
});

it('shows groups and suppresses others, every cell of few people among them', () => {
  for (const code of CODES) {
    const shown = released[code]?.filter((row) => row.by !== 'total' && row.obs_status === 'A') ?? [];
    const hidden = released[code]?.filter((row) => row.by !== 'total' && row.obs_status === 'Q') ?? [];
    expect([shown.length > 5, hidden.length > 5]).toEqual([true, true]);
  }
  const few = (counted[SHARE] ?? []).flatMap((row, i) =>
    Number(row.numerator) >= 1 && Number(row.numerator) < 5 ? [released[SHARE]?.[i]?.obs_status] : [],
  );
  expect(few.length).toBeGreaterThan(5);
  expect(new Set(few)).toEqual(new Set(['Q']));
});

it('never leaves one of a volume and its two groups to be subtracted', () => {
  for (const rows of byArea(released[VOLUME])) expect(rows.filter((row) => row.obs_status === 'Q')).not.toHaveLength(1);
});

it('is verified and safe, of an attacker who has the folder alone as well', async () => {
  const engine = engineOf(root);
  expect(await auditRelease({ dataRoot: root, release: 'current', engine })).toMatchObject({ safe: true });
  const { checks } = await verifyRelease({ dataRoot: root, release: 'current', engine });
  expect(checks.filter((check) => check.problems.length > 0)).toEqual([]);
});
