/** Volume: whoever counts in a share has at least one event in the volume of the same variable. */
import { z } from 'zod';
import { figure, type InvariantKind } from './invariant-kind.ts';

const schema = z
  .array(z.tuple([z.string(), z.string()]))
  .min(1)
  .describe('Pairs of a share and the volume of its variable, per the same members');

/**
 * A volume adds negative nets as they are, and a share leaves them out: what they take from the
 * volume is added to it again.
 */
export const volume: InvariantKind<z.infer<typeof schema>> = {
  name: 'volume',
  schema,
  bind: (pairs, names) =>
    pairs.map(([one, other], i) => {
      const share = names.indicator([i, 0], one);
      const summed = names.indicator([i, 1], other);
      if (share === undefined || summed === undefined) return undefined;
      const { numerator } = share.measure;
      const { numerator: events } = summed.measure;
      const [only, ...others] = numerator.where;
      const isAtLeastOne = only?.atLeast?.kind === 'number' && only.atLeast.value >= 1 && others.length === 0;
      if (numerator.kind !== 'members' || only === undefined || !isAtLeastOne || share.measure.denominator === null)
        return names.refuse([i, 0], `${one} is not a share of members with at least one of one variable`);
      const { variable } = only;
      if (events.kind !== 'total' || events.where.length > 0 || events.variable !== variable)
        return names.refuse([i, 1], `${other} does not add up ${variable}, which ${one} counts members by`);
      const [members, per] = [figure(share, 'numerator'), figure(share, 'denominator')];
      return {
        subject: `${one} ${other}`,
        indicators: [one, other],
        rule: {
          kind: 'compare',
          comparisons: [
            {
              left: [members],
              operator: '<=',
              right: [figure(summed, 'numerator'), { kind: 'total', variable, range: { high: -1 }, times: -1 }],
            },
            { left: [per], operator: '=', right: [figure(summed, 'denominator')] },
          ],
        },
      };
    }),
};
