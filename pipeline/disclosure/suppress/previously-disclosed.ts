/** What earlier releases of a year have disclosed: no suppression takes it back. */
import { at } from '../../base/index.ts';
import { attackerOf } from '../cells/policy.ts';
import { publish, STATUS } from '../cells/structure/system.ts';
import { excluded } from '../search/solve/audit.ts';
import { type Statuses, systemTogether, type YearFigures } from './systems.ts';

/**
 * By name of the table, 1: a sensitive cell that earlier releases showed, or left a range narrower
 * than the policy's by sums of what they showed. It is suppressed, and nothing else for its sake.
 */
export function previouslyDisclosed(
  figures: Omit<YearFigures, 'previouslyDisclosed'>,
): YearFigures['previouslyDisclosed'] {
  const { grid, before, policy } = figures;
  if (!Object.values(before).some(({ known }) => known.includes(1))) return {};
  const year: YearFigures = { ...figures, previouslyDisclosed: {} };
  const tableStatuses: Statuses = new Map(
    grid.tables.map(({ name }) => {
      const { known, earlierStatus } = before[name] ?? {};
      const size = figures.figures[name]?.value.length ?? 0;
      const statusOf = (_: unknown, cell: number) => {
        if (known?.[cell] === 1) return STATUS.published;
        return earlierStatus?.[cell] === STATUS.primary ? STATUS.primary : STATUS.secondary;
      };
      return [name, Uint8Array.from({ length: size }, statusOf)];
    }),
  );
  const { system, cellsOf, tables } = systemTogether(year, tableStatuses);
  const status = system.hidden.map((flag) => (flag === 1 ? STATUS.hidden : STATUS.secondary));
  for (const rank of [STATUS.primary, STATUS.published])
    for (const { name, hidden } of tables)
      cellsOf[name]?.forEach((index, cell) => {
        if (hidden[cell] === 0 && tableStatuses.get(name)?.[cell] === rank) status[index] = rank;
      });
  const ranges = excluded(publish(system, status), attackerOf(policy));
  const isDisclosed = (index: number) =>
    status[index] === STATUS.published || (ranges?.get(index) ?? Number.POSITIVE_INFINITY) < policy.width;
  return Object.fromEntries(
    tables.map(({ name }) => [
      name,
      Uint8Array.from(cellsOf[name] ?? [], (index) =>
        at(system.sensitive, index) === 1 && isDisclosed(index) ? 1 : 0,
      ),
    ]),
  );
}
