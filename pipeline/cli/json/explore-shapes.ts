/** What `cubes sql --json` prints: an answer, and the questions of `--list`. */
import { z } from 'zod';

export const sql = z.object({
  columns: z.array(z.object({ name: z.string(), type: z.string().describe("the engine's, such as DOUBLE") })),
  rows: z
    .array(z.record(z.string(), z.unknown()))
    .describe('values by column: dates, and whole numbers beyond 2^53, as text'),
});

export const sqlList = z.object({
  questions: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      needs_work: z.boolean().describe('asked with --work alone'),
      parameters: z.array(
        z.object({
          name: z.string(),
          type: z.string(),
          meaning: z.string(),
          default: z.string().nullable().describe('an expression in SQL; null where a value must be given'),
        }),
      ),
    }),
  ),
});
