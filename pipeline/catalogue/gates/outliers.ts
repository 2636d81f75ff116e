/** Outliers: no area moves away from the others. */
import { z } from 'zod';
import { type GateKind, level, since, tolerated } from './gate-kind.ts';

const schema = z
  .strictObject({
    since,
    level: level.describe('Indicators that are not published at it are not looked at'),
    deviations: z.number().positive().describe('Median absolute deviations from the median of the areas'),
    at_least: z.number().min(5).optional().describe('Areas with fewer expected are not looked at; 30 without it'),
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
