/** Ratio: the sum of a variable by the sum of another, over all members. */
import { z } from 'zod';
import type { MeasureKind } from './measure-kind.ts';

const schema = z
  .strictObject({
    sum: z.string().describe('The variable that is summed above the line'),
    by: z.string().describe('The variable that is summed below the line'),
    of: z.string().describe('The entity whose members are summed over'),
  })
  .describe('Sum of a variable by the sum of another; no value where the second is not above 0');

export const ratio: MeasureKind<z.infer<typeof schema>> = {
  name: 'ratio',
  schema,
  normalise: ({ sum, by, of }) => ({
    entity: of,
    numerator: { kind: 'total', variable: sum, where: [] },
    denominator: { kind: 'total', variable: by, where: [] },
    events: false,
  }),
  method: ({ ratio }, parts) => ratio(parts),
};
