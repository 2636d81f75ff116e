/** Within: a numerator is not negative, and at most so many times its denominator. */
import { z } from 'zod';
import type { Indicator } from '../catalogue.ts';
import { otherEntity } from '../measure.ts';
import { figure, type InvariantKind } from './invariant-kind.ts';

const schema = z
  .strictObject({
    of: z
      .union([z.literal('every'), z.array(z.string()).min(1)])
      .describe('Indicators; or every one that counts members of members'),
    times: z
      .int()
      .positive()
      .optional()
      .describe('The numerator is at most this many times the denominator; default 1'),
  })
  .describe('0 <= numerator <= times x denominator');

export const within: InvariantKind<z.infer<typeof schema>> = {
  name: 'within',
  schema,
  bind: ({ of, times = 1 }, names) => {
    const chosen =
      of === 'every' ? names.indicators.filter(isShare) : of.map((code, i) => names.indicator(['of', i], code));
    return chosen.map((indicator, i) => {
      if (indicator === undefined) return undefined;
      const { code } = indicator;
      if (indicator.measure.denominator === null) return names.refuse(['of', i], `${code} has no denominator`);
      const numerator = [figure(indicator, 'numerator')];
      return {
        subject: code,
        indicators: [code],
        rule: {
          kind: 'compare',
          comparisons: [
            { left: [], operator: '<=', right: numerator },
            { left: numerator, operator: '<=', right: [figure(indicator, 'denominator', times)] },
          ],
        },
      };
    });
  },
};

function isShare({ measure }: Indicator): boolean {
  const { numerator, denominator } = measure;
  return numerator.kind === 'members' && denominator?.kind === 'members' && otherEntity(measure) === undefined;
}
