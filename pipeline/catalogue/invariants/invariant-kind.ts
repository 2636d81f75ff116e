/**
 * What a kind of invariant has to say: its shape in YAML, and the checks it stands for. A kind is
 * one file and one line in `index.ts`.
 */
import type { z } from 'zod';
import type { CollectedVariable, Indicator, InvariantCheck, InvariantTerm } from '../catalogue.ts';

/** Where a name stands in the body of a kind. */
export type At = readonly (string | number)[];

/** Looks names up and reports those that are wrong, at their place. */
export interface InvariantNames {
  readonly indicators: readonly Indicator[];
  /** The indicator of that code; undefined once it has been reported that there is none. */
  readonly indicator: (at: At, code: string) => Indicator | undefined;
  /** An indicator, or a variable with one value per member that no indicator need publish. */
  readonly operand: (at: At, name: string) => Indicator | CollectedVariable | undefined;
  readonly variable: (at: At, name: string) => CollectedVariable | undefined;
  /** States why what stands there cannot be compared. */
  readonly refuse: (at: At, reason: string) => undefined;
}

export interface InvariantKind<Body = unknown> {
  readonly name: string;
  /** Shape of the kind's body in the catalogue. */
  readonly schema: z.ZodType<Body>;
  /** Gives the checks; what names refer to is refused through `names`. */
  readonly bind: (body: Body, names: InvariantNames) => (InvariantCheck | undefined)[];
}

/** Whether an operand of an invariant is an indicator, and not a variable that none publishes. */
export function isIndicator(operand: Indicator | CollectedVariable): operand is Indicator {
  return 'code' in operand;
}

/** A term of an invariant: a figure of an indicator, taken so many times. */
export function figure(indicator: Indicator, name: 'numerator' | 'denominator', times = 1): InvariantTerm {
  return { kind: 'figure', indicator: indicator.code, figure: name, times };
}
