/**
 * Whether somebody has written an entry of the catalogue. What stands for a condition of a
 * population, for a part of a year or for the codes that two lists share has a space in its name.
 */
export function isDeclared({ name }: { readonly name: string }): boolean {
  return !name.includes(' ');
}
