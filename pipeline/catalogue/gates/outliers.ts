/** Outliers: no area moves away from the others. */
import { z } from 'zod';
import { type GateKind, level, since, tolerated } from './gate-kind.ts';

const schema = z
  .strictObject({
    since,
    level: level.describe('Indicators that are not published at this level are skipped'),
    deviations: z.number().positive().describe('Median absolute deviations from the median of the areas'),
    at_least: z.number().min(5).optional().describe('Areas with fewer expected events are skipped; default 30'),
    tolerated,
  })
  .describe('Areas that do not follow the others');

export const outliers: GateKind<z.infer<typeof schema>> = {
  name: 'outliers',
  schema,
  bind: ({ since: baseline, level: of, deviations, at_least: atLeast = 30, tolerated: areas = 0 }) => ({
    kind: 'outliers',
    since: baseline,
    level: of,
    deviations,
    atLeast,
    tolerated: areas,
  }),
};
