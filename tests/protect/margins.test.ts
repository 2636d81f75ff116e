/**
 * Municipalities by age, of which too many cells are sensitive: none of them is shown, and the
 * totals of municipalities and sectors stay.
 */
import { beforeAll, expect, it } from 'vitest';
import { auditRelease, type ReleaseManifest } from '../../pipeline/release/index.ts';
import { readParquet } from '../support/read-cube.ts';
import { CODES, catalogueWith, computed, engineOf, pathOf, publish, YEAR } from './scene.ts';

const catalogue = catalogueWith((document) => {
  document.disclosure.beneficiary = { threshold: 5, method: 'linked', sparse: 0.4 };
});
/** Without it the share of sensitive cells is larger, with it smaller. */
const LATER = 'cube_013_001';
let root: string;
let manifest: ReleaseManifest;

type Row = Awaited<ReturnType<typeof readParquet>>[number];
const isWithheld = ({ area_level, age_group = 'total' }: Row) => area_level === 'municipality' && age_group !== 'total';
const isTotal = ({ area_level, age_group = 'total' }: Row) => area_level === 'municipality' && age_group === 'total';

function rowsOf(code: string, of = root): Promise<Row[]> {
  return readParquet(`${of}/releases/current/${pathOf(code)}`);
}

beforeAll(async () => {
  root = await computed(catalogue);
  manifest = await publish(catalogue, root);
});

it.each(CODES)('%s shows no municipality by age, and municipalities as they are', async (code) => {
  const rows = await rowsOf(code);
  for (const row of rows.filter(isWithheld))
    expect(row).toMatchObject({
      numerator: null,
      denominator: null,
      obs_value: null,
      obs_status: 'Q',
      conf_status: 'D',
    });
  const totals = rows.filter(isTotal);
  expect(totals.length).toBe(6);
  expect(totals.filter(({ obs_status }) => obs_status === 'A').length).toBeGreaterThan(2);
});

it('withholds some rows, or the tests above would say nothing', async () => {
  expect((await rowsOf('cube_013_001')).filter(isWithheld).length).toBe(60);
});

it('shows no standardised value that is made of ages that are withheld', async () => {
  const totals = (await rowsOf('cube_013_001')).filter(isTotal);
  expect(totals.map(({ std_value }) => std_value)).toEqual(totals.map(() => null));
  const country = (await rowsOf('cube_013_001')).find(({ area_level }) => area_level === 'country');
  expect(country).toHaveProperty('std_value');
});

it('is safe from its folder alone', async () => {
  const audit = await auditRelease({ dataRoot: root, release: 'current', engine: engineOf(root) });
  expect(audit).toMatchObject({ safe: true });
  expect(audit.years[0]?.targets).toBeGreaterThan(0);
});

it('says in its manifest how many cells are suppressed, by level, and what is withheld', async () => {
  const rows = (await Promise.all(CODES.map((code) => rowsOf(code)))).flat();
  const [summary] = manifest.suppression;
  expect(summary).toMatchObject({
    entity: 'beneficiary',
    year: YEAR,
    withheld: [{ level: 'municipality', dimensions: ['age_group'] }],
  });
  for (const { level, cells, sensitive, secondary, withheld } of summary?.levels ?? []) {
    const own = rows.filter(({ area_level }) => area_level === level);
    const with_ = (status: string) => own.filter(({ conf_status }) => conf_status === status).length;
    expect([level, cells, sensitive, secondary + withheld]).toEqual([level, own.length, with_('A'), with_('D')]);
    expect(withheld).toBe(own.filter(isWithheld).length);
  }
  expect(summary?.levels.map(({ level }) => level)).toContain('sector');
});

it('withholds the same margin of a cube that comes later, and shows its totals', async () => {
  const grown = await computed(catalogue);
  await publish(
    catalogue,
    grown,
    CODES.filter((code) => code !== LATER),
  );
  await publish(catalogue, grown, [LATER]);
  const rows = await rowsOf(LATER, grown);
  expect(rows.filter((row) => isWithheld(row) && row.obs_status !== 'Q')).toEqual([]);
  expect(rows.some((row) => isTotal(row) && row.obs_status === 'A')).toBe(true);
});

it('shows again what an earlier release showed, however sparse it is', async () => {
  const before = catalogueWith((document) => {
    document.disclosure.beneficiary = { threshold: 5, method: 'linked', sparse: 1 };
  });
  const grown = await computed(before);
  await publish(before, grown);
  const shown = (await rowsOf('cube_013_001', grown)).filter((row) => isWithheld(row) && row.obs_status !== 'Q');
  expect(shown.length).toBeGreaterThan(0);
  const { suppression } = await publish(catalogue, grown);
  expect(suppression[0]?.withheld).toEqual([]);
  expect((await rowsOf('cube_013_001', grown)).filter((row) => isWithheld(row) && row.obs_status !== 'Q')).toEqual(
    shown,
  );
});
