/**
 * A figure that contradicts another is caught, whichever way it is made wrong, and nothing is put
 * in place.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { Failure } from '../../pipeline/base/index.ts';
import type {
  Catalogue,
  CodeList,
  CollectedVariable,
  Indicator,
  Invariant,
  Measure,
  RelationFile,
} from '../../pipeline/catalogue/index.ts';
import type { Delivery, Row } from '../oracle/index.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { runPipeline } from '../support/run-pipeline.ts';
import { shippedCatalogue, withTolerance } from '../support/shipped-catalogue.ts';
import { writeDelivery } from '../support/write-delivery.ts';

const YEAR = 2023;
const [CT, CBCT, ANGIOGRAPHY, CONTACT] = [458673, 458474, 453154, 101032];
const right = withTolerance(shippedCatalogue());

/**
 * Three people with a CT scan, one with a cone-beam CT, one with angiographies, one who sees two
 * practices.
 */
const DELIVERY: Delivery = {
  year: YEAR,
  population: ['11001A00-', '11002A00-', '62063K20-', '21004A23-', '12030A000', null].map(
    (sector, i): Row => ({ PP0010: i + 1, PP0015: 1980, PP0020: 1 + (i % 2), SECTOR_DEC31: sector }),
  ),
  practitioner: [{ SS00065A: 10000001, ADDRESS_NIS: '11002' }],
  healthCare: [
    claim(1, CT, { SS00065B: 930 }),
    claim(2, CT, { SS00065B: 930 }),
    claim(3, CT, { PRACTITIONER_CAT: 30 }),
    claim(4, CBCT, { SS00065B: 599 }),
    claim(5, ANGIOGRAPHY, { QUANTITY: 2 }),
    claim(6, CONTACT, { QUANTITY: 2, PRACTICE_ID: 501 }),
    claim(6, CONTACT, { PRACTICE_ID: 502 }),
  ],
};

function claim(person: number, code: number, more: Row): Row {
  return {
    SS00010: person,
    SS00015: '2023-05-05',
    SS00020: code,
    QUANTITY: 1,
    SS00060: '10.00',
    PRACTITIONER_CAT: 10,
    SS00065A: 10000001,
    ...more,
  };
}

const union = 'imaging_is_the_union_of_its_categories';

const BROKEN: readonly (readonly [string, string, Catalogue])[] = [
  ['a part that is not in the whole', union, withVariable('IMAG_ALL_N', { codes: 'imaging_cbct' })],
  ['a part that nobody lists', union, withInvariant(union, withoutPart('IMAG_CBCT_N'))],
  ['a code of two categories', 'imaging_categories_add_up', withCodes('imaging_mri', CT)],
  [
    'a qualification of two performers',
    'imaging_performers_do_not_overlap',
    withCodes('other_specialist_qualification', 930),
  ],
  ['a twin of its own mind', 'twins_agree', withWhere('stat_013_001', 'IMAG_CT_N')],
  ['a volume of something else', 'a_share_has_its_events', withTotal('cube_013_022', 'IMAG_MRI_N')],
  ['a share of fewer than it counts', 'a_share_is_of_its_members', withDenominator('stat_013_001', 'IMAG_MRI_N')],
  [
    'a loyalty above all contacts',
    'loyalty_is_a_part',
    withSql('gp_allocation', '% 1099511627776 * 1000000 //', '% 1099511627776 * 3000000 //'),
  ],
  [
    'a municipality in two arrondissements',
    'areas_add_up',
    withSql(
      'area_closure',
      "SELECT '' AS unit",
      "SELECT '11001' AS unit, 'arrondissement' AS area_level, '12000' AS ref_area\nUNION ALL\nSELECT '' AS unit",
    ),
  ],
];

describe('what must hold between figures', () => {
  const dataRoot = makeDataRoot();
  beforeAll(() => writeDelivery(dataRoot, DELIVERY));

  it.each(BROKEN)('%s breaks %s', async (_name, invariant, catalogue) => {
    const failure = await runPipeline(catalogue, dataRoot, { years: [YEAR] }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Failure);
    const { exitCode, message } = failure as Failure;
    expect(exitCode).toBe(4);
    expect(message).toContain(`${YEAR} ${invariant} (`);
    expect(message).not.toMatch(/11001|12000|45[38]\d{3}/);
    expect(existsSync(join(dataRoot, 'work', 'cubes'))).toBe(false);
  });

  it('holds on the definitions as they are, fused or not, and the manifest says how many cells were compared', async () => {
    for (const fuse of [true, false]) {
      const { years } = await runPipeline(right, dataRoot, { years: [YEAR], fuse });
      const results = years[0]?.invariants ?? [];
      expect(new Set(results.map(({ invariant }) => invariant))).toEqual(new Set(Object.keys(right.invariants)));
      expect(results.filter(({ outcome }) => outcome === 'fail')).toEqual([]);
      expect(results.filter(({ examined }) => examined === 0)).toEqual([]);
    }
  });

  it('is asked only where all the indicators are in the run', async () => {
    const { years } = await runPipeline(right, dataRoot, { codes: ['cube_013_001', 'stat_013_001'], years: [YEAR] });
    const asked = (years[0]?.invariants ?? []).map(({ invariant, subject }) => `${invariant} ${subject}`);
    expect(asked.sort()).toEqual([
      'a_share_is_of_its_members cube_013_001',
      'a_share_is_of_its_members stat_013_001',
      'areas_add_up cube_013_001',
      'areas_add_up stat_013_001',
      'twins_agree stat_013_001 cube_013_001',
    ]);
  });
});

function withVariable(name: string, changes: Partial<CollectedVariable>): Catalogue {
  const variable = right.variables[name] as CollectedVariable;
  return { ...right, variables: { ...right.variables, [name]: { ...variable, ...changes } } };
}

function withCodes(list: string, code: number): Catalogue {
  const found = right.codeLists[list] as CodeList;
  const codes = [...found.codes, { code, validFrom: null, validTo: null }];
  return { ...right, codeLists: { ...right.codeLists, [list]: { ...found, codes } } };
}

function withMeasure(code: string, changes: Partial<Measure>): Catalogue {
  const indicator = right.indicators[code] as Indicator;
  const measure = { ...indicator.measure, ...changes };
  return { ...right, indicators: { ...right.indicators, [code]: { ...indicator, measure } } };
}

function withWhere(code: string, variable: string): Catalogue {
  return withMeasure(code, {
    numerator: { kind: 'members', where: [{ variable, atLeast: { kind: 'number', value: 1 } }] },
  });
}

function withTotal(code: string, variable: string): Catalogue {
  return withMeasure(code, { numerator: { kind: 'total', variable, where: [] } });
}

function withDenominator(code: string, variable: string): Catalogue {
  return withMeasure(code, {
    denominator: { kind: 'members', where: [{ variable, atLeast: { kind: 'number', value: 1 } }] },
  });
}

function withSql(relation: string, replace: string, by: string): Catalogue {
  const file = right.relations[relation] as RelationFile;
  const sql = file.sql.split(replace);
  if (sql.length !== 2) throw new Error(`"${replace}" stands ${sql.length - 1} times in ${file.file}`);
  return { ...right, relations: { ...right.relations, [relation]: { ...file, sql: sql.join(by) } } };
}

function withInvariant(name: string, change: (invariant: Invariant) => Invariant): Catalogue {
  return { ...right, invariants: { ...right.invariants, [name]: change(right.invariants[name] as Invariant) } };
}

/** Leaves a variable out of the sums of the parts. */
function withoutPart(variable: string): (invariant: Invariant) => Invariant {
  return (invariant) => ({
    ...invariant,
    checks: invariant.checks.map((check) => {
      if (check.rule.kind === 'levels') return check;
      const comparisons = check.rule.comparisons.map((one) => ({
        ...one,
        right: one.right.filter((term) => term.kind === 'figure' || term.variable !== variable),
      }));
      return { ...check, rule: { kind: 'compare', comparisons } };
    }),
  });
}
