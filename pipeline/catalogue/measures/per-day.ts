/** Per day: the sum of a variable over all members, per member and day of the year. */
import { z } from 'zod';
import { ALL_MEMBERS, type MeasureKind } from './measure-kind.ts';

const schema = z
  .strictObject({
    sum: z.string().describe('The variable that is summed'),
    of: z.string().describe('The entity that is counted, every member for every day of the year'),
  })
  .describe('Sum of a variable over all members, per member and day: daily doses per 1,000 beneficiaries per day');

export const perDay: MeasureKind<z.infer<typeof schema>> = {
  name: 'per_day',
  schema,
  isExact: true,
  normalise: ({ sum, of }) => ({
    entity: of,
    numerator: { kind: 'total', variable: sum, where: [] },
    denominator: ALL_MEMBERS,
    events: false,
    perDay: true,
  }),
  method: ({ perDay }, parts) => perDay(parts),
};
