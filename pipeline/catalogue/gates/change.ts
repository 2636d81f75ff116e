/** Change: the country's value of every indicator stays within a tolerance. */
import { z } from 'zod';
import { type GateKind, since, tolerance } from './gate-kind.ts';

const schema = z
  .strictObject({
    since,
    tolerance,
    except: z.record(z.string(), tolerance).optional().describe('Indicators with a tolerance of their own'),
  })
  .describe("The country's value against that of the year before or of the current release");

export const change: GateKind<z.infer<typeof schema>> = {
  name: 'change',
  schema,
  bind: ({ since: baseline, tolerance: tolerated, except = {} }, names) => {
    for (const code of Object.keys(except)) names.indicator(['except', code], code);
    return { kind: 'change', since: baseline, tolerance: tolerated, toleranceOf: except };
  },
};
