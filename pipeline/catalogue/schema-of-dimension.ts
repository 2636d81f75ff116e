/** The shapes of conditions on claims, and of what figures are broken down by. */
import { z } from 'zod';
import { numberCondition } from './schema-of-window.ts';

/** Texts that end up in SQL and in files: no line breaks or other control characters, no quotes. */
const MEMBER = /^[^\p{Cc}\p{Zl}\p{Zp}'"`]+$/u;

/** What is asked of a column of a claim. */
export const columnCondition = z.union([
  ...numberCondition.options,
  z.strictObject({ in: z.string().describe('A code list, of texts for a column of text; its dates hold') }),
]);

const member = z.string().regex(MEMBER, 'a text without quotes or line breaks, and not empty');

/** Of a dimension of members, beside its label. */
export const memberKeys = {
  entity: z.string().describe('The entity whose relation has a column of this name'),
  members: z.array(member).min(1).describe('Its values, in order'),
};

/** Of a dimension that groups claims, beside its label. */
export const groupKeys = {
  entity: z.string().describe('The entity whose claims are grouped'),
  from: z
    .string()
    .describe('A source: its rows are grouped, and a member counts in every group in which his own rows are enough'),
  members: z
    .record(member, z.record(z.string(), columnCondition))
    .describe('Its values, in order, each with the conditions that the columns of its rows meet'),
};
