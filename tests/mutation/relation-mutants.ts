/**
 * Mistakes in hand-written SQL and in who counts: domicile, age, the deceased, files elsewhere,
 * orphans, addresses.
 */
import type { Catalogue, Indicator } from '../../pipeline/catalogue/index.ts';
import { type Mutant, relationsBehind, withSql } from './mutant.ts';

/**
 * What is wrong, the file, the text that stands there once or more, and what stands there instead.
 */
type Change = readonly [name: string, relation: string, from: string, to: string];

const DOMICILE = 'COALESCE(population.sector_dec31, population.sector_jun30)';
const FILES = '"GMD_BY_PRACTICE"';
const FORFAITS = '"FF_MH_BY_PRACTICE"';
const AGE = "getvariable('year') - population.birth_year";

const CHANGES: readonly Change[] = [
  [
    '30 June before 31 December',
    'beneficiary_year',
    DOMICILE,
    'COALESCE(population.sector_jun30, population.sector_dec31)',
  ],
  ['31 December alone', 'beneficiary_year', DOMICILE, 'population.sector_dec31'],
  ['30 June alone', 'beneficiary_year', DOMICILE, 'population.sector_jun30'],
  ['nobody without a domicile', 'beneficiary_year', 'LEFT JOIN sector', 'JOIN sector'],
  ['the age on 1 January', 'beneficiary_year', AGE, `${AGE} - 1`],
  ['the age of next year', 'beneficiary_year', AGE, `${AGE} + 1`],
  ...[90, 80, 70, 60, 50, 40, 30, 20, 10, 0].map(
    (age): Change => [`older than ${age}, not ${age}`, 'beneficiary_year', `>= ${age} THEN`, `> ${age} THEN`],
  ),
  [
    'those without a year of birth are 90 or more',
    'beneficiary_year',
    '  END AS age_group',
    "    ELSE '90+'\n  END AS age_group",
  ],
  [
    'nobody who died',
    'beneficiary_year',
    'FROM population\n',
    'FROM (SELECT * FROM population WHERE month_of_death IS NULL) AS population\n',
  ],
  ['ZZZZ is a sector', 'sector', "statistical_sector.sector NOT LIKE '%ZZZZ'", 'TRUE'],
  [
    'nobody in ZZZZ',
    'sector',
    'FROM statistical_sector\n',
    "FROM (SELECT * FROM statistical_sector WHERE sector NOT LIKE '%ZZZZ') AS statistical_sector\n",
  ],
  [
    'a file without a practice is none',
    'gmd_elsewhere',
    `WHERE ${FILES} >= 1`,
    `WHERE practice IS NOT NULL\n  AND ${FILES} >= 1`,
  ],
  ['two files elsewhere', 'gmd_elsewhere', `${FILES} >= 1`, `${FILES} >= 2`],
  ['exactly one file elsewhere', 'gmd_elsewhere', `${FILES} >= 1`, `${FILES} = 1`],
  ['no file elsewhere is enough', 'gmd_elsewhere', `${FILES} >= 1`, `${FILES} >= 0`],
  ['any net number of files that is not 0', 'gmd_elsewhere', `${FILES} >= 1`, `${FILES} <> 0`],
  ['a file anywhere', 'gmd_elsewhere', `\n  AND (practice IS NULL OR ${FORFAITS} = 0)`, ''],
  ['no practice is the practice of forfaits without one', 'gmd_elsewhere', 'practice IS NULL OR ', ''],
  ['a forfait below zero is none', 'gmd_elsewhere', `${FORFAITS} = 0`, `${FORFAITS} <= 0`],
  ['forfaits or none', 'gmd_elsewhere', `${FORFAITS} = 0`, `${FORFAITS} >= 0`],
  ['a file at the medical house', 'gmd_elsewhere', `${FORFAITS} = 0`, `${FORFAITS} <> 0`],
  [
    'an address counts where it was',
    'practitioner_year',
    'nis_code = practitioner.address_nis',
    'nis_code = practitioner.address_nis AND municipality_succession.nis_code = municipality_succession.municipality',
  ],
];

export function relationMutants(catalogue: Catalogue, code: string): Mutant[] {
  const read = relationsBehind(catalogue, code);
  const dimensions = catalogue.indicators[code]?.dimensions ?? [];
  // Without a breakdown by age, no age can show.
  const isSeen = ([name, relation]: Change) =>
    read.has(relation) && (dimensions.includes('age_group') || !/\bage\b|older|birth/.test(name));
  // Where sectors are not published, that ZZZZ is none cannot show.
  const isFine = catalogue.indicators[code]?.smallestLevel === 'sector';
  return CHANGES.filter((change) => isSeen(change) && (isFine || change[0] !== 'ZZZZ is a sector')).map(
    ([name, relation, from, to]) => ({ name, catalogue: withSql(catalogue, relation, from, to) }),
  );
}

/**
 * Those who appear in claims alone: counted where they must not be, or left out where they must be
 * counted.
 */
export function entityMutants(catalogue: Catalogue, code: string): Mutant[] {
  const { measure } = catalogue.indicators[code] as Indicator;
  const entity = catalogue.entities[measure.entity];
  if (entity === undefined) return [];
  const outsiders = entity.outsiders === 'left_out' ? 'country_only' : 'left_out';
  const entities = { ...catalogue.entities, [measure.entity]: { ...entity, outsiders } as const };
  return [{ name: `people of claims alone are ${outsiders}`, catalogue: { ...catalogue, entities } }];
}
