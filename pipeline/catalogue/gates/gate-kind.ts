/**
 * What a kind of gate has to say: its shape in YAML, and the rule it stands for. A kind is one file
 * here, one in `refresh/gates/`, and a line in each index.
 */
import { z } from 'zod';
import { LEVELS } from '../catalogue.ts';
import type { GateRule } from '../gate.ts';

/** Where a name stands in the body of a kind. */
export type At = readonly (string | number)[];

/** Whether a name is one that the catalogue declares; reports it at its place otherwise. */
export interface GateNames {
  readonly source: (at: At, name: string) => boolean;
  /** `month`, where the source has a date; or a column of it. */
  readonly member: (at: At, source: string, name: string) => boolean;
  readonly indicator: (at: At, code: string) => boolean;
}

export interface GateKind<Body = unknown> {
  readonly name: GateRule['kind'];
  /** Shape of the kind's body in the catalogue. */
  readonly schema: z.ZodType<Body>;
  readonly bind: (body: Body, names: GateNames) => GateRule;
}

export const since = z
  .enum(['previous_year', 'release'])
  .describe('The year before, or the same year in the current release');
export const level = z.enum(LEVELS);
export const tolerance = z.number().min(0).describe('Relative change that is tolerated, up or down: 0.1 is 10 %');
export const tolerated = z.int().min(0).optional().describe('How many areas may violate it; default 0');
