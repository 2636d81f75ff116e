/** A plan as statements: what an engine runs, one after the other. */
import { hashValue } from '../base/index.ts';
import type { DeliveredTypes } from './emit/typed-column.ts';
import type { Step } from './plan.ts';

export interface Statement {
  /** Unique within a year: the kind of step and what it makes. */
  readonly id: string;
  readonly step: Step['kind'];
  /** What it is for, for people. */
  readonly purpose: string;
  /**
   * It makes a table or a view, or drops tables; or it is a query of one row, offending and
   * examined: a check, or whether packed sums have held; or it copies a table to a file.
   */
  readonly role: 'table' | 'view' | 'drop' | 'check' | 'capacity' | 'copy';
  readonly sql: string;
  readonly reads: readonly string[];
  readonly writes: string;
  /** The invariants that it asks for, each with the column that counts violations. */
  readonly invariants?: readonly InvariantColumn[];
  /** Of the view of a source: which, and of which year. */
  readonly source?: { readonly source: string; readonly shift?: number };
  /** The source that it reads through from end to end, if any. */
  readonly scans?: string;
}

/** One invariant of several that one statement asks for. */
export interface InvariantColumn {
  readonly invariant: string;
  readonly subject: string;
  /** What it says, for people. */
  readonly purpose: string;
  readonly column: string;
}

/** Files of a source with columns of the same types, as the engine takes them. */
export interface FileGroup {
  readonly patterns: readonly string[];
  readonly types: DeliveredTypes;
  /** The name by which an engine has their rows already; it reads the files where there is none. */
  readonly view?: string;
}

/** Where files lie; absolute, or as a person would write them in a script. */
export interface Places {
  readonly dataRoot: string;
  readonly referenceRoot: string;
  /** Where checkpoints are read, and where they are written first. */
  readonly checkpoints?: { readonly root: string; readonly staging: string };
  /**
   * The files that a source reads in a year, as the engine takes them; without it whatever its
   * pattern matches.
   */
  readonly files?: (source: string, year: number) => readonly FileGroup[] | undefined;
}

/** Hash of a statement and of all that it builds on, inputs apart. */
export function fingerprints(statements: readonly Statement[]): Record<string, string> {
  const byRelation: Record<string, string> = {};
  const result: Record<string, string> = {};
  for (const { id, sql, reads, writes } of statements) {
    const fingerprint = hashValue({ sql, reads: reads.map((name) => byRelation[name] ?? name) });
    result[id] = fingerprint;
    byRelation[writes] = fingerprint;
  }
  return result;
}
