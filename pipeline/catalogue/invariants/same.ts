/**
 * Same: two indicators agree wherever both have a cell, as a figure and its twin without
 * dimensions.
 */
import { z } from 'zod';
import { figure, type InvariantKind } from './invariant-kind.ts';

const schema = z
  .array(z.tuple([z.string(), z.string()]))
  .min(1)
  .describe('Pairs of indicators that agree on the cells of both; a dimension that only one has is at its total');

export const same: InvariantKind<z.infer<typeof schema>> = {
  name: 'same',
  schema,
  bind: (pairs, names) =>
    pairs.map(([one, other], i) => {
      const left = names.indicator([i, 0], one);
      const right = names.indicator([i, 1], other);
      if (left === undefined || right === undefined) return undefined;
      if ((left.measure.denominator === null) !== (right.measure.denominator === null))
        return names.refuse([i], `only one of ${one} and ${other} has a denominator`);
      const figures =
        left.measure.denominator === null ? (['numerator'] as const) : (['numerator', 'denominator'] as const);
      return {
        subject: `${one} ${other}`,
        indicators: [one, other],
        rule: {
          kind: 'compare',
          comparisons: figures.map((name) => ({
            left: [figure(left, name)],
            operator: '=',
            right: [figure(right, name)],
          })),
        },
      };
    }),
};
