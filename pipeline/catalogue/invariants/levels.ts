/**
 * Levels: the parts of an area add up to it, less whoever is in no part: unknown domicile, no
 * province in Brussels, no sector for `ZZZZ`.
 */
import { z } from 'zod';
import type { InvariantKind } from './invariant-kind.ts';

const schema = z
  .strictObject({ of: z.union([z.literal('every'), z.array(z.string()).min(1)]).describe('Indicators') })
  .describe('Every area equals the sum of its parts and of those who are in no part, numerator and denominator');

export const levels: InvariantKind<z.infer<typeof schema>> = {
  name: 'levels',
  schema,
  bind: ({ of }, names) => {
    const chosen = of === 'every' ? names.indicators : of.map((code, i) => names.indicator(['of', i], code));
    return chosen.map(
      (indicator) => indicator && { subject: indicator.code, indicators: [indicator.code], rule: { kind: 'levels' } },
    );
  },
};
