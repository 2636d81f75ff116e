/**
 * What statuses say of a year that was published before. A cell that was sensitive and is so no
 * more would be disclosed by its status: whoever assumes that as little was revised as possible
 * reads 5 off a cell that turns from A to D.
 */

import type { Grid } from '../cells/grid.ts';
import { STATUS } from '../cells/structure/system.ts';
import type { Before } from '../methods/read-earlier.ts';
import type { Verdicts } from './protect-year.ts';

/**
 * The same verdicts, but where figures of the year were revised all suppressed cells are published
 * as D, so that no change of a status says anything of its cell. Once revised, a year stays so: its
 * first figures are known for good.
 */
export function keepStatuses(
  { cubes }: Grid,
  before: Readonly<Record<string, Pick<Before, 'earlierStatus' | 'changed'>>>,
  verdicts: Verdicts,
): Verdicts {
  const isRevised = Object.entries(verdicts).some(([code, own]) => {
    const { numerator = '', denominator = null } = cubes[code] ?? {};
    const [counted, divided] = [before[numerator], before[denominator ?? '']];
    if (counted?.changed.includes(1) || divided?.changed.includes(1)) return true;
    return own.some((status, cell) => counted?.earlierStatus[cell] === STATUS.primary && status !== 'A');
  });
  if (!isRevised) return verdicts;
  return Object.fromEntries(
    Object.entries(verdicts).map(([code, own]) => [code, own.map((status) => (status === 'F' ? 'F' : 'D'))]),
  );
}
