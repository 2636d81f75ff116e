/** Share: the members that meet the conditions, of all members. */
import { z } from 'zod';
import { ALL_MEMBERS, conditionsSchema, type MeasureKind, readConditions } from './measure-kind.ts';

const schema = z
  .strictObject({ of: z.string().describe('The entity that is counted'), where: conditionsSchema })
  .describe('Members that meet all conditions, of all members');

export const share: MeasureKind<z.infer<typeof schema>> = {
  name: 'share',
  schema,
  interval: 'wilson',
  normalise: ({ of, where }) => ({
    entity: of,
    numerator: { kind: 'members', where: readConditions(where) },
    denominator: ALL_MEMBERS,
    events: false,
  }),
  method: ({ share }, parts) => share(parts),
};
