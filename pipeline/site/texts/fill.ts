/** Fills a text: `{name}` is replaced by what is given under that name. */

/**
 * Replaces each `{name}` of a text; a name that is not given stays, so that a missing one is seen.
 */
export function fill(text: string, parts: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in parts ? String(parts[name]) : whole));
}
