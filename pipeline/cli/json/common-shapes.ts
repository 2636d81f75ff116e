/** Shapes that several outputs share. */
import { z } from 'zod';
import { LEVELS } from '../../catalogue/index.ts';

export const code = z.string().describe('an indicator');
export const year = z.int().describe('a reference year');
export const level = z.enum(LEVELS);
export const item = { code, year };
/** By language. */
export const texts = z.record(z.string(), z.string());
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const place = z.object({ file: z.string(), line: z.int(), column: z.int(), length: z.int() });

export const check = z.object({
  check: z.string(),
  purpose: z.string(),
  severity: z.enum(['error', 'warning']),
  offending: z.int().nullable().describe('rows; null of a release, which does not tell them'),
  examined: z.int().nullable().describe('rows; null of a release'),
  tolerance: z.number(),
  outcome: z.enum(['pass', 'tolerated', 'fail']),
});

export const gate = z.object({
  gate: z.string(),
  subject: z.string(),
  outcome: z.enum(['pass', 'fail', 'accepted']),
  message: z.string(),
  reason: z.string().optional(),
});

export const inputFile = { year, source: z.string(), path: z.string(), bytes: z.int(), sha256 };
