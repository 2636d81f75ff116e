/**
 * What an attacker adds to what he sees of a year who has kept the releases before: what was shown
 * and is the same, and what was marked as sensitive.
 */
import { at } from '../../base/index.ts';
import { STATUS } from '../cells/structure/system.ts';
import { divisorsOf } from '../suppress/systems.ts';
import type { ActualValues } from './actual-values.ts';
import type { Observation, Seen } from './observe.ts';

/** Whatever is suppressed now, a figure that was shown is known. */
export function addEarlierReleases(observation: Observation, actual: ActualValues): Observation {
  const seen = new Map(
    [...observation.seen].map(([name, { status, value }]) => {
      const known = actual.before[name]?.known;
      const isKnown = (cell: number) => status[cell] === STATUS.published || known?.[cell] === 1;
      return [
        name,
        {
          status: status.map((one, cell) => (isKnown(cell) ? STATUS.published : one)),
          value: value.map((one, cell) => (known?.[cell] === 1 ? at(actual.values.get(name) ?? [], cell) : one)),
        },
      ] as const;
    }),
  );
  // A volume that is not marked as sensitive may be of any number of members.
  const divisors = divisorsOf(observation.grid);
  const isOfFew = (table: string) => (cell: number) =>
    observation.policy.denominators &&
    divisors.has(table) &&
    seen.get(divisors.get(table) ?? '')?.status[cell] !== STATUS.published;
  const behind = new Map(
    [...actual.behind].map(([table, own]) => [
      table,
      { ...own, status: () => seen.get(table)?.status, isOfFew: isOfFew(table) },
    ]),
  );
  return { ...observation, seen, behind, earlierBounds: boundsOf(observation, seen, actual) };
}

/** The same of the releases before alone. */
export function earlierReleasesAlone(observation: Observation, actual: ActualValues): Observation {
  const seen = new Map(
    [...observation.seen].map(([name, { status, value }]) => [
      name,
      {
        status: status.map((one) => (one === STATUS.hidden ? STATUS.hidden : STATUS.secondary)),
        value: new Float64Array(value.length),
      },
    ]),
  );
  return addEarlierReleases({ ...observation, seen }, actual);
}

/**
 * Of sensitive cells that were marked as sensitive: there is somebody, where the denominator is
 * known, and not more than then were few.
 */
function boundsOf(
  { grid }: Observation,
  seen: ReadonlyMap<string, Seen>,
  { before, small, values }: ActualValues,
): NonNullable<Observation['earlierBounds']> {
  const divisors = divisorsOf(grid);
  return new Map(
    Object.entries(before).map(([name, { earlierStatus, most }]) => {
      const under = seen.get(divisors.get(name) ?? '')?.status;
      const isDisclosed = (cell: number) => earlierStatus[cell] === STATUS.primary && small.get(name)?.[cell] === 1;
      const low = Float64Array.from(earlierStatus, (_, cell) => {
        const isSure = isDisclosed(cell) && (under === undefined || under[cell] === STATUS.published);
        return isSure ? Math.min(1, at(values.get(name) ?? [], cell)) : Number.NEGATIVE_INFINITY;
      });
      const high = Float64Array.from(earlierStatus, (_, cell) =>
        isDisclosed(cell) ? at(most, cell) : Number.POSITIVE_INFINITY,
      );
      return [name, { low, high }];
    }),
  );
}
