/**
 * What a reader adds to what he sees of a year who has kept the releases before: what was shown and
 * is the same, and what was marked as sensitive.
 */
import { at } from '../../base/index.ts';
import { STATUS } from '../cells/structure/system.ts';
import { divisorsOf } from '../suppress/systems.ts';
import type { Observation, Seen } from './observe.ts';
import type { Truth } from './truth.ts';

/** Whatever is masked now, a figure that was shown is known. */
export function remember(observation: Observation, truth: Truth): Observation {
  const seen = new Map(
    [...observation.seen].map(([name, { status, value }]) => {
      const known = truth.before[name]?.known;
      const isKnown = (cell: number) => status[cell] === STATUS.published || known?.[cell] === 1;
      return [
        name,
        {
          status: status.map((one, cell) => (isKnown(cell) ? STATUS.published : one)),
          value: value.map((one, cell) => (known?.[cell] === 1 ? at(truth.values.get(name) ?? [], cell) : one)),
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
    [...truth.behind].map(([table, own]) => [
      table,
      { ...own, status: () => seen.get(table)?.status, isOfFew: isOfFew(table) },
    ]),
  );
  return { ...observation, seen, behind, remembered: boundsOf(observation, seen, truth) };
}

/** The same of the releases before alone. */
export function rememberAlone(observation: Observation, truth: Truth): Observation {
  const seen = new Map(
    [...observation.seen].map(([name, { status, value }]) => [
      name,
      {
        status: status.map((one) => (one === STATUS.hidden ? STATUS.hidden : STATUS.secondary)),
        value: new Float64Array(value.length),
      },
    ]),
  );
  return remember({ ...observation, seen }, truth);
}

/**
 * Of small cells that were marked as sensitive: there is somebody, where the denominator is known, and
 * not more than then were few.
 */
function boundsOf(
  { grid }: Observation,
  seen: ReadonlyMap<string, Seen>,
  { before, small, values }: Truth,
): NonNullable<Observation['remembered']> {
  const divisors = divisorsOf(grid);
  return new Map(
    Object.entries(before).map(([name, { told, most }]) => {
      const under = seen.get(divisors.get(name) ?? '')?.status;
      const isTold = (cell: number) => told[cell] === STATUS.primary && small.get(name)?.[cell] === 1;
      const low = Float64Array.from(told, (_, cell) => {
        const isSure = isTold(cell) && (under === undefined || under[cell] === STATUS.published);
        return isSure ? Math.min(1, at(values.get(name) ?? [], cell)) : Number.NEGATIVE_INFINITY;
      });
      const high = Float64Array.from(told, (_, cell) => (isTold(cell) ? at(most, cell) : Number.POSITIVE_INFINITY));
      return [name, { low, high }];
    }),
  );
}
