/**
 * A level at which too many cells are sensitive: none of it is shown, nor anything finer, and what
 * is above stands as it would.
 */
import { beforeAll, expect, it } from 'vitest';
import { auditRelease } from '../../pipeline/release/index.ts';
import { readParquet } from '../support/read-cube.ts';
import { CODES, catalogueWith, computed, engineOf, pathOf, publish } from './scene.ts';

const FINE = ['municipality', 'sector'];
const catalogue = catalogueWith((document) => {
  document.disclosure.beneficiary = { threshold: 5, method: 'linked', sparse: 0.05 };
});
let root: string;

beforeAll(async () => {
  root = await computed(catalogue);
  await publish(catalogue, root);
});

it.each(CODES)('%s shows nothing of it, distinguishes no cell as sensitive, and shows areas above', async (code) => {
  const rows = await readParquet(`${root}/releases/2024Q4/${pathOf(code)}`);
  const fine = rows.filter(({ area_level }) => FINE.includes(String(area_level)));
  expect(fine.length).toBeGreaterThan(5);
  for (const row of fine)
    expect(row).toMatchObject({
      numerator: null,
      denominator: null,
      obs_value: null,
      obs_status: 'Q',
      conf_status: 'D',
    });
  expect(rows.some(({ area_level, obs_status }) => area_level === 'country' && obs_status === 'A')).toBe(true);
});

it('is safe from its folder alone', async () => {
  expect(await auditRelease({ dataRoot: root, release: 'current', engine: engineOf(root) })).toMatchObject({
    safe: true,
  });
});

it('is withheld again with a cube that comes later', async () => {
  const grown = await computed(catalogue);
  const later = 'cube_013_022';
  await publish(
    catalogue,
    grown,
    CODES.filter((code) => code !== later),
  );
  await publish(catalogue, grown, [later]);
  const rows = await readParquet(`${grown}/releases/current/${pathOf(later)}`);
  expect(rows.filter(({ area_level, obs_status }) => FINE.includes(String(area_level)) && obs_status !== 'Q')).toEqual(
    [],
  );
});
