/**
 * What a run leaves beside its cubes, so that every figure can be repeated and explained. Counts
 * only, never a row.
 */

export interface RunManifest {
  readonly version: 1;
  readonly id: string;
  readonly started: string;
  readonly seconds: number;
  readonly catalogue: { readonly file: string; readonly hash: string; readonly vintage: number | 'reference_year' };
  readonly engine: {
    readonly name: string;
    readonly version: string;
    readonly threads: number;
    readonly memoryLimit: string;
  };
  /** What ran the statements over claims; null: the engine did. */
  readonly cluster: { readonly name: string; readonly master: string; readonly version: string } | null;
  readonly fused: boolean;
  /**
   * How many years were computed in parallel, each with its share of the threads and the
   * memory limit.
   */
  readonly yearsAtOnce: number;
  /** Bytes that the process held at most; null where it is not known. */
  readonly peakMemory: number | null;
  /** Whether any year of it is of synthetic data. */
  readonly synthetic: boolean;
  readonly inputs: readonly InputFile[];
  readonly years: readonly YearReport[];
  readonly cubes: readonly CubeFile[];
}

/**
 * A file that was read: path below the data root or URI, bytes, and the hash of its content; at a
 * URI of what its file system lists of it, which is named as well.
 */
export interface InputFile {
  readonly year: number;
  readonly source: string;
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly listed?: { readonly modified: string; readonly version: string | null };
}

export interface YearReport {
  readonly year: number;
  readonly mapDate: string;
  /** Every file that was read for the year is marked as synthetic. */
  readonly synthetic: boolean;
  readonly indicators: readonly string[];
  /**
   * Claims of people outside the population, left out of every figure on beneficiaries; null when
   * no figure needed the population.
   */
  readonly orphans: { readonly rows: number; readonly of: number } | null;
  readonly checks: readonly CheckResult[];
  /** What must hold between the figures, wherever all its indicators were in the run. */
  readonly invariants: readonly InvariantResult[];
  readonly statements: readonly StatementReport[];
}

/** How many rows of how many offend against a data check. */
export interface CheckResult {
  readonly check: string;
  readonly purpose: string;
  readonly severity: 'error' | 'warning';
  readonly offending: number;
  readonly examined: number;
  /** Share of the rows that is tolerated. */
  readonly tolerance: number;
  readonly outcome: 'pass' | 'tolerated' | 'fail';
}

/** How many cells of how many contradict an invariant of the catalogue. */
export interface InvariantResult {
  readonly invariant: string;
  /** The codes or variables that it is about. */
  readonly subject: string;
  readonly purpose: string;
  readonly offending: number;
  readonly examined: number;
  readonly outcome: 'pass' | 'fail';
}

export interface StatementReport {
  readonly id: string;
  readonly step: string;
  readonly rows: number;
  readonly seconds: number;
  readonly fingerprint: string;
  /**
   * What was expected of it: rows made, bytes read and held. Only where it reads a source or holds
   * members.
   */
  readonly expected?: { readonly rows: number | null; readonly bytesRead: number; readonly memory: number };
}

/** A cube that was written: paths below the data root. */
export interface CubeFile {
  readonly code: string;
  readonly year: number;
  readonly path: string;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
  /**
   * Of all that it was made from; the same cube has the same, whatever else was computed with it.
   */
  readonly fingerprint: string;
  readonly support: { readonly path: string; readonly bytes: number; readonly sha256: string };
  /** The country's total, as a first look at what came out. */
  readonly country: {
    readonly numerator: number | null;
    readonly denominator: number | null;
    readonly value: number | null;
  };
}
