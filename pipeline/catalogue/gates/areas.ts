/** Areas: none that had members has lost them all. */
import { z } from 'zod';
import { type GateKind, level, since, tolerated } from './gate-kind.ts';

const schema = z
  .strictObject({
    since,
    level: level.describe('Indicators that are not published at this level are skipped'),
    at_least: z.number().min(5).optional().describe('Areas that had fewer members are skipped; default 30'),
    tolerated,
  })
  .describe('Areas that had members and have none');

export const areas: GateKind<z.infer<typeof schema>> = {
  name: 'areas',
  schema,
  bind: ({ since: baseline, level: of, at_least: atLeast = 30, tolerated: missing = 0 }) => ({
    kind: 'areas',
    since: baseline,
    level: of,
    atLeast,
    tolerated: missing,
  }),
};
