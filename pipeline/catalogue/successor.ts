/** What an indicator that was published under another code is called today. */
import type { Catalogue } from './catalogue.ts';

/**
 * Gives the code of today of a code that was published, itself where nothing replaces it.
 *
 * @returns a function from a published code to the code of the catalogue
 */
export function successorsIn({ indicators }: Pick<Catalogue, 'indicators'>): (code: string) => string {
  const successors = new Map(
    Object.values(indicators).flatMap(({ code, replaces }) => replaces.map((former) => [former, code] as const)),
  );
  return (code) => successors.get(code) ?? code;
}
