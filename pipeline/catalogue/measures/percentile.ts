/** Percentile: the value of a variable that a percentage of members have or are below. */
import { z } from 'zod';
import { type MeasureKind, readConditions } from './measure-kind.ts';

const schema = z
  .strictObject({
    of: z.string().describe('The variable whose values are put in order'),
    over: z.string().describe('The entity whose members have them'),
    percent: z.int().min(1).max(99).describe('50 is the median; a percentile of 90 is above nine in ten'),
    unit: z.number().positive().describe('The value is rounded to a multiple of this; an amount is in euro'),
    cases_only: z.boolean().optional().describe('Only members whose value is above 0; default: everybody, with zeros'),
  })
  .describe('Value at a percentage of members, in order (Hyndman and Fan, type 2)');

export const percentile: MeasureKind<z.infer<typeof schema>> = {
  name: 'percentile',
  schema,
  isExact: true,
  normalise: ({ of, over, percent, unit, cases_only }) => ({
    entity: over,
    numerator: { kind: 'total', variable: of, where: [] },
    // The smallest amount that is held is above 0 in any unit.
    denominator: { kind: 'members', where: cases_only ? readConditions({ [of]: { at_least: Number.MIN_VALUE } }) : [] },
    events: false,
    percentile: { percent, unit },
  }),
  method: ({ percentile }, parts) => percentile(parts),
};
