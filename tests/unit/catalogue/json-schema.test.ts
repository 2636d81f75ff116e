/** The JSON Schema that editors check the catalogue with. UPDATE_EXPECTED=1 writes it anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { catalogueJsonSchema } from '../../../pipeline/catalogue/index.ts';
import { NAMED_PLACES, type SchemaNode, withNames } from '../../../pipeline/catalogue/schema-names.ts';
import { ROOT } from './shipped.ts';

const FILE = join(ROOT, 'pipeline/catalogue/indicators.schema.json');
const BASE = join(ROOT, 'tests/diagnostics/base/indicators.yaml');

const validate = new Ajv2020({ allErrors: true }).compile(catalogueJsonSchema());
const problemsOf = (text: string): string[] => {
  validate(parse(text));
  return (validate.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
};

it('the committed schema is the one that is generated', () => {
  const shipped = parse(readFileSync(join(ROOT, 'indicators.yaml'), 'utf8'));
  const generated = `${JSON.stringify(catalogueJsonSchema(shipped), null, 2)}\n`;
  if (process.env.UPDATE_EXPECTED === '1') writeFileSync(FILE, generated);
  expect(readFileSync(FILE, 'utf8')).toBe(generated);
});

describe('the schema with the names of a catalogue', () => {
  const document = parse(readFileSync(BASE, 'utf8'));
  const named = new Ajv2020({ allErrors: true }).compile(catalogueJsonSchema(document));
  const problems = (find: string, put: string): string[] => {
    named(parse(readFileSync(BASE, 'utf8').replace(find, put)));
    return (named.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
  };

  it('accepts that catalogue', () => {
    expect(problems('', '')).toEqual([]);
  });

  it('names every place that is declared', () => {
    const found = new Set<string>();
    withNames(catalogueJsonSchema() as SchemaNode, document, (place) => found.add(place));
    expect(Object.keys(NAMED_PLACES).filter((place) => !found.has(place))).toEqual([]);
  });

  it.each([
    ['a variable', 'IMAGING_N: { at_least: 1 }', 'IMAGIN_N: { at_least: 1 }', '/measure/share/where propertyNames'],
    ['a dimension', 'dimensions: [age_group]', 'dimensions: [age_gruop]', '/dimensions/0 enum'],
    ['an entity', 'share: { of: beneficiary', 'share: { of: beneficary', '/measure/share/of enum'],
  ])('refuses %s that it does not declare', (_what, find, put, problem) => {
    expect(problems(find, put)).toContain(`/indicators/cube_001_001${problem}`);
  });
});

describe('hover texts', () => {
  it('are there for every key', () => {
    const silent: string[] = [];
    const visit = (node: SchemaNode, path: string): void => {
      for (const [key, inner] of Object.entries(node.properties ?? {})) {
        const said = [inner, ...(inner.anyOf ?? [])].some(({ description }) => description !== undefined);
        if (!said) silent.push(`${path}/${key}`);
        visit(inner, `${path}/${key}`);
      }
      if (typeof node.additionalProperties === 'object') visit(node.additionalProperties, `${path}/*`);
      for (const inner of [node.items ?? [], node.anyOf ?? []].flat()) visit(inner as SchemaNode, path);
    };
    visit(catalogueJsonSchema() as SchemaNode, '');
    expect([...new Set(silent)]).toEqual([]);
  });
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
