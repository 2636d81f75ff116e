/**
 * What a method of disclosure control has to say. A method is one file and one line in `index.ts`.
 */

/** The sentences of a sheet on figures that are not what was counted. */
export interface ChangedWords {
  readonly rounded: (base: string) => string;
  readonly noise: (most: string) => string;
}

/** A method that suppresses cells, and changes no figure. */
export interface SuppressionMethod {
  readonly suppresses: true;
  /**
   * Whether all cubes of a year are protected together, against an attacker who has them and the
   * releases before: such a release is audited, and its revisions are judged.
   */
  readonly isLinked: boolean;
  /** Whether it promises something that an audit of a release looks for. */
  readonly isAudited: boolean;
}

/** A method that changes figures, and suppresses none. */
export interface PerturbationMethod {
  readonly suppresses: false;
  readonly isLinked: false;
  readonly isAudited: true;
  /** The key of a policy that says by how much. */
  readonly amount: 'base' | 'noise';
  /** Whether parts add up to their whole as they are published. */
  readonly addsUp: boolean;
  /** Whether figures depend on the secret seed of the data root. */
  readonly isSeeded: boolean;
  /** How figures are changed, in a few words: `rounded to 5`. */
  readonly describe: (amount: number) => string;
  /** The same as a sentence on a sheet, in the language whose words are given. */
  readonly sentence: (words: ChangedWords, amount: string) => string;
}

export type MethodKind = SuppressionMethod | PerturbationMethod;
