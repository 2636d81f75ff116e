/** Density: members of an entity by the members of another in the same area. */
import { z } from 'zod';
import { conditionsSchema, type MeasureKind, readConditions } from './measure-kind.ts';

const schema = z
  .strictObject({
    of: z.string().describe('The entity that is counted above the line'),
    where: conditionsSchema,
    over: z.string().describe('The entity whose members in the same area are counted below the line'),
  })
  .describe('Number of members that meet all conditions, by the members of another entity in the area');

export const density: MeasureKind<z.infer<typeof schema>> = {
  name: 'density',
  schema,
  isExact: true,
  normalise: ({ of, where, over }) => ({
    entity: of,
    numerator: { kind: 'members', where: readConditions(where) },
    denominator: { kind: 'members', where: [], entity: over },
    events: false,
  }),
  method: ({ density }, parts) => density(parts),
};
