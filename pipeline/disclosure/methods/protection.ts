/**
 * What decides which cells of unprotected cubes may be shown. The rule that takes its place here
 * sees all cubes of a year together.
 */
import type { Catalogue } from '../../catalogue/index.ts';
import type { Engine } from '../../engine/index.ts';
import type { YearMoves } from '../suppress/moves.ts';

/** The cubes of one year that are to be published, on an engine. */
export interface YearCubes {
  readonly engine: Engine;
  readonly catalogue: Catalogue;
  readonly year: number;
  readonly cubes: readonly UnprotectedCube[];
  /** A cube of the year as earlier releases have it: what is known, and what was suppressed. */
  readonly before?: (code: string) => readonly EarlierCube[];
  /**
   * Receives the number of figures of an entity whose value follows though they are suppressed,
   * where the rule looks for them.
   */
  readonly onDerivable?: (entity: string, figures: number) => void;
  /**
   * Receives what shows the sensitive cells of an entity to be unknown, where the rule looks for
   * it.
   */
  readonly onMoves?: (entity: string, moves: YearMoves) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Of the rule whose releases are audited. */
export const LINKED_RULE = 'linked';

/** A cube as a release has published it. */
export interface EarlierCube {
  readonly relation: string;
  /**
   * How many members a count has at most that is marked as sensitive; Infinity where that says
   * nothing.
   */
  readonly few: number;
  /** Whether it was audited before it was published. */
  readonly audited: boolean;
  /** Of the unprotected cube: two with the same were computed from the same. */
  readonly fingerprint: string;
}

/**
 * The versions of a cube that were published, oldest first; one that several releases share, once.
 */
export type EarlierCubes = (code: string, year: number) => readonly EarlierCube[];

/**
 * A relation with the columns of an unprotected cube and, of its support, `numerator_members`,
 * `members_by_events`, `denominator_members` and `least_stratum`.
 */
export interface UnprotectedCube {
  readonly code: string;
  readonly relation: string;
}

/**
 * For every cube a relation with its keys, `conf_status` (F free, A primary, D secondary) and
 * `strata_suppressed BOOLEAN`: the standardised value of the row is made of groups too small to be
 * shown.
 */
export type Masks = Readonly<Record<string, string>>;

export interface Protection {
  /** Kept in manifests: a cube that was protected by another rule is protected anew. */
  readonly rule: string;
  readonly protect: (cubes: YearCubes) => Promise<Masks>;
}
