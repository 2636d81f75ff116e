/** What a checkpoint holds of one pass over a source, as a plan may read it. */

export interface StoredPass {
  /** Names the checkpoint: a hash of all that it was made from. */
  readonly id: string;
  readonly entity: string;
  readonly source: string;
  /** The column that its rows are apart by; null: a row per member. */
  readonly by: string | null;
  /** The column that is summed in words; null: it has no words. */
  readonly packed: string | null;
  /**
   * Its words, with the variables of every digit that are still defined as they were collected.
   */
  readonly words: readonly StoredWord[];
  /** Variables with a column of their own that are still defined as they were collected. */
  readonly plain: readonly string[];
}

export interface StoredWord {
  readonly name: string;
  readonly fields: readonly (readonly string[])[];
}

/** The variables that a checkpoint gives. */
export function variablesIn({ words, plain }: Pick<StoredPass, 'words' | 'plain'>): string[] {
  return [...words.flatMap(({ fields }) => fields.flat()), ...plain];
}

/** A checkpoint less the variables that are not wanted of it. */
export function onlyThose(pass: StoredPass, isWanted: (variable: string) => boolean): StoredPass {
  const words = pass.words.map(({ name, fields }) => ({ name, fields: fields.map((names) => names.filter(isWanted)) }));
  return { ...pass, words, plain: pass.plain.filter(isWanted) };
}
