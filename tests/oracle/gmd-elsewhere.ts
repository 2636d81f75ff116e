/**
 * Global medical files elsewhere: practices that hold somebody's file and did not bill that
 * person's forfaits (contract: GMD elsewhere).
 */
import type { Row } from './delivery.ts';

const GLOBAL_MEDICAL_FILE = 102771;
const MEDICAL_HOUSE_FORFAIT = 109616;
const MEDICAL_HOUSE = 805n;
const RELATIVE_PLACES = 'no practice';

/**
 * Gives beneficiary to number of such practices; files without a practice are elsewhere, also where
 * forfaits have none.
 */
export function gmdElsewhere(healthCare: readonly Row[]): Map<string, bigint> {
  const people = new Map<string, Map<string, { files: bigint; forfaits: bigint }>>();
  for (const row of healthCare) {
    const isFile = row.SS00020 === GLOBAL_MEDICAL_FILE;
    const isForfait = row.SS00020 === MEDICAL_HOUSE_FORFAIT && isMedicalHouse(row);
    if (!isFile && !isForfait) continue;
    const person = String(row.SS00010);
    const practices = people.get(person) ?? new Map<string, { files: bigint; forfaits: bigint }>();
    people.set(person, practices);
    const practice = row.PRACTICE_ID == null ? RELATIVE_PLACES : String(row.PRACTICE_ID);
    const sums = practices.get(practice) ?? { files: 0n, forfaits: 0n };
    practices.set(practice, sums);
    const quantity = BigInt(String(row.QUANTITY ?? 0));
    if (isFile) sums.files += quantity;
    else sums.forfaits += quantity;
  }
  return new Map(
    [...people].map(([person, practices]) => {
      const elsewhere = [...practices].filter(
        ([practice, { files, forfaits }]) => files >= 1n && (practice === RELATIVE_PLACES || forfaits === 0n),
      );
      return [person, BigInt(elsewhere.length)];
    }),
  );
}

function isMedicalHouse(row: Row): boolean {
  const institution = row.SS00075 ?? null;
  return institution !== null && BigInt(institution) % 1000n === MEDICAL_HOUSE;
}
