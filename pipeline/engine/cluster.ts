/** The contract of a cluster: what runs statements over claims where the claims are. */

/** Files of a source that are columns of the same types, as the cluster reads them. */
export interface Delivery {
  /** The name that statements read them by. */
  readonly view: string;
  readonly format: 'parquet' | 'csv';
  /** Absolute paths, or URIs. */
  readonly files: readonly string[];
  /** Of CSV: the columns that are read, by their delivered names. */
  readonly columns: readonly string[];
  readonly delimiter: string;
  readonly encoding: string;
}

export interface ClusterStatement {
  readonly id: string;
  /**
   * It makes a view or a table, adds rows to one, lets go of one; or it is a query of one row,
   * offending and examined.
   */
  readonly role: 'view' | 'table' | 'append' | 'drop' | 'check' | 'capacity';
  /** What it makes. */
  readonly name: string;
  /** The query, in the dialect of the cluster. */
  readonly sql: string;
  /** Of a check: the share of offending rows above which nothing is computed; null: any. */
  readonly tolerance: number | null;
}

/** One year, or another piece of work of its own. */
export interface ClusterTask {
  readonly id: string;
  /**
   * A folder of this machine: `shipped/<name>.parquet` lies in it, and what is returned is put into
   * `returned/<name>/`.
   */
  readonly folder: string;
  readonly shipped: readonly string[];
  /** In `unpacked/`: what takes the place of the same where packed sums do not hold. */
  readonly shippedUnpacked: readonly string[];
  readonly deliveries: readonly Delivery[];
  /** Of all tasks first; what they find may refuse everything else. */
  readonly inspection: readonly ClusterStatement[];
  readonly computation: readonly ClusterStatement[];
  /** In place of the computation, where packed sums do not hold. */
  readonly unpacked: readonly ClusterStatement[];
  /** Tables that come back. */
  readonly returned: readonly string[];
}

export type Phase = 'inspection' | 'computation' | 'unpacked';

/** What came of a statement; the counts are those of a query of one row. */
export interface ClusterResult {
  readonly task: string;
  readonly phase: Phase;
  readonly id: string;
  readonly seconds: number;
  readonly offending?: number;
  readonly examined?: number;
}

export interface ClusterRun {
  /** Such as 4.0.5. */
  readonly version: string;
  readonly results: readonly ClusterResult[];
  /** A check has refused the delivery: there are results of inspections alone. */
  readonly refused: boolean;
}

export interface SubmitOptions {
  /** A folder of this machine that nobody else reads, for what is exchanged. */
  readonly folder: string;
  /** Of the staging folder: the same for every submission of a data root, and of no other. */
  readonly name: string;
  /** Is called when a statement begins: how many have ended, and which is run. */
  readonly onStatement?: (done: number, task: string, id: string) => void;
  readonly signal?: AbortSignal | undefined;
}

export interface Cluster {
  readonly name: string;
  readonly master: string;
  /**
   * Runs tasks as one application, which has ended, and whose staging is removed, when it returns
   * or throws.
   * @throws EngineFailure naming the statement and the reason, without a value; interrupted, where
   *   the signal was aborted
   */
  submit(tasks: readonly ClusterTask[], options: SubmitOptions): Promise<ClusterRun>;
}
