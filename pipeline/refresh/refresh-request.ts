/** What a refresh is asked for, what it reports while it goes on, and its report. */
import { printQuarter, type Quarter, type Stage } from '../base/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { Cluster, EngineOptions } from '../engine/index.ts';
import type {
  Acceptance,
  GateResult,
  NestedReport,
  ReleaseEvent,
  SuppressionSummary,
  WithheldRevision,
} from '../release/index.ts';
import type { CheckpointPolicy, RunEvent } from '../run/index.ts';
import type { RefreshItem, RefreshScope } from './refresh-plan.ts';

export interface RefreshRequest extends RefreshScope {
  readonly catalogue: Catalogue;
  readonly dataRoot: string;
  readonly accept: readonly Acceptance[];
  readonly engine: EngineOptions;
  /** What is kept of what claims say of persons; false: nothing is read from there or written. */
  readonly checkpoints?: CheckpointPolicy | false;
  /** Where statements over claims are run; here, where there is none. */
  readonly cluster?: Cluster;
  /** Secret: of figures with noise; without it that of the data root. */
  readonly noiseSeed?: string;
  /** The clock; a release is dated by it. */
  readonly now: Date;
  readonly onEvent?: (event: RefreshEvent) => void;
  readonly signal?: AbortSignal;
}

export type RefreshEvent =
  | RunEvent
  | ReleaseEvent
  | { readonly kind: 'stage'; readonly stage: Stage; readonly phase: 'begin' | 'end'; readonly items: number }
  | { readonly kind: 'item'; readonly item: RefreshItem }
  | { readonly kind: 'gate'; readonly result: GateResult };

/** What a refresh did. */
export interface RefreshReport {
  readonly version: 2;
  readonly quarter: string;
  /** The release that was published; null where there was nothing to publish. */
  readonly release: string | null;
  /** The release that was current before; null before the first. */
  readonly before: string | null;
  readonly items: readonly RefreshItem[];
  readonly gates: readonly GateResult[];
  /**
   * Sensitive cells that the release suppresses without protecting them: earlier ones disclosed
   * them.
   */
  readonly previouslyDisclosed: readonly { readonly entity: string; readonly year: number; readonly cells: number }[];
  /** Of the years that it published: cells that are suppressed by level, and withheld margins. */
  readonly suppression: readonly SuppressionSummary[];
  /**
   * Revisions that were not published, as they would disclose sensitive cells: these figures stay
   * as they were.
   */
  readonly withheldRevisions: readonly WithheldRevision[];
  /**
   * What counts that are shown disclose of the few who are in one and not in the other, and where
   * everybody is a case; nothing where the policy ignores it.
   */
  readonly nestedDifferences: readonly NestedReport[];
  /** The run that computed what had to be computed; null where nothing had. */
  readonly run: string | null;
  readonly seconds: number;
}

/** The command that makes a refresh of the quarter, for whoever has to run it again. */
export function commandOf(quarter: Quarter): string {
  return `cubes refresh ${printQuarter(quarter)}`;
}
