/** The JSON Schema that editors check the catalogue with. UPDATE_EXPECTED=1 writes it anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { catalogueJsonSchema } from '../../../pipeline/catalogue/index.ts';
import { ROOT } from './shipped.ts';

const FILE = join(ROOT, 'pipeline/catalogue/indicators.schema.json');
const BASE = join(ROOT, 'tests/diagnostics/base/indicators.yaml');

const validate = new Ajv2020({ allErrors: true }).compile(catalogueJsonSchema());
const problemsOf = (text: string): string[] => {
  validate(parse(text));
  return (validate.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
};

it('the committed schema is the one that is generated', () => {
  const generated = `${JSON.stringify(catalogueJsonSchema(), null, 2)}\n`;
  if (process.env.UPDATE_EXPECTED === '1') writeFileSync(FILE, generated);
  expect(readFileSync(FILE, 'utf8')).toBe(generated);
});

describe('the schema', () => {
  it.each([join(ROOT, 'indicators.yaml'), BASE])('accepts a catalogue that is right', (file) => {
    expect(problemsOf(readFileSync(file, 'utf8'))).toEqual([]);
  });

  it.each([
    [
      'a key that nobody knows',
      'outsiders: left_out',
      'outsider: left_out',
      '/entities/beneficiary additionalProperties',
    ],
    [
      'a level that is none',
      'smallest_level: municipality',
      'smallest_level: town',
      '/indicators/cube_001_001/smallest_level enum',
    ],
    ['a name that would be SQL', '  INCOME:', "  'x; --':", '/variables propertyNames'],
    ['a member in quotes', '[fr, nl]', '["f\'r", nl]', '/dimensions/language/members/0 pattern'],
    ['a member of two lines', '[fr, nl]', '["f\\nr", nl]', '/dimensions/language/members/0 pattern'],
  ])('refuses %s', (_what, found, put, problem) => {
    expect(problemsOf(readFileSync(BASE, 'utf8').replace(found, put))).toContain(problem);
  });
});
