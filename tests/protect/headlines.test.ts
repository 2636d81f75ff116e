/**
 * Totals of the country, its regions and provinces are what everybody reads: they are suppressed
 * for the sake of others only where nothing else protects.
 */
import { expect, it } from 'vitest';
import { readParquet } from '../support/read-cube.ts';
import { catalogueWith, computed, pathOf, publish } from './scene.ts';

const CODE = 'cube_013_001';
/**
 * Everybody has imaging, and one person has no year of birth: the total of every area that counts
 * him exceeds its groups by one.
 */
const ONE_AGELESS = { people: 6_000, population: 'TRUE', claims: 'TRUE', ageless: 'i = 1' };

async function statusesOf(headlines: number): Promise<ReadonlyMap<string, unknown>> {
  const catalogue = catalogueWith((document) => {
    document.disclosure.beneficiary = { threshold: 5, method: 'linked', costs: { levels: {}, headlines } };
  });
  const root = await computed(catalogue, [CODE], ONE_AGELESS);
  await publish(catalogue, root, [CODE]);
  const rows = await readParquet(`${root}/releases/current/${pathOf(CODE)}`);
  return new Map(rows.map((row) => [`${row.area_level} ${row.ref_area} ${row.age_group}`, row.conf_status]));
}

it('hides one person of unknown age behind an age group, not behind the total of the country', async () => {
  const statuses = await statusesOf(100);
  const suppressed = [...statuses].flatMap(([cell, status]) => (status === 'F' ? [] : [cell]));
  expect(suppressed.filter((cell) => /^(country|region|province) .* total$/.test(cell))).toEqual([]);
  expect(suppressed.some((cell) => cell.startsWith('country 01000 '))).toBe(true);
});

it('would suppress the total of the country if it cost no more than a group', async () => {
  expect((await statusesOf(0.8)).get('country 01000 total')).toBe('D');
});
