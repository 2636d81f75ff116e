/** Sums: municipalities, arrondissements and regions add up to the same, in every cell. */
import { z } from 'zod';
import type { GateKind } from './gate-kind.ts';

const schema = z
  .strictObject({ of: z.literal('every').describe('Every indicator') })
  .describe('The areas of one level add up to those of another');

export const sums: GateKind<z.infer<typeof schema>> = {
  name: 'sums',
  schema,
  bind: () => ({ kind: 'sums' }),
};
