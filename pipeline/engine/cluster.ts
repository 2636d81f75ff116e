/** The contract of a cluster: what runs statements over claims where the claims are. */

import type { Value } from './value.ts';

/** Files of a source that are columns of the same types, as the cluster reads them. */
export interface Delivery {
  /** The name that statements read them by. */
  readonly view: string;
  /** `bytes`: a row for each file, `content` and `length` among its columns. */
  readonly format: 'parquet' | 'csv' | 'bytes';
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
  /** Of the staging folder: the same for every submission of a data root, and of no other. */
  readonly name: string;
  /** Is called when a statement begins: how many have ended, and which is run. */
  readonly onStatement?: (done: number, task: string, id: string) => void;
}

/** A file as its file system lists it. */
export interface ListedFile {
  readonly uri: string;
  readonly bytes: number;
  /** When it was written, in milliseconds since 1970. */
  readonly modified: number;
  /** Version or ETag; null where the file system has none. */
  readonly version: string | null;
}

/** Queries over deliveries, whose rows are counts and names of files. */
export interface Asked {
  readonly deliveries: readonly Delivery[];
  /** Made of deliveries in this order, and held until the queries are answered. */
  readonly tables: readonly { readonly name: string; readonly sql: string }[];
  readonly queries: readonly string[];
}

/**
 * An application on a cluster: started by the first thing that is asked of it, and anew by what is
 * asked after it was closed. Every method throws an EngineFailure with the reason and without a
 * value; interrupted, where the signal was aborted.
 */
export interface Application {
  /** Every file below a folder, by its URI; none where there is no such folder. */
  list(folder: string): Promise<ListedFile[]>;
  /** Writes the first and last bytes of Parquet files into files of this machine, as large. */
  copyFooters(files: readonly { readonly uri: string; readonly bytes: number; readonly to: string }[]): Promise<void>;
  /** Gives the rows of every query. */
  ask(asked: Asked): Promise<Record<string, Value>[][]>;
  /** Runs tasks; their staging is removed when it returns or throws. */
  submit(tasks: readonly ClusterTask[], options: SubmitOptions): Promise<ClusterRun>;
  /** Ends it; nothing of it is left. */
  close(): Promise<void>;
}

export interface ApplicationOptions {
  /** A folder of this machine that nobody else reads, for what is exchanged. */
  readonly folder: string;
  readonly signal?: AbortSignal | undefined;
}

export interface Cluster {
  readonly name: string;
  readonly master: string;
  /** Starts nothing yet. */
  open(options: ApplicationOptions): Application;
}

/** Files that the engine here does not reach, and the application that does. */
export interface Elsewhere {
  readonly application: Application;
  /** A folder of this machine that nobody else reads, with a stand-in of every listed file. */
  readonly folder: string;
  /** What was listed, by folder: once for all that a command does. */
  readonly listings: Map<string, Promise<readonly ListedFile[]>>;
  /** The stand-ins that have the footer of their file. */
  readonly footers: Set<string>;
}
