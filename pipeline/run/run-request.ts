/** What a run is asked for. */
import type { OnStage } from '../base/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { Cluster, EngineOptions } from '../engine/index.ts';
import type { RunOfJob } from '../lineage/index.ts';
import type { Selection } from '../plan/index.ts';
import type { CheckpointPolicy } from './checkpoint-match.ts';
import type { OnEvent } from './event.ts';
import type { RecipeOf } from './recipe.ts';

export interface RunRequest {
  readonly catalogue: Catalogue;
  readonly dataRoot: string;
  /** Codes or globs; none means all. */
  readonly codes: readonly string[];
  readonly years: readonly number[];
  /** Exactly these, instead of every code in every year. */
  readonly selection?: Selection;
  /**
   * Data checks by name that somebody has decided to let pass: reported and recorded as failed, and
   * not refused.
   */
  readonly accepted?: readonly string[];
  /** False: a pass over the facts for every variable. The cubes are the same. */
  readonly fuse?: boolean;
  /** False: every sum in a column of its own. The cubes are the same. */
  readonly packing?: boolean;
  /**
   * Into how many parts members are partitioned; by default as many as the memory limit asks for.
   * The cubes are the same.
   */
  readonly partitions?: number;
  /**
   * How many years are computed in parallel; by default as many as threads and memory allow.
   * The cubes are the same.
   */
  readonly yearsAtOnce?: number;
  /**
   * What is kept of what claims say of persons, for later runs; false: nothing is read from there
   * or written. The cubes are the same. A plan that is not fused has none.
   */
  readonly checkpoints?: CheckpointPolicy | false;
  /** Bytes that the process has held at most, where it is known. */
  readonly peakMemory?: () => number;
  readonly engine: EngineOptions;
  /** Where statements over claims are run; here, where there is none. The cubes are the same. */
  readonly cluster?: Cluster;
  /** Recipes of the catalogue, where somebody has read some already. */
  readonly recipeOf?: RecipeOf;
  /** The refresh that it is a part of, for its lineage. */
  readonly parent?: RunOfJob;
  readonly onEvent?: OnEvent;
  /** Is called when a stage begins and when it has ended. */
  readonly onStage?: OnStage;
  /** Aborting stops the running statement; nothing of the run is kept. */
  readonly signal?: AbortSignal;
}
