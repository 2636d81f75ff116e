/**
 * Union: whoever counts in a part counts in the whole, and whoever counts in the whole counts in a
 * part.
 */
import { z } from 'zod';
import type { CollectedVariable, Indicator, InvariantTerm } from '../catalogue.ts';
import { type At, figure, type InvariantKind, type InvariantNames, isIndicator } from './invariant-kind.ts';

const schema = z
  .strictObject({
    whole: z.string().describe('The indicator that counts members with at least one event of any part'),
    parts: z.array(z.string()).min(1).describe('Indicators, and variables that no indicator publishes'),
  })
  .describe('Every part <= the whole <= the sum of the parts, in members');

interface Part {
  readonly counted: InvariantTerm;
  readonly variable: string;
}

/**
 * The variable of the whole has to be the sum of those of the parts (say so with `sum`). Then the
 * whole is at most the sum of the parts, always; and a part is at most the whole and the members
 * whose net on another part is negative: a correction there can take away what they had here.
 */
export const union: InvariantKind<z.infer<typeof schema>> = {
  name: 'union',
  schema,
  bind: ({ whole: code, parts: listed }, names) => {
    const whole = names.indicator(['whole'], code);
    const counted = whole && readPart(names, ['whole'], whole);
    const operands = listed.map((name, i) => {
      const operand = names.operand(['parts', i], name);
      return operand && readPart(names, ['parts', i], operand);
    });
    const parts = operands.filter((part) => part !== undefined);
    if (counted === undefined || parts.length < operands.length) return [];
    const takenBack = (part: Part) =>
      parts
        .filter((other) => other !== part)
        .map(({ variable }): InvariantTerm => ({ kind: 'members', variable, range: { high: -1 }, times: 1 }));
    return [
      {
        subject: code,
        indicators: [code, ...parts.flatMap(({ counted: term }) => (term.kind === 'figure' ? [term.indicator] : []))],
        rule: {
          kind: 'compare',
          comparisons: [
            { left: [counted.counted], operator: '<=', right: parts.map((part) => part.counted) },
            ...parts.map((part) => ({
              left: [part.counted],
              operator: '<=' as const,
              right: [counted.counted, ...takenBack(part)],
            })),
          ],
        },
      },
    ];
  },
};

/** Refuses an indicator that asks for anything but at least one of one variable. */
function readPart(names: InvariantNames, at: At, operand: Indicator | CollectedVariable): Part | undefined {
  if (!isIndicator(operand)) {
    const { name } = operand;
    return { counted: { kind: 'members', variable: name, range: { low: 1 }, times: 1 }, variable: name };
  }
  const { numerator } = operand.measure;
  const [only, ...others] = numerator.where;
  const isAtLeastOne = only?.atLeast?.kind === 'number' && only.atLeast.value === 1 && only.atMost === undefined;
  if (numerator.kind !== 'members' || only === undefined || others.length > 0 || !isAtLeastOne)
    return names.refuse(at, `${operand.code} does not count members with at least one of one variable`);
  return { counted: figure(operand, 'numerator'), variable: only.variable };
}
