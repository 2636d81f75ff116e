/** What a reader adds to what he sees of a year who has kept the releases before: what was shown and is the same, and what was told as small. */
import { at } from '../../base/index.ts';
import { attackerOf, audit, excluded, type Published, STATUS } from '../../disclosure/index.ts';
import { readPolicy } from '../protect/read-policy.ts';
import { divisorsOf } from '../protect/systems.ts';
import { type Observation, type ObserveOptions, observe, type Seen } from './observe.ts';
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
  return { ...observation, seen, remembered: boundsOf(observation, seen, truth) };
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

/** Of small cells that were told as small: there is somebody, where the denominator is known, and not more than then were few. */
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

/** What earlier releases alone gave away; without any, nothing. */
export interface Memory {
  /** By cell, 1: its relations one by one leave a range narrower than the policy's. */
  readonly told: Uint8Array;
  /** Of some cells, those of which all relations together leave none that is wide enough: found by programmes, so of few. */
  readonly toldOf: (cells: readonly number[]) => Promise<ReadonlySet<number>>;
}

/** Looks for cells that are known whatever a new release does. */
export function recall(observation: Observation, truth: Truth, options: ObserveOptions): Memory | undefined {
  if (!Object.values(truth.before).some(({ known }) => known.includes(1))) return undefined;
  const { policy } = observation;
  const { published } = observe(rememberAlone(observation, truth), { ...options, followed: false });
  const attacker = attackerOf(readPolicy(policy));
  const ranges = excluded(published, attacker);
  const told = published.status.map((status, cell) => {
    const range = status === STATUS.published ? 0 : (ranges?.get(cell) ?? Number.POSITIVE_INFINITY);
    return range < policy.width ? 1 : 0;
  });
  return { told, toldOf: (cells) => surelyTold(published, cells, { attacker, width: policy.width }) };
}

async function surelyTold(
  published: Published,
  cells: readonly number[],
  options: Parameters<typeof audit>[1],
): Promise<ReadonlySet<number>> {
  const asked = new Uint8Array(published.count);
  for (const cell of cells) asked[cell] = 1;
  const { pinned, narrow, consistent } = await audit({ ...published, asked }, options);
  return new Set(consistent ? [...pinned, ...narrow].map(({ cell }) => cell) : []);
}
