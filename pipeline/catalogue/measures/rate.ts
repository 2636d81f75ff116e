/** Rate: the sum of a variable over all members, per so many members. */
import { z } from 'zod';
import { ALL_MEMBERS, type MeasureKind } from './measure-kind.ts';

const schema = z
  .strictObject({
    sum: z.string().describe('The variable that is summed'),
    of: z.string().describe('The entity that is counted'),
  })
  .describe('Sum of a variable over all members, per member');

export const rate: MeasureKind<z.infer<typeof schema>> = {
  name: 'rate',
  schema,
  interval: 'byar',
  normalise: ({ sum, of }) => ({
    entity: of,
    numerator: { kind: 'total', variable: sum, where: [] },
    denominator: ALL_MEMBERS,
    events: true,
  }),
  method: ({ rate }, parts) => rate(parts),
};
