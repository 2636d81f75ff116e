/**
 * Publishes again what was suppressed without protecting: cells for the sake of others whose value
 * follows from what is published all the same.
 */
import { at } from '../../base/index.ts';
import { followers } from '../cells/groups.ts';
import { attackerOf } from '../cells/policy.ts';
import { publish, STATUS } from '../cells/structure/system.ts';
import { excluded } from '../search/solve/audit.ts';
import { divisorsOf, isSuppressed, type Statuses, statusOf, systemTogether, type YearFigures } from './systems.ts';

/**
 * Publishes in `suppresses` every secondary cell of which the relations one by one leave a single
 * value, so that an attacker learns nothing that he does not know. Not where its row must stay
 * suppressed, with its denominator or with the share of a volume, nor where an earlier release
 * suppressed it. Gives how many figures remain suppressed whose value follows.
 */
export function publishDerivable(year: YearFigures, tableStatuses: Statuses): number {
  const { grid, figureRelations, policy, before, previouslyDisclosed } = year;
  const together = systemTogether(year, tableStatuses);
  const { system, cellsOf, tables } = together;
  const ranges = excluded(publish(system, statusOf(together, tableStatuses)), attackerOf(policy));
  if (ranges === undefined) return 0;
  // That a volume is shown says that enough members are behind it, which its value does not.
  const isVolume = new Set(
    grid.tables.flatMap(({ name, counted }) =>
      counted.some((code) => figureRelations.cubes[code]?.adds === 'values') ? [name] : [],
    ),
  );
  const derivable = new Map(
    tables.map(({ name, hidden }) => [
      name,
      Uint8Array.from(cellsOf[name] ?? [], (index, cell) =>
        hidden[cell] === 0 &&
        !isVolume.has(name) &&
        tableStatuses.get(name)?.[cell] === STATUS.secondary &&
        at(system.sensitive, index) === 0 &&
        previouslyDisclosed[name]?.[cell] !== 1 &&
        ranges.get(index) === 0
          ? 1
          : 0,
      ),
    ]),
  );
  const divisors = divisorsOf(grid);
  const shares = followers(grid, figureRelations);
  const order = tables.map(({ name }) => name).sort((a, b) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1));
  /** Denominators before numerators, shares before their volumes. */
  function rankOf(name: string): number {
    return (divisors.has(name) ? 1 : 0) + (shares.has(name) ? 1 : 0);
  }
  const left = new Set<number>();
  for (const name of order) {
    const own = tableStatuses.get(name);
    const above = [divisors.get(name), shares.get(name)].map((other) => tableStatuses.get(other ?? ''));
    derivable.get(name)?.forEach((flag, cell) => {
      if (flag === 0 || own === undefined) return;
      const isBound = above.some((other) => isSuppressed(other?.[cell] ?? STATUS.published));
      if (isBound || isSuppressed(before[name]?.earlierStatus[cell] ?? 0)) left.add(at(cellsOf[name] ?? [], cell));
      else own[cell] = STATUS.published;
    });
  }
  return left.size;
}
