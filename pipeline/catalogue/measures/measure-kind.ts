/**
 * What a measure kind has to say: its shape in YAML, its normal form, its sentence on a sheet. A
 * kind is one file and one line in `index.ts`.
 */
import { z } from 'zod';
import type { Bound, IntervalMethod, Percentile, Term, VariableCondition } from '../catalogue.ts';
import type { MethodParts, MethodWords } from '../method-words.ts';

/** The normal form of a kind's body, before names are checked. */
export interface MeasureForm {
  readonly entity: string;
  readonly numerator: Term;
  readonly denominator: Term | null;
  readonly events: boolean;
  /** A member counts in the denominator for every day of the year. */
  readonly perDay?: true;
  /** Of a percentile: which, and the unit that it is rounded to, in the reader's unit. */
  readonly percentile?: Percentile;
}

export interface MeasureKind<Body = unknown> {
  readonly name: string;
  /** Shape of the kind's body in the catalogue. */
  readonly schema: z.ZodType<Body>;
  /**
   * How its values vary by chance; without it neither intervals nor standardised values can be had.
   */
  readonly interval?: IntervalMethod;
  /**
   * Its values cannot be rounded or given noise: cubes of this kind are released where cells are
   * suppressed, and never where figures are changed.
   */
  readonly isExact?: true;
  /** Gives the normal form; refuses nothing: names are checked by the binder. */
  readonly normalise: (body: Body) => MeasureForm;
  /** Its sentence on the calculation, in the language whose words are given. */
  readonly method: (words: MethodWords, parts: MethodParts) => string;
}

const boundSchema = z.union([
  z.number(),
  z.strictObject({
    percent: z.number().min(0.001).max(100_000).describe('Percentage of the parameter'),
    of: z.string().describe('A parameter'),
    for: z.string().describe('The group of the parameter'),
  }),
]);

const conditionSchema = z.strictObject({
  at_least: boundSchema.optional().describe('The variable is this or more; an amount in euro'),
  at_most: boundSchema.optional().describe('The variable is this or less; an amount in euro'),
});

/** Conditions on variables, all of which must hold: `{ FF_MH: { at_least: 6 } }`. */
export const conditionsSchema = z
  .record(z.string(), conditionSchema)
  .describe('Who is counted: variables with bounds, all of which must hold');

/**
 * Who is counted in numerator and denominator: `{ sex: female, age: { at_least: 50 } }`, each a
 * dimension, an attribute or a variable of the entity.
 */
export const populationSchema = z
  .record(
    z.string(),
    z.union([
      z.string().describe('A member of the dimension'),
      z.array(z.string()).min(1).describe('Members of the dimension'),
      conditionSchema,
    ]),
  )
  .describe('Only members for whom all of this holds, in numerator and denominator: dimensions, attributes, variables');
export type PopulationBody = z.infer<typeof populationSchema>;

type Conditions = z.infer<typeof conditionsSchema>;

/** Conditions as written, to conditions in normal form, in the order written. */
export function readConditions(conditions: Conditions): VariableCondition[] {
  return Object.entries(conditions).map(([variable, { at_least, at_most }]) => ({
    variable,
    ...(at_least === undefined ? {} : { atLeast: readBound(at_least) }),
    ...(at_most === undefined ? {} : { atMost: readBound(at_most) }),
  }));
}

function readBound(bound: z.infer<typeof boundSchema>): Bound {
  if (typeof bound === 'number') return { kind: 'number', value: bound };
  return { kind: 'parameter', parameter: bound.of, group: bound.for, percent: String(bound.percent) };
}

/** Everybody: the members of the entity, each counted once. */
export const ALL_MEMBERS: Term = { kind: 'members', where: [] };
