/** The recommended citation: the publisher that the catalogue declares, or nobody else's name. */
import type { Indicator, Publisher } from '../catalogue/index.ts';

/** Stands in a stored sheet for the day on which somebody reads it. */
export const ACCESSED = '{accessed}';

/** What a sheet is about: what the catalogue declares, or the figures of a release. */
export interface SheetSubject {
  readonly publisher: Publisher | null;
  /**
   * Of a release: whether any of its figures are of synthetic data; undefined for the catalogue
   * alone.
   */
  readonly synthetic?: boolean;
  /** Parameters with invented values that its figures depend on. */
  readonly illustrative?: readonly string[];
}

/**
 * Whoever defines an indicator; figures that nobody has published are not cited as the agency's.
 */
const ORIGINS: Readonly<Record<Indicator['status'], string>> = {
  sheet: 'Atlas Cubes, by a definition of the IMA-AIM Atlas',
  interpreted: 'Atlas Cubes, interpretation of an indicator of the IMA-AIM Atlas',
  ours: 'Atlas Cubes, not an indicator of the IMA-AIM Atlas',
  example: 'Atlas Cubes, an example and not an indicator of the IMA-AIM Atlas',
};

/**
 * `IMA_AIM (17/11/2025), cube_013_021, Atlas IMA_AIM (accessed on 16/02/2026)`.
 * @param accessed ISO date, or `ACCESSED`
 * @param language of the publisher's name
 */
export function writeCitation(indicator: Indicator, subject: SheetSubject, accessed: string, language: string): string {
  return `${writeSource(indicator, subject, language)} (accessed on ${printDay(accessed)})`;
}

/**
 * Where figures come from, whenever they are read: `IMA_AIM (17/11/2025), cube_013_021, Atlas
 * IMA_AIM`. Without a publisher the sheet of a definition that the agency publishes is cited as
 * such while nothing is released; figures never are.
 */
export function writeSource(
  { code, status, metadataDate }: Indicator,
  { publisher, synthetic, illustrative = [] }: SheetSubject,
  language: string,
): string {
  const isReleased = synthetic !== undefined;
  const [who, where] = publisherOf(status, publisher?.name[language], isReleased);
  const marks = [
    ...(synthetic === true ? ['synthetic data'] : []),
    ...(isReleased && illustrative.length > 0 ? ['illustrative values'] : []),
  ];
  return [`${who} (${printDay(metadataDate)})`, code, where, ...marks].join(', ');
}

function publisherOf(status: Indicator['status'], name: string | undefined, isReleased: boolean): [string, string] {
  if (name !== undefined) return [name, `Atlas ${name}`];
  return status === 'sheet' && !isReleased ? ['IMA_AIM', 'Atlas IMA_AIM'] : ['Atlas Cubes', ORIGINS[status]];
}

/** An ISO date as sheets write it: 17/11/2025. */
export function printDay(date: string): string {
  return date.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1');
}
