/**
 * Allocation to a general-practice practice: the practice that manages the global medical file;
 * without a file the one seen most often, a relate going to the one consulted first, a last relate
 * to the lowest number (domain facts: Allocation to a GP practice).
 */
import type { Catalogue } from '../../pipeline/catalogue/index.ts';
import { isValid } from './code-list.ts';
import type { Delivery, Row } from './delivery.ts';

/** One practice in the year of one person; quantities net of corrections. */
interface Practice {
  /** Null: the claims that bear no practice. */
  readonly number: number | null;
  files: bigint;
  contacts: bigint;
  /** First day on which a contact was billed; corrections are not days. */
  firstDay: string;
}

export interface Allocation {
  readonly practice: number;
  readonly byFile: boolean;
  /** Contacts with every practice, and those without a practice. */
  readonly contacts: bigint;
  /** Millionths of the contacts that went to the practice, half to even; 0 without contacts. */
  readonly loyalty: bigint;
}

const NEVER = '9999-99-99';
const MILLION = 1_000_000n;

/** Gives the allocation of everybody who has one. */
export function allocate(catalogue: Catalogue, delivery: Delivery): Map<string, Allocation> {
  const people = new Map<string, Map<number | null, Practice>>();
  for (const row of delivery.healthCare) {
    const isFile = isOn(catalogue, 'global_medical_file', row);
    const isContact = isOn(catalogue, 'gp_contact', row);
    if (!isFile && !isContact) continue;
    const person = String(row.SS00010);
    const practices = people.get(person) ?? new Map<number | null, Practice>();
    people.set(person, practices);
    const number = row.PRACTICE_ID === undefined || row.PRACTICE_ID === null ? null : Number(row.PRACTICE_ID);
    const practice = practices.get(number) ?? { number, files: 0n, contacts: 0n, firstDay: NEVER };
    practices.set(number, practice);
    const quantity = BigInt(String(row.QUANTITY));
    if (isFile) practice.files += quantity;
    if (!isContact) continue;
    practice.contacts += quantity;
    if (quantity > 0n && String(row.SS00015) < practice.firstDay) practice.firstDay = String(row.SS00015);
  }
  const allocated = [...people].flatMap(([person, practices]) => {
    const allocation = allocatePerson([...practices.values()]);
    return allocation === undefined ? [] : [[person, allocation] as const];
  });
  return new Map(allocated);
}

function allocatePerson(practices: readonly Practice[]): Allocation | undefined {
  const known = practices.filter(({ number }) => number !== null);
  const managing = known.filter(({ files }) => files >= 1n);
  const chosen = managing.length > 0 ? preferred(managing) : preferred(known.filter(({ contacts }) => contacts >= 1n));
  if (chosen === undefined || chosen.number === null) return undefined;
  // What was taken back more often than it was billed is no contact, and takes none away from other
  // practices.
  const contacts = practices.reduce((sum, practice) => sum + contactsOf(practice), 0n);
  const loyalty = contacts === 0n ? 0n : halfToEven(contactsOf(chosen) * MILLION, contacts);
  return { practice: chosen.number, byFile: managing.length > 0, contacts, loyalty };
}

/**
 * Of several practices with the same claim: seen most often, then consulted first, then the lowest
 * number.
 */
function preferred(practices: readonly Practice[]): Practice | undefined {
  const most = practices.reduce((most, practice) => (contactsOf(practice) > most ? contactsOf(practice) : most), 0n);
  const oftenest = practices.filter((practice) => contactsOf(practice) === most);
  const first = oftenest.map(({ firstDay }) => firstDay).sort()[0];
  const earliest = oftenest.filter(({ firstDay }) => firstDay === first);
  return earliest.find(({ number }) => number === Math.min(...earliest.map((one) => Number(one.number))));
}

function contactsOf({ contacts }: Practice): bigint {
  return contacts > 0n ? contacts : 0n;
}

/**
 * The quotient of two numbers that are not negative, rounded; an exact half goes to the even
 * neighbour.
 */
function halfToEven(dividend: bigint, divisor: bigint): bigint {
  const below = dividend / divisor;
  const twice = 2n * (dividend - below * divisor);
  if (twice < divisor) return below;
  return twice > divisor || below % 2n === 1n ? below + 1n : below;
}

function isOn(catalogue: Catalogue, list: string, row: Row): boolean {
  return isValid(catalogue.codeLists[list], row.SS00020 ?? null, String(row.SS00015));
}
