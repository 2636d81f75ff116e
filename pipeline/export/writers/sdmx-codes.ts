/**
 * Codes as SDMX writes them: its cross-domain lists for sex, age and yes or no (CL_SEX, CL_AGE,
 * CL_YES_NO); areas and years are as they are.
 */

const CODES: Readonly<Record<string, string>> = { total: '_T', male: 'M', female: 'F', yes: 'Y', no: 'N' };

/**
 * `40-49` is Y40T49, `90+` is Y_GE90; anything else is put in capitals, with `_` for what an id may
 * not hold.
 */
export function sdmxCode(member: string): string {
  const known = CODES[member];
  if (known !== undefined) return known;
  const [, from, to] = /^(\d+)-(\d+)$/.exec(member) ?? [];
  if (from !== undefined) return `Y${from}T${to}`;
  const [, least] = /^(\d+)\+$/.exec(member) ?? [];
  return least === undefined ? member.toUpperCase().replace(/[^A-Z0-9_@$-]/g, '_') : `Y_GE${least}`;
}

/** Who maintains the structures, and their version. */
export const AGENCY = 'ATLAS_CUBES';
export const VERSION = '1.0';

/** The flow and the structure of an indicator. */
export function flowId(code: string): string {
  return `DF_${code.toUpperCase()}`;
}

/** The id of the data structure of an indicator. */
export function structureId(code: string): string {
  return `DSD_${code.toUpperCase()}`;
}
