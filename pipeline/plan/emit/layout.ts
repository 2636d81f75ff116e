/**
 * Where the variables of a pass are held: small counts packed several to a column, everything else
 * in a column of its own.
 */
import type { Catalogue, CollectedVariable } from '../../catalogue/index.ts';
import { binary, cast, column, type Expression, number } from '../../query/index.ts';
import type { CollectStep } from '../plan.ts';
import type { StoredPass } from '../stored-pass.ts';

/**
 * Digits of a word: sums of doubles are exact up to 2^53, and adding one costs a third of adding a
 * wider integer.
 */
const FIELDS = 4;
const FIELD_BITS = 13;
/**
 * A member's field is below this, counting every case as one more, or the year is computed without
 * packing.
 */
export const FIELD_LIMIT = 2 ** (FIELD_BITS - 1);

/** A sum that serves every variable that asks the same of a claim. */
export interface Field {
  readonly variables: readonly CollectedVariable[];
}

/** Several fields in one sum: each a digit of FIELD_BITS bits, which may be negative. */
export interface Word {
  readonly name: string;
  readonly fields: readonly Field[];
}

export interface Layout {
  readonly words: readonly Word[];
  /** Variables with a column of their own. */
  readonly plain: readonly CollectedVariable[];
  /**
   * The column whose absolute sum, as `size`, says whether the fields have held; null: nothing is
   * packed.
   */
  readonly packed: string | null;
}

/**
 * Lays out the variables of a pass. Only whole numbers of one column are packed; a largest part
 * must distinguish 0 from nothing.
 */
export function layOut(catalogue: Catalogue, step: CollectStep, packing: boolean): Layout {
  if (step.stored !== undefined) return storedLayout(catalogue, step, step.stored);
  const variables = step.variables.map((name) => catalogue.variables[name] as CollectedVariable);
  const [first] = variables.filter((variable) => isSmall(catalogue, variable)).map(({ value }) => value.column);
  const packed = packing && first !== undefined ? first : null;
  const fits = (variable: CollectedVariable) => isSmall(catalogue, variable) && variable.value.column === packed;
  const fields = new Map<string, CollectedVariable[]>();
  for (const variable of variables.filter(fits)) {
    const id = JSON.stringify([variable.where, variable.codes]);
    fields.set(id, [...(fields.get(id) ?? []), variable]);
  }
  // Members are counted by a whole word: values that are kept apart stand together. So do fields
  // under the same condition, which is asked for few words.
  const isApart = (found: readonly CollectedVariable[]) => found.some(({ name }) => step.byValue.includes(name));
  const rank = ([id, found]: [string, CollectedVariable[]]) => `${isApart(found) ? 0 : 1} ${id}`;
  const ordered = [...fields]
    .sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
    .map(([, found]): Field => ({ variables: found }));
  const words = Array.from(
    { length: Math.ceil(ordered.length / FIELDS) },
    (_, i): Word => ({
      name: `word_${i + 1}`,
      fields: ordered.slice(i * FIELDS, (i + 1) * FIELDS),
    }),
  );
  return { words, plain: variables.filter((variable) => !fits(variable)), packed };
}

/**
 * Of a checkpoint: the words and columns that hold a variable of the pass, as they were written.
 */
function storedLayout(catalogue: Catalogue, { variables }: CollectStep, stored: StoredPass): Layout {
  const asked = (names: readonly string[]) =>
    names.filter((name) => variables.includes(name)).map((name) => catalogue.variables[name] as CollectedVariable);
  const words = stored.words
    .map(({ name, fields }): Word => ({ name, fields: fields.map((names) => ({ variables: asked(names) })) }))
    .filter(({ fields }) => fields.some((field) => field.variables.length > 0));
  return { words, plain: asked(stored.plain), packed: words.length === 0 ? null : stored.packed };
}

function isSmall(catalogue: Catalogue, { source, value, keep }: CollectedVariable): boolean {
  if (value.kind !== 'sum' || value.scale !== 0 || keep !== undefined) return false;
  return /^(TINY|SMALL)INT$/.test(catalogue.sources[source]?.columns[value.column]?.type ?? '');
}

/** What a case adds to a word for being in a field. */
export function weightOf(field: number): number {
  return 2 ** (FIELD_BITS * field);
}

/** The word and the digit that hold a variable. */
export function placeOf({ words }: Layout, variable: string): { word: Word; field: number } | undefined {
  for (const word of words) {
    const field = word.fields.findIndex(({ variables }) => variables.some(({ name }) => name === variable));
    if (field >= 0) return { word, field };
  }
  return undefined;
}

/**
 * Takes a digit out of a word: lifted so that no digit is negative, shifted, suppressed, and
 * lowered again.
 */
export function unpack(word: Expression, field: number): Expression {
  const half = FIELD_LIMIT;
  const lift = Array.from({ length: FIELDS }, (_, i) => half * weightOf(i)).reduce((sum, part) => sum + part, 0);
  const lifted = binary('+', word, number(lift));
  const shifted = field === 0 ? lifted : binary('>>', lifted, number(field * FIELD_BITS));
  return binary('-', binary('&', shifted, number(2 * half - 1)), number(half));
}

/**
 * A variable as a column of what was collected or of the members: a word's digit, or the column
 * itself.
 */
export function variableIn(layout: Layout, variable: string, word: (name: string) => string): Expression {
  const place = placeOf(layout, variable);
  if (place === undefined) return column(variable);
  return unpack(cast(column(word(place.word.name)), 'BIGINT'), place.field);
}
