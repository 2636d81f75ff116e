/**
 * The members of an entity in a year: who is counted, where, and in which part of each dimension.
 */
import type { Catalogue, Entity } from '../../pipeline/catalogue/index.ts';
import type { Delivery, Field, Row } from './delivery.ts';
import type { Areas, MunicipalMap } from './municipal-map.ts';

export interface Member {
  readonly key: string;
  readonly areas: Areas;
  /** Part of each dimension; absent = unknown, so in the total only. */
  readonly parts: Readonly<Record<string, string>>;
}

/** Gives the members by key; those who appear in claims alone count as the entity declares. */
export function readMembers(
  catalogue: Catalogue,
  entity: Entity,
  delivery: Delivery,
  map: MunicipalMap,
): Map<string, Member> {
  if (entity.name === 'beneficiary') {
    return byKey(delivery.population.map((row) => readBeneficiary(catalogue, row, delivery.year, map)));
  }
  if (entity.name === 'practitioner') {
    const registered = delivery.practitioner.map((row) => practitioner(row.SS00065A, text(row.ADDRESS_NIS), map));
    const billing = delivery.healthCare.map((row) => practitioner(row.SS00065A, null, map));
    return byKey([...billing, ...registered].flatMap((member) => member ?? []));
  }
  throw new Error(`the oracle does not know the members of ${entity.name}`);
}

/** The age on 31 December; null where the year of birth is unknown. */
export function ageOf(row: Row, year: number): number | null {
  const birthYear = row.PP0015 ?? null;
  return birthYear === null ? null : year - Number(birthYear);
}

/** The part of each dimension that a beneficiary is in, as far as it is known. */
export function partsOf(catalogue: Catalogue, row: Row, year: number): Record<string, string> {
  const age = ageOf(row, year);
  const parts: Record<string, string> = {};
  if (age !== null) {
    const band = catalogue.dimensions.age_group?.members.find((name) => isInBand(age, name));
    if (band !== undefined) parts.age_group = band;
  }
  if (row.PP0020 === 1) parts.sex = 'male';
  if (row.PP0020 === 2) parts.sex = 'female';
  if (row.BIM === true) parts.bim = 'yes';
  if (row.BIM === false) parts.bim = 'no';
  return parts;
}

function readBeneficiary(catalogue: Catalogue, row: Row, year: number, map: MunicipalMap): Member {
  const parts = partsOf(catalogue, row, year);
  const sector = text(row.SECTOR_DEC31) ?? text(row.SECTOR_JUN30);
  return { key: String(row.PP0010), areas: map.locateSector(sector), parts };
}

function practitioner(number: Field | undefined, address: string | null, map: MunicipalMap): Member | undefined {
  if (number === undefined || number === null) return undefined;
  return { key: String(number), areas: map.locateAddress(address), parts: {} };
}

/** Whether an age lies in a band written `10-19` or `90+`. */
function isInBand(age: number, band: string): boolean {
  const [low = '', high] = band.split(/[-+]/);
  return age >= Number(low) && (high === '' || age <= Number(high));
}

function byKey(members: readonly Member[]): Map<string, Member> {
  return new Map(members.map((member) => [member.key, member]));
}

function text(value: Field | undefined): string | null {
  return value === undefined || value === null ? null : String(value);
}
