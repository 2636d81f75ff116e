/**
 * What earlier releases of a year disclosed by themselves: nothing that a new one suppresses takes
 * it back, so it is not examined.
 */

import { attackerOf } from '../cells/policy.ts';
import { readPolicy } from '../cells/read-policy.ts';
import { type Attacker, type Published, STATUS } from '../cells/structure/system.ts';
import type { ActualValues } from './actual-values.ts';
import { addEarlierReleases, earlierReleasesAlone } from './add-earlier-releases.ts';
import { type AttackOptions, attack } from './attack.ts';
import { openCertifier } from './certifier.ts';
import { type Observation, type ObservedYear, type ObserveOptions, observe } from './observe.ts';
import { audit, excluded } from './solve/audit.ts';

/** What earlier releases alone disclosed. */
export interface EarlierDisclosures {
  /** By cell, 1: its relations one by one leave a range narrower than the policy's. */
  readonly disclosed: Uint8Array;
  /**
   * Of some cells, those of which all relations together leave none that is wide enough: found by
   * programmes, so of few.
   */
  readonly disclosedOf: (cells: readonly number[]) => Promise<ReadonlySet<number>>;
  /**
   * Of some cells, those that a release without an audit (`method: primary`) suppressed and that
   * nothing shows to have been safe then, where what is seen now does not disclose more for
   * certain. Such a release discloses thousands, too many to prove each.
   */
  readonly neverSafe: (cells: readonly number[]) => Promise<ReadonlySet<number>>;
}

/**
 * Looks for cells that are known whatever a new release does; undefined where no earlier one showed
 * anything.
 */
export function findEarlierDisclosures(
  observation: Observation,
  actual: ActualValues,
  { signal, ...options }: ObserveOptions & Pick<AttackOptions, 'signal'>,
): EarlierDisclosures | undefined {
  if (!Object.values(actual.before).some(({ known }) => known.includes(1))) return undefined;
  const { policy } = observation;
  const { width } = policy;
  const attacker = attackerOf(readPolicy(policy));
  const alone = earlierReleasesAlone(observation, actual);
  const { published } = observe(alone, { ...options, followed: false });
  const disclosed = disclosedBy(published, attacker, width);
  return {
    disclosed,
    disclosedOf: (cells) => surelyDisclosed(published, cells, { attacker, width, signal }),
    neverSafe: async (cells) => {
      const observed = observe(alone, options);
      const loose = new Set(
        Object.entries(observed.cellsOf).flatMap(([name, own]) => (actual.before[name]?.loose ? Array.from(own) : [])),
      );
      const open = cells.filter((cell) => loose.has(cell));
      const witness = witnessOf(observed, actual);
      const certifier = open.length > 0 ? openCertifier(alone, observed, witness) : undefined;
      if (certifier === undefined) return new Set();
      const { left } = await attack(alone, observed, witness, flagsOf(published.count, open), certifier, {
        stages: 'first',
        signal,
      });
      const now = disclosedBy(
        observe(addEarlierReleases(observation, actual), { ...options, followed: false }).published,
        attacker,
        width,
      );
      return new Set(left.filter((cell) => now[cell] === 0));
    },
  };
}

/** By cell, 1: the relations one by one leave a range narrower than that. */
function disclosedBy(published: Published, attacker: Attacker, width: number): Uint8Array {
  const ranges = excluded(published, attacker);
  return published.status.map((status, cell) => {
    const range = status === STATUS.published ? 0 : (ranges?.get(cell) ?? Number.POSITIVE_INFINITY);
    return range < width ? 1 : 0;
  });
}

async function surelyDisclosed(
  published: Published,
  cells: readonly number[],
  options: Parameters<typeof audit>[1],
): Promise<ReadonlySet<number>> {
  const targets = flagsOf(published.count, cells);
  const { exactlyDisclosed, tooNarrow, consistent } = await audit({ ...published, targets }, options);
  return new Set(consistent ? [...exactlyDisclosed, ...tooNarrow].map(({ cell }) => cell) : []);
}

/** The figures as they are: one set of which the others differ. */
export function witnessOf(
  { published, cellsOf }: ObservedYear,
  { values }: Pick<ActualValues, 'values'>,
): Float64Array {
  const witness = published.value.slice();
  for (const [name, cells] of Object.entries(cellsOf))
    cells.forEach((index, cell) => {
      witness[index] = values.get(name)?.[cell] ?? 0;
    });
  return witness;
}

/** 1 at some cells. */
export function flagsOf(count: number, cells: readonly number[]): Uint8Array {
  const flags = new Uint8Array(count);
  for (const cell of cells) flags[cell] = 1;
  return flags;
}
