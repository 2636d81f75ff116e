/**
 * The columns and rows of a cube that are figures of their own. A ratio of totals shows two
 * volumes, each as sensitive as if it were published by itself; a percentile shows no sum but the
 * number of its members. So the denominator of either is a part that is protected and audited as a
 * cube of its own, and a row is shown where all of its parts are. Of a cube with groups of claims
 * the total and each group are parts: a member may be in several, so they are not one table.
 */

/** After the code of a cube, for the part that counts its denominator. */
const DENOMINATOR = ':denominator';

/** The rows of a cube at one member of a dimension of the event, or at its total. */
export interface PartGroup {
  readonly dimension: string;
  readonly member: string;
}

/** The part of a cube, or of a group of it, that counts its denominator. */
export function divisorPart(part: string): string {
  return `${part}${DENOMINATOR}`;
}

/** The part of a cube that is a group of its claims. */
export function groupPart(code: string, { dimension, member }: PartGroup): string {
  return `${code}:${dimension}=${encodeURIComponent(member)}`;
}

/** The group that a part, or a slice of one, is of; undefined where claims are not grouped. */
export function groupOfPart(part: string): PartGroup | undefined {
  const [, dimension, member] = /^[^:|]*:([^:|=]+)=([^:|]*)/.exec(part) ?? [];
  return dimension === undefined ? undefined : { dimension, member: decodeURIComponent(member ?? '') };
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
  return Object.keys(cubes).filter((part) => codeOfPart(part) === code);
}

/** The dimensions of the event by which cubes are broken down. */
export function eventDimensions({ cubes }: { readonly cubes: Readonly<Record<string, unknown>> }): ReadonlySet<string> {
  return new Set(Object.keys(cubes).flatMap((part) => groupOfPart(part)?.dimension ?? []));
}

/** Of the dimensions of a cube, those of a part: a group is one member of its dimension. */
export function dimensionsOfPart<T extends { readonly name: string }>(part: string, dimensions: readonly T[]): T[] {
  const group = groupOfPart(part);
  return dimensions.filter(({ name }) => name !== group?.dimension);
}

/** The figures of a row of a cube, whatever parts they are of, by name of what has them. */
export function figuresInRow<T extends { readonly numerator: string; readonly denominator: string | null }>(
  cubes: Readonly<Record<string, T>>,
  code: string,
): { readonly numerator: string | null; readonly denominator: string | null } {
  const divided = cubes[divisorPart(code)]?.numerator ?? null;
  return { numerator: cubes[code]?.numerator ?? null, denominator: cubes[code]?.denominator ?? divided };
}
