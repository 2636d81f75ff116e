/**
 * A person's year in general practice: contacts and files where the allocation to a practice hangs
 * by a thread.
 */
import fc from 'fast-check';
import type { Row } from '../oracle/index.ts';
import { dateArbitrary, oneOf, orNull } from './choice.ts';

const CONTACT = 101032;
const FILE = 102771;
const PRACTICES = [501, 502, 900];
/** With 128 contacts an odd number of them is an exact half of a millionth. */
const ALL_OF_A_HALF = 128;
const OUTSIDE = [82001805, 82001806, 805, 71000710];

/** Claims of one person; the beneficiary is named by the caller. */
export function visitsArbitrary(year: number): fc.Arbitrary<Row[]> {
  const files = fc.array(fileArbitrary(year), { maxLength: 3 });
  const contacts = fc.oneof(
    { weight: 2, arbitrary: anyContacts(year) },
    { weight: 3, arbitrary: tiedContacts(year) },
    { weight: 1, arbitrary: halves(year) },
  );
  return fc.tuple(contacts, fc.oneof(fc.constant([]), files)).map(([visits, held]) => [...visits, ...held]);
}

function contact(date: string, practice: number | null, quantity: number): Row {
  return { SS00015: date, SS00020: CONTACT, QUANTITY: quantity, PRACTICE_ID: practice };
}

function anyContacts(year: number): fc.Arbitrary<Row[]> {
  const row = fc
    .tuple(dateArbitrary(year), orNull(oneOf(PRACTICES), 4), oneOf([1, 1, 2, 3, 0, -1, -2]), orNull(oneOf(OUTSIDE), 1))
    .map(([date, practice, quantity, SS00075]) => ({ ...contact(date, practice, quantity), SS00075 }));
  return fc.array(row, { minLength: 1, maxLength: 6 });
}

/**
 * Two or three practices with as many contacts each, first consulted on one of two days; the first
 * contact may be taken back and made up for.
 */
function tiedContacts(year: number): fc.Arbitrary<Row[]> {
  const [first, second, last] = [`${year}-01-02`, `${year}-01-03`, `${year}-12-30`];
  const one = fc.record({ day: oneOf([first, second]), madeUp: oneOf([false, false, true]) });
  return fc
    .tuple(
      fc.shuffledSubarray(PRACTICES, { minLength: 2 }),
      fc.array(one, { minLength: 3, maxLength: 3 }),
      oneOf([1, 2, 3]),
    )
    .map(([practices, ways, contacts]) =>
      practices.flatMap((practice, i) => {
        const { day = first, madeUp = false } = ways[i] ?? {};
        const rows = [contact(day, practice, 1), contact(last, practice, contacts - 1)];
        return madeUp ? [...rows, contact(day, practice, -1), contact(last, practice, 1)] : rows;
      }),
    );
}

/**
 * Contacts that divide into exact halves of a millionth, some without a practice or taken back
 * elsewhere.
 */
function halves(year: number): fc.Arbitrary<Row[]> {
  return fc
    .tuple(oneOf([65, 67, 69, 127]), orNull(oneOf([502, 900]), 1), fc.boolean())
    .map(([here, elsewhere, corrected]) => [
      contact(`${year}-02-01`, 501, here),
      contact(`${year}-01-01`, elsewhere, ALL_OF_A_HALF - here),
      ...(corrected ? [contact(`${year}-03-01`, 777, 1), contact(`${year}-03-01`, 777, -3)] : []),
    ]);
}

function fileArbitrary(year: number): fc.Arbitrary<Row> {
  return fc
    .tuple(dateArbitrary(year), orNull(oneOf(PRACTICES), 4), oneOf([1, 1, 1, 2, -1]))
    .map(([SS00015, PRACTICE_ID, QUANTITY]) => ({ SS00015, SS00020: FILE, QUANTITY, PRACTICE_ID }));
}
