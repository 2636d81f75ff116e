/** What is a change of a definition, and what is not. */
import { describe, expect, it } from 'vitest';
import { hashDefinition } from '../../../pipeline/catalogue/definition.ts';
import type { Catalogue, Indicator } from '../../../pipeline/catalogue/index.ts';
import { CATALOGUE, shipped } from './shipped.ts';

const base = shipped('stat_003_007');
const hash = (changed: Partial<Indicator>, catalogue: Catalogue = CATALOGUE) =>
  hashDefinition(catalogue, { ...base, ...changed });
const written = hash({});

/** The catalogue with other text in the file of a relation. */
function withSql(name: string, change: (sql: string) => string): Catalogue {
  const relation = CATALOGUE.relations[name];
  if (relation === undefined) throw new Error(`no relation ${name}`);
  return { ...CATALOGUE, relations: { ...CATALOGUE.relations, [name]: { ...relation, sql: change(relation.sql) } } };
}

describe('a definition changes with', () => {
  it('what a figure is per', () => expect(hash({ measure: { ...base.measure, per: 100 } })).not.toBe(written));
  it('the first year of a level', () => expect(hash({ levelsFrom: {} })).not.toBe(written));
  it('a code of a list that it counts', () => {
    const list = CATALOGUE.codeLists.medical_house_forfait;
    if (list === undefined) throw new Error('no list');
    const codes = list.codes.map((code) => ({ ...code, validFrom: '2010-01-01' }));
    const catalogue = { ...CATALOGUE, codeLists: { ...CATALOGUE.codeLists, [list.name]: { ...list, codes } } };
    expect(hash({}, catalogue)).not.toBe(written);
  });
  it('the rule of a relation, and of the variables behind it', () => {
    expect(
      hash(
        {},
        withSql('gmd_elsewhere', (sql) => sql.replace('>= 1', '>= 2')),
      ),
    ).not.toBe(written);
  });
});

describe('a definition does not change with', () => {
  it('its texts and its date', () =>
    expect(hash({ title: { fr: 'Autre' }, metadataDate: '2030-01-01' })).toBe(written));
  it('comments and spaces of SQL', () => {
    expect(
      hash(
        {},
        withSql('gmd_elsewhere', (sql) => `-- more\n${sql.replaceAll('\n', '\n  ')}`),
      ),
    ).toBe(written);
  });
  it('a relation that it does not read', () => {
    expect(
      hash(
        {},
        withSql('gp_allocation', (sql) => `${sql} LIMIT 1`),
      ),
    ).toBe(written);
  });
});
