/** Markup as values: what is put into a template is escaped, unless it is markup itself. */

export interface Markup {
  readonly markup: string;
}

type Part = string | number | Markup | readonly Markup[] | null | undefined | false;

/** Text as it stands in an element or an attribute. */
export function escapeText(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot' }[sign]};`);
}

/**
 * A template of markup: texts and numbers are escaped, markup is taken as it is, nothing is left
 * out.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let markup = strings[0] ?? '';
  for (const [i, part] of parts.entries()) markup += print(part) + (strings[i + 1] ?? '');
  return { markup };
}

/** Markup that is known to be safe: drawn by code of this layer. */
export function raw(markup: string): Markup {
  return { markup };
}

function print(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (typeof part === 'string') return escapeText(part);
  if (typeof part === 'number') return String(part);
  if (isList(part)) return part.map(({ markup }) => markup).join('');
  return part.markup;
}

function isList(part: Markup | readonly Markup[]): part is readonly Markup[] {
  return Array.isArray(part);
}
