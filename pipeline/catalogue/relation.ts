/**
 * Of a check: severity and tolerance unless the catalogue says otherwise, what the share is taken
 * of, and the column that says how many rows a row stands for.
 */
export interface CheckHeader {
  readonly severity: 'error' | 'warning';
  readonly tolerance: number;
  readonly of: string;
  readonly counts?: string;
}

/** A hand-written SQL file: its text, and what its header says of it. */
export interface RelationFile {
  readonly name: string;
  readonly folder: string;
  readonly file: string;
  readonly sql: string;
  readonly purpose: string;
  readonly grain: string;
  readonly params: readonly { readonly name: string; readonly type: string }[];
  readonly reads: readonly string[];
  /** Variables summed apart by a column that it reads in `<entity>_<column>`. */
  readonly uses: readonly string[];
  /**
   * Where the first is at least 1, one of the others is: columns of this file, or variables of the
   * catalogue.
   */
  readonly implies: readonly { readonly given: string; readonly oneOf: readonly string[] }[];
  /** Which columns of its sources a column of it is made of. */
  readonly derives: readonly { readonly column: string; readonly from: readonly string[] }[];
  readonly columns: readonly { readonly name: string; readonly type: string; readonly meaning: string }[];
  readonly check?: CheckHeader;
}
