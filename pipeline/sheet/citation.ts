/** The recommended citation, in the one form that all languages share. */
import type { Indicator } from '../catalogue/index.ts';

/** Stands in a stored sheet for the day on which somebody reads it. */
export const ACCESSED = '{accessed}';

/** Where figures of another definition than the agency's come from: they are not cited as its own. */
const PUBLISHERS: Readonly<Record<Indicator['status'], readonly [who: string, where: string]>> = {
  sheet: ['IMA_AIM', 'Atlas IMA_AIM'],
  interpreted: ['Atlas Cubes', 'Atlas Cubes, interpretation of an indicator of the Atlas IMA_AIM'],
  ours: ['Atlas Cubes', 'Atlas Cubes, not an indicator of the Atlas IMA_AIM'],
};

/** `IMA_AIM (17/11/2025), cube_013_021, Atlas IMA_AIM (accessed on 16/02/2026)`; `accessed` is an ISO date or `ACCESSED`. */
export function writeCitation(indicator: Indicator, accessed: string): string {
  return `${writeSource(indicator)} (accessed on ${printDay(accessed)})`;
}

/** Where figures come from, whenever they are read: `IMA_AIM (17/11/2025), cube_013_021, Atlas IMA_AIM`. */
export function writeSource({ code, status, metadataDate }: Indicator): string {
  const [who, where] = PUBLISHERS[status];
  return `${who} (${printDay(metadataDate)}), ${code}, ${where}`;
}

/** An ISO date as sheets write it: 17/11/2025. */
export function printDay(date: string): string {
  return date.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1');
}
