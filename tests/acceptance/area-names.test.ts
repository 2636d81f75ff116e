/**
 * A name of a municipality is that of one municipality: labels of maps, tables and exports are
 * distinguished by it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { REPOSITORY } from '../support/shipped-catalogue.ts';

type Municipality = Readonly<
  Record<'nis_code' | 'name_fr' | 'name_nl' | 'name_de' | 'valid_from' | 'valid_to', string>
>;

const file = join(REPOSITORY, 'data', 'reference', 'geo', 'municipalities.csv');
const municipalities: Municipality[] = parse(readFileSync(file, 'utf8'), { columns: true });

it.each(['name_fr', 'name_nl', 'name_de'] as const)('no two municipalities of one day have the same %s', (column) => {
  const named = municipalities.filter((one) => one[column] !== '');
  const meets = (one: Municipality, other: Municipality) =>
    one.valid_from < (other.valid_to || '9999') && other.valid_from < (one.valid_to || '9999');
  const same = named.filter((one) =>
    named.some((other) => other !== one && other[column] === one[column] && meets(one, other)),
  );
  expect(same.map((one) => `${one.nis_code} ${one[column]}`)).toEqual([]);
  expect(named.length).toBeGreaterThan(5);
});
