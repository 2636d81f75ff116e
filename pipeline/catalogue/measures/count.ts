/** Count: how many members meet the conditions; it has no denominator. */
import { z } from 'zod';
import { conditionsSchema, type MeasureKind, readConditions } from './measure-kind.ts';

const schema = z
  .strictObject({ of: z.string().describe('The entity that is counted'), where: conditionsSchema })
  .describe('Number of members that meet all conditions');

export const count: MeasureKind<z.infer<typeof schema>> = {
  name: 'count',
  schema,
  normalise: ({ of, where }) => ({
    entity: of,
    numerator: { kind: 'members', where: readConditions(where) },
    denominator: null,
    events: false,
  }),
  method: ({ count }, parts) => count(parts),
};
