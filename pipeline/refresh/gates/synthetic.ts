/** Synthetic: a release holds figures of synthetic data alone, or none. */
import { type Finding, SYNTHETIC } from '../../release/index.ts';
import type { GateContext } from './gate-context.ts';

/**
 * One finding where a release would hold figures of synthetic data beside figures of real data;
 * none otherwise.
 */
export function checkSynthetic({ catalogue, fresh, released }: GateContext): Finding[] {
  const made = fresh.map(({ code, year, record }) => ({ code, year, synthetic: record.synthetic }));
  const isFresh = (code: string, year: number) => made.some((cube) => cube.code === code && cube.year === year);
  const carried = released.filter(({ code, year }) => catalogue.indicators[code] !== undefined && !isFresh(code, year));
  const yearsOf = (synthetic: boolean) =>
    [...new Set([...made, ...carried].filter((cube) => cube.synthetic === synthetic).map(({ year }) => year))].sort();
  const [invented, real] = [yearsOf(true), yearsOf(false)];
  if (invented.length === 0 || real.length === 0) return [];
  const message = `figures of synthetic data (${invented.join(', ')}) would stand beside figures of real data (${real.join(', ')}).`;
  return [{ gate: SYNTHETIC, subject: 'release', fails: true, message }];
}
