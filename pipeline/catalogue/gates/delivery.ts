/** Delivery: as many rows as the year before, month by month or by kind of provider. */
import { z } from 'zod';
import { type GateKind, tolerance } from './gate-kind.ts';

const schema = z
  .strictObject({
    of: z.string().describe('A source'),
    by: z
      .string()
      .optional()
      .describe('`month` of the date of service, `sender`, or a column of the source; default: all rows together'),
    count: z
      .enum(['rows', 'persons', 'rows_per_person'])
      .optional()
      .describe('Rows, persons with rows, or rows per person; default: rows'),
    per: z.string().optional().describe('A source: persons are divided by its rows'),
    tolerance,
    at_least: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .describe('Members with a smaller share of the rows in both years are skipped; default 0.001'),
  })
  .describe('Rows against those of the year before');

export const delivery: GateKind<z.infer<typeof schema>> = {
  name: 'delivery',
  schema,
  bind: ({ of, by = null, count = 'rows', per = null, tolerance: tolerated, at_least: atLeast = 0.001 }, names) => {
    if (names.source(['of'], of) && by !== null) names.member(['by'], of, by);
    if (per !== null) names.source(['per'], per);
    return { kind: 'delivery', source: of, by, count, per, tolerance: tolerated, atLeast };
  },
};
