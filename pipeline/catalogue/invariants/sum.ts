/**
 * Sum: what is added up over the parts is what is added up over the whole, or no more where a rest
 * is in no part.
 */
import { z } from 'zod';
import type { InvariantTerm } from '../catalogue.ts';
import { type At, figure, type InvariantKind, type InvariantNames, isIndicator } from './invariant-kind.ts';

const schema = z
  .strictObject({
    whole: z.string().describe('An indicator that sums, or a variable'),
    parts: z.array(z.string()).min(1).describe('Indicators that sum, or variables; none overlaps another'),
    at: z
      .array(z.string())
      .min(1)
      .optional()
      .describe('Indicators at whose cells variables are compared, all of which must be in the run'),
    rest: z.boolean().optional().describe('Some of the whole is in no part: the sum of the parts is the whole or less'),
  })
  .describe('The sum of the parts = the whole (<= where there is a rest)');

/**
 * The nets of a rest may be negative, so a whole with a rest has to leave corrections out: then the
 * rest is what others billed, or less.
 */
export const sum: InvariantKind<z.infer<typeof schema>> = {
  name: 'sum',
  schema,
  bind: ({ whole, parts: listed, at, rest }, names) => {
    const right = readTerm(names, ['whole'], whole);
    const left = listed.map((name, i) => readTerm(names, ['parts', i], name)).filter((term) => term !== undefined);
    const cells = (at ?? []).flatMap((code, i) => names.indicator(['at', i], code)?.code ?? []);
    if (right === undefined || left.length < listed.length) return [];
    const named = [...left, right].flatMap((term) => (term.kind === 'figure' ? [term.indicator] : []));
    return [
      {
        subject: whole,
        indicators: [...cells, ...named],
        rule: {
          kind: 'compare',
          comparisons: [{ left, operator: rest === true ? '<=' : '=', right: [right] }],
        },
      },
    ];
  },
};

function readTerm(names: InvariantNames, at: At, name: string): InvariantTerm | undefined {
  const operand = names.operand(at, name);
  if (operand === undefined) return undefined;
  if (!isIndicator(operand)) return { kind: 'total', variable: operand.name, times: 1 };
  const { numerator } = operand.measure;
  if (numerator.kind !== 'total' || numerator.where.length > 0)
    return names.refuse(at, `${operand.code} does not add up a variable over all members`);
  return figure(operand, 'numerator');
}
