/**
 * The columns of a cube that are figures of their own. A ratio of totals shows two volumes, each as
 * sensitive as if it were published by itself; a percentile shows no sum but the number of its
 * members. So the denominator of either is a part that is protected and audited as a cube of its
 * own, and a row is shown where all of its parts are.
 */

/** After the code of a cube, for the part that counts its denominator. */
const DENOMINATOR = ':denominator';

/** The part of a cube that counts its denominator. */
export function divisorPart(code: string): string {
  return `${code}${DENOMINATOR}`;
}

/** Whether a part, or a slice of one, counts a denominator. */
export function isDivisorPart(part: string): boolean {
  return (part.split('|')[0] ?? part).endsWith(DENOMINATOR);
}

/** The cube that a part, or a slice of one, is of. */
export function codeOfPart(part: string): string {
  return part.split(/[:|]/)[0] ?? part;
}

/** The parts of a cube that mean anything; none where nobody is protected. */
export function partsOf({ cubes }: { readonly cubes: Readonly<Record<string, unknown>> }, code: string): string[] {
  return [code, divisorPart(code)].filter((part) => cubes[part] !== undefined);
}

/** The figures of a row of a cube, whatever parts they are of, by name of what has them. */
export function figuresInRow<T extends { readonly numerator: string; readonly denominator: string | null }>(
  cubes: Readonly<Record<string, T>>,
  code: string,
): { readonly numerator: string | null; readonly denominator: string | null } {
  const divided = cubes[divisorPart(code)]?.numerator ?? null;
  return { numerator: cubes[code]?.numerator ?? null, denominator: cubes[code]?.denominator ?? divided };
}
