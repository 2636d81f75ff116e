/** How many areas of a table show a figure, in a sentence. */
import type { LevelCount, MapLevel } from '../shape/figures.ts';
import { formatNumber } from '../shape/format.ts';
import { fill } from '../texts/fill.ts';
import type { Drawing } from './view.ts';

/** How many areas of a level show a figure. */
export function rankingLead({ texts, view }: Drawing, counts: readonly LevelCount[], level: MapLevel): string {
  const count = counts.find((one) => one.level === level);
  const number = (value: number) => formatNumber(value, view.language);
  return fill(texts.rankingLead, {
    shown: number(count?.shown ?? 0),
    areas: number(count?.areas ?? 0),
    suppressed: number(count?.suppressed ?? 0),
  });
}
