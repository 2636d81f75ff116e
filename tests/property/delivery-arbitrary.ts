/**
 * Random tiny deliveries, biased to the edges of the definitions: bounds of dates and bands,
 * corrections, unknowns, mergers, thresholds.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Delivery, Field, Row } from '../oracle/index.ts';
import { REPOSITORY, shippedCatalogue } from '../support/shipped-catalogue.ts';
import { dateArbitrary, oneOf, orNull } from './choice.ts';
import { visitsArbitrary } from './visits-arbitrary.ts';

/** Everybody in the population has a lower number; claims of higher ones are orphans. */
const FIRST_ORPHAN = 500;
/** Their contacts decide their practice; most have few other claims. */
const FIRST_PATIENT = 13;
const PATIENTS = 60;
/** They bill what their story says, so that their amounts meet the threshold to the cent. */
const SPECIALISTS = Array.from({ length: 20 }, (_, i) => 10000001 + i);
const OTHERS = Array.from({ length: 4 }, (_, i) => 10000021 + i);
const PRACTITIONERS = [...SPECIALISTS, ...OTHERS];
const PRACTICES = [501, 502, 900];
const INSTITUTIONS = [82001805, 83002805, 805, 82001806, 71000710];
/** Titles of several lists, trainees, a re-used number, general practitioners. */
const QUALIFICATIONS = [930, 939, 997, 93, 96, 586, 599, 668, 868, 970, 996, 1, 5];
/**
 * Who counts as a specialist of a profession group, by some of its numbers; 586 meant something
 * else, 996 and 997 stand on several lists.
 */
const GROUPS: Readonly<Record<string, readonly number[]>> = {
  clinical_genetics: [599, 599, 586],
  radiodiagnostics: [930, 939, 997],
  nuclear_medicine: [970, 996, 997],
  general_practice: [1, 8, 5],
};
const PROFESSIONS = [10, 10, 10, 19, 9, 20, 29, 30, 39, 40];

/**
 * Sectors of merged, recoded and ordinary municipalities, of Brussels, of no known sector, of none
 * that exists.
 */
const SECTORS = [
  '11001A00-',
  '11001ZZZZ',
  '12030A000',
  '12034ZZZZ',
  '11056B032',
  '71047A275',
  '44045A02-',
  '55022K091',
  '82003A12-',
  '82005ZZZZ',
  '21004A23-',
  '21004ZZZZ',
  '62063K20-',
  '57096ZZZZ',
  '99999X99-',
];
const ADDRESSES = ['11002', '11056', '71047', '44045', '46029', '55022', '58001', '82003', '82039', '21004', '99999'];
const ANY_SECTOR = readFileSync(join(REPOSITORY, 'data/reference/geo/statistical_sectors_2011.csv'), 'utf8')
  .split('\n')
  .slice(1, -1)
  .map((line) => line.slice(0, 9));

const catalogue = shippedCatalogue();
const imaging = catalogue.codeLists.imaging?.codes ?? [];
const dated = imaging.filter(({ validFrom, validTo }) => validFrom !== null || validTo !== null);
const angiographies = catalogue.codeLists.imaging_interventional_diagnostic?.codes ?? [];
const contacts = catalogue.codeLists.gp_contact?.codes ?? [];
const IMAGING = imaging.map(({ code }) => code);
const CONTACTS = contacts.map(({ code }) => code);
const DATED = dated.map(({ code }) => code);
const ANGIOGRAPHIES = angiographies.map(({ code }) => code);
const OTHER_CODES = [460670, 449923, 103095, 101032, 424023, 424104, 999999];

/** Years and maps in which something changes. */
export const yearArbitrary = oneOf([2015, 2018, 2019, 2022, 2023, 2024, 2025]);
export const vintageArbitrary = oneOf([2025, 2025, 'reference_year', 2024, 2018] as const);

/** A delivery of the year: up to so many people and claims. */
export function deliveryArbitrary(year: number, people: number, claims: number): fc.Arbitrary<Delivery> {
  const stories = fc.array(storyArbitrary(year), { maxLength: SPECIALISTS.length, size: 'max' });
  const ofStories = stories.map((groups) =>
    groups.flatMap((rows, i) => rows.map((row): Row => ({ ...row, SS00065A: SPECIALISTS[i] ?? null }))),
  );
  const others = fc.array(claimsArbitrary(year), { minLength: 1, maxLength: claims, size: 'max' });
  const visits = fc.array(visitsArbitrary(year), { maxLength: PATIENTS, size: 'max' });
  const visiting = visits.map((groups) =>
    groups.flatMap((rows, i) => rows.map((row): Row => ({ ...row, SS00010: FIRST_PATIENT + i }))),
  );
  return fc.record({
    year: fc.constant(year),
    hospitalStay: fc.array(stayArbitrary(year), { minLength: 1, maxLength: claims, size: 'max' }),
    pharmacy: fc.array(medicineArbitrary(year), { minLength: 1, maxLength: claims, size: 'max' }),
    healthCare: fc
      .tuple(ofStories, visiting, others)
      .map(([rows, more, groups]) => [...rows, ...more, ...groups.flat()]),
    population: fc
      .array(personArbitrary(year), { minLength: 1, maxLength: Math.min(people, FIRST_ORPHAN), size: 'max' })
      .map((rows) => rows.map((row, i): Row => ({ PP0010: i + 1, ...row }))),
    practitioner: fc
      .subarray(PRACTITIONERS, { minLength: 1 })
      .chain((numbers) =>
        fc
          .array(orNull(oneOf(ADDRESSES), 8), { minLength: numbers.length, maxLength: numbers.length })
          .map((addresses) => numbers.map((SS00065A, i): Row => ({ SS00065A, ADDRESS_NIS: addresses[i] ?? null }))),
      ),
  });
}

/** Codes on lists, beginnings of codes, longer and shorter ones, none. */
const SUBSTANCES = [
  'J01CA04',
  'J01',
  'J02AC01',
  'J0',
  'N06AB10',
  'N06A',
  'N02AX02',
  'N02',
  'C10AA05',
  'C09AA05',
  'C07AB07',
  'A02BC01',
];

/** A delivery of a medicine, or of a part of a dose taken back. */
function medicineArbitrary(year: number): fc.Arbitrary<Row> {
  return fc.record({
    SS00010: fc.oneof(
      { weight: 8, arbitrary: fc.integer({ min: 1, max: 12 }) },
      { weight: 4, arbitrary: fc.integer({ min: 1, max: 120 }) },
      { weight: 1, arbitrary: fc.integer({ min: FIRST_ORPHAN + 1, max: FIRST_ORPHAN + 9 }) },
    ),
    SS00015: dateArbitrary(year),
    CNK: oneOf([1000001, 2000002]),
    ATC: orNull(oneOf(SUBSTANCES), 8),
    DDD: oneOf(['10.0000', '9.9999', '0.0001', '0.3333', '80.0000', '98.0000', '-98.0000', '-0.0001', '0.0000']),
    QUANTITY: oneOf([1, 1, 1, 2, -1, 0]),
    SS00060: oneOf(['0.00', '7.60', '-7.60', '118.80']),
    CHEAP: orNull(fc.boolean(), 8),
    PHARMACY_TYPE: orNull(oneOf([1, 1, 1, 2]), 12),
  });
}

/** A stay in hospital: of a day, of some nights, begun the year before. */
function stayArbitrary(year: number): fc.Arbitrary<Row> {
  return fc
    .record({
      SS00010: fc.oneof(
        { weight: 8, arbitrary: fc.integer({ min: 1, max: 120 }) },
        { weight: 1, arbitrary: fc.integer({ min: FIRST_ORPHAN + 1, max: FIRST_ORPHAN + 9 }) },
      ),
      DISCHARGE_DATE: dateArbitrary(year),
      nights: oneOf([0, 0, 1, 2, 6, 40, 400]),
      STAY_TYPE: orNull(oneOf([1, 1, 2]), 12),
      SS00075: oneOf(INSTITUTIONS),
    })
    .map(({ SS00010, nights, DISCHARGE_DATE, ...rest }): Row => {
      const admitted = new Date(Date.parse(`${DISCHARGE_DATE}T00:00:00Z`) - nights * 86_400_000);
      // Several stays of some people, so that one follows another.
      const person = SS00010 % 2 === 0 ? SS00010 : 1 + (SS00010 % 8);
      const TRANSFER_IN = [true, false, false, null][SS00010 % 4] ?? null;
      return {
        ...rest,
        SS00010: person,
        TRANSFER_IN,
        DISCHARGE_DATE,
        ADMISSION_DATE: admitted.toISOString().slice(0, 10),
      };
    });
}

function personArbitrary(year: number): fc.Arbitrary<Row> {
  const age = fc.oneof(oneOf([0, 9, 10, 19, 20, 89, 90, 99, 120]), fc.integer({ min: 0, max: 100 }));
  const sector = fc.oneof({ weight: 4, arbitrary: oneOf(SECTORS) }, { weight: 1, arbitrary: oneOf(ANY_SECTOR) });
  return fc.record({
    PP0015: orNull(
      age.map((years) => year - years),
      8,
    ),
    PP0020: orNull(oneOf([1, 2]), 8),
    PP0040: orNull(fc.constant(`${year}-03-01`), 1),
    SECTOR_DEC31: orNull(sector, 4),
    SECTOR_JUN30: orNull(sector, 2),
    BIM: orNull(fc.boolean(), 8),
  });
}

/** One claim, or a claim and something that takes part of it back. */
function claimsArbitrary(year: number): fc.Arbitrary<Row[]> {
  const claim = claimArbitrary(year);
  const corrected = fc.tuple(claim, fc.boolean()).map(([row, whole]) => [row, whole ? correctionOf(row) : halfOf(row)]);
  return fc.oneof(
    {
      weight: 5,
      arbitrary: claim.map((row) => [row]),
    },
    { weight: 1, arbitrary: corrected },
  );
}

function claimArbitrary(year: number): fc.Arbitrary<Row> {
  const beneficiary = fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 1, max: 12 }) },
    { weight: 8, arbitrary: fc.integer({ min: 1, max: 120 }) },
    { weight: 1, arbitrary: fc.integer({ min: FIRST_ORPHAN + 1, max: FIRST_ORPHAN + 9 }) },
  );
  const common = {
    SS00010: beneficiary,
    SS00015: dateArbitrary(year),
    QUANTITY: oneOf([1, 1, 1, 2, 3, 0, -1, -2]),
    SS00060: oneOf(['0.00', '0.01', '-0.01', '25.30', '310.00', '-310.00']),
    SS00065A: orNull(oneOf(OTHERS), 4),
    SS00065B: orNull(oneOf(QUALIFICATIONS), 6),
    PRACTITIONER_CAT: orNull(oneOf(PROFESSIONS), 8),
    SS00075: orNull(oneOf(INSTITUTIONS), 1),
    PRACTICE_ID: orNull(oneOf(PRACTICES), 2),
  };
  const code = fc.oneof(oneOf(IMAGING), oneOf(ANGIOGRAPHIES), oneOf(DATED), oneOf(OTHER_CODES));
  const forfait = {
    SS00020: fc.constant(109616),
    QUANTITY: oneOf([6, 6, 5, 7, 12, 1, 3, -1, -6]),
    SS00075: orNull(oneOf([82001805, 82001805, 83002805, 82001806]), 9),
    PRACTICE_ID: orNull(oneOf([501, 501, 502]), 6),
  };
  const file = { SS00020: fc.constant(102771), PRACTICE_ID: orNull(oneOf([501, 501, 502, 900]), 6) };
  const contact = { SS00020: oneOf(CONTACTS) };
  return fc.oneof(
    { weight: 4, arbitrary: fc.record({ ...common, SS00020: code }) },
    { weight: 1, arbitrary: fc.record({ ...common, ...contact }) },
    { weight: 3, arbitrary: fc.record({ ...common, ...forfait }) },
    { weight: 2, arbitrary: fc.record({ ...common, ...file }) },
  );
}

/**
 * A practitioner's year: what they earn is 5 % of the median or misses it by a cent; quantities
 * cancel out under some qualifications.
 */
function storyArbitrary(year: number): fc.Arbitrary<Row[]> {
  return oneOf(Object.keys(GROUPS)).chain((group) => groupStoryArbitrary(year, group));
}

function groupStoryArbitrary(year: number, group: string): fc.Arbitrary<Row[]> {
  const median = catalogue.parameters.median_income?.values[group]?.[year] ?? '200000.00';
  const threshold = Number(median.replace('.', '')) / 20;
  const claim = fc.record({
    SS00010: oneOf([1, 2, FIRST_ORPHAN + 1]),
    SS00015: dateArbitrary(year),
    SS00020: oneOf([102012, 453154]),
    QUANTITY: oneOf([1, 1, 2, -1, 0]),
    SS00065B: oneOf([...(GROUPS[group] ?? []), 1]),
    PRACTITIONER_CAT: orNull(oneOf([10, 10, 19, 20]), 12),
  });
  return fc
    .record({
      claims: fc.array(claim, { minLength: 1, maxLength: 4 }),
      cents: oneOf([-1, 0, 0, 1]).map((more) => Math.floor(threshold) + more),
      apart: oneOf([0, 0, 1, 500000, -500000]),
    })
    .map(({ claims, cents, apart }) => {
      const last = claims.length - 1;
      const amount = (i: number) => (i === 0 ? cents - (last > 0 ? apart : 0) : i === last ? apart : 0);
      return claims.map((row, i): Row => ({ ...row, SS00060: (amount(i) / 100).toFixed(2) }));
    });
}

/** The claim taken back whole: the same row with quantity and amount negated. */
export function correctionOf(row: Row): Row {
  return { ...row, QUANTITY: -Number(row.QUANTITY), SS00060: negate(row.SS00060 ?? null) };
}

function halfOf(row: Row): Row {
  return { ...row, QUANTITY: -Math.trunc(Number(row.QUANTITY) / 2) };
}

function negate(amount: Field): string {
  const text = String(amount ?? 0);
  return text.startsWith('-') ? text.slice(1) : `-${text}`;
}
