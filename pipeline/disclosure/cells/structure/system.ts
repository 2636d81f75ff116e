/**
 * What is to be protected, and what is published of it: cells and the linear relations between
 * them, as flat arrays.
 */
import { STATUS } from '../../certify/status.ts';

export { STATUS } from '../../certify/status.ts';

/**
 * Relations between cells, row by row: sum of factor x cell, which is 0, or at least 0 where
 * `atLeast` says so.
 */
export interface Relations {
  readonly count: number;
  /** Of every row, where its entries begin; `count + 1` long. */
  readonly start: Int32Array;
  readonly cell: Int32Array;
  /** Whole numbers, mostly 1 and -1. */
  readonly factor: Float64Array;
  /** 1: the sum is at least 0; 0: it is 0. */
  readonly atLeast: Uint8Array;
}

/**
 * What an attacker who knows the rules knows of a cell's value before he looks at any other: whole
 * numbers between two bounds, both included. Where a primary cell may be sensitive or nearly all of
 * its denominator, `holeLow` to `holeHigh` is what it cannot be (none where `holeLow > holeHigh`).
 */
export interface Knowledge {
  /** Whatever the cell's status. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** If its status is primary. */
  readonly primaryLow: Float64Array;
  readonly primaryHigh: Float64Array;
  readonly holeLow: Float64Array;
  readonly holeHigh: Float64Array;
  /**
   * If it is suppressed, whatever its status. A secondary cell may be sensitive: where the status
   * of a primary cell would disclose it, it is marked as secondary.
   */
  readonly suppressedLow: Float64Array;
  readonly suppressedHigh: Float64Array;
}

/** A structure with its true values: restricted. */
export interface System {
  readonly count: number;
  /** Whole numbers. */
  readonly value: Float64Array;
  /** 1: nobody publishes it (people of unknown domicile, say). */
  readonly hidden: Uint8Array;
  /** 1: must not be inferred, so it is suppressed where it is not hidden. */
  readonly sensitive: Uint8Array;
  /** What suppressing it costs, above 0; Infinity: it may not be suppressed. */
  readonly cost: Float64Array;
  readonly known: Knowledge;
  readonly relations: Relations;
}

/**
 * How much an attacker knows beyond what is published, whole numbers and relations: `plain`
 * nothing; `rule` what the policy says of every suppressed cell (zeros are not suppressed);
 * `status` also which suppressed cells are marked as primary, and what the policy says of those.
 */
export type Attacker = 'plain' | 'rule' | 'status';

/**
 * What is published of a structure, and nothing else: no value of a suppressed or hidden cell is in
 * it.
 */
export interface Published {
  readonly count: number;
  /** By cell, one of `STATUS`. */
  readonly status: Uint8Array;
  /** 0 where the status is not `published`. */
  readonly value: Float64Array;
  /**
   * 1: the auditor examines it. Primary cells and sensitive hidden ones, or every suppressed cell
   * where nobody says which are primary.
   */
  readonly targets: Uint8Array;
  readonly known: Knowledge;
  readonly relations: Relations;
}

/** What is published of a structure under a pattern of statuses. */
export function publish(system: System, status: Uint8Array): Published {
  return {
    count: system.count,
    status,
    value: system.value.map((value, cell) => (status[cell] === STATUS.published ? value : 0)),
    targets: system.sensitive,
    known: system.known,
    relations: system.relations,
  };
}

/**
 * The same with what is known of some cells from elsewhere: a ratio that is published
 * (`numeratorsOf`), an interval in an earlier release.
 */
export function withBounds<T extends { readonly known: Knowledge }>(
  of: T,
  bounds: Iterable<{ readonly cell: number; readonly low: number; readonly high: number }>,
): T {
  const [low, high] = [of.known.low.slice(), of.known.high.slice()];
  for (const bound of bounds) {
    low[bound.cell] = Math.max(low[bound.cell] ?? bound.low, bound.low);
    high[bound.cell] = Math.min(high[bound.cell] ?? bound.high, bound.high);
  }
  return { ...of, known: { ...of.known, low, high } };
}
