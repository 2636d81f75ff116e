/** How numbers are written, the same at build and in the browser. */

/** Locales of the languages of pages: Belgian ones, so that numbers look as readers expect them. */
const LOCALES: Readonly<Record<string, string>> = { fr: 'fr-BE', nl: 'nl-BE', en: 'en-GB', de: 'de-BE' };

const formats = new Map<string, Intl.NumberFormat>();

function formatOf(language: string, decimals: number): Intl.NumberFormat {
  const key = `${language} ${decimals}`;
  const found = formats.get(key);
  if (found !== undefined) return found;
  const made = new Intl.NumberFormat(LOCALES[language] ?? language, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  formats.set(key, made);
  return made;
}

/**
 * Decimals of the values of an indicator, by the value of the country: two below 10, one below
 * 10,000; none of whole numbers.
 */
export function decimalsFor(largest: number, isWhole: boolean): number {
  if (isWhole) return 0;
  if (largest < 10) return 2;
  return largest < 10_000 ? 1 : 0;
}

/** A number with the given decimals, as the language writes it. */
export function formatNumber(value: number, language: string, decimals = 0): string {
  return formatOf(language, decimals).format(value);
}

/** A limit of a class: two digits, without more decimals than it needs. */
export function formatBreak(value: number, language: string): string {
  const [, fraction = ''] = String(value).split('.');
  return formatNumber(value, language, fraction.length);
}

/** Text without accents and in small letters, so that `liege` finds Liège. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/['’.()-]+/g, ' ')
    .trim();
}
