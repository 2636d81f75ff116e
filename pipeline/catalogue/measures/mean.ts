/**
 * Mean: the average of a variable over the members that meet the conditions, in numerator and
 * denominator alike.
 */
import { z } from 'zod';
import { conditionsSchema, type MeasureKind, readConditions } from './measure-kind.ts';

const schema = z
  .strictObject({
    of: z.string().describe('The variable that is averaged'),
    over: z.string().describe('The entity that is counted'),
    where: conditionsSchema.optional().describe('Only members that meet all conditions; default: everybody'),
  })
  .describe('Mean of a variable over members');

export const mean: MeasureKind<z.infer<typeof schema>> = {
  name: 'mean',
  schema,
  normalise: ({ of, over, where }) => {
    const conditions = readConditions(where ?? {});
    return {
      entity: over,
      numerator: { kind: 'total', variable: of, where: conditions },
      denominator: { kind: 'members', where: conditions },
      events: false,
    };
  },
  method: ({ mean }, parts) => mean(parts),
};
