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
  offending: z.int().nullable().describe('rows; null of a release, which does not disclose them'),
  examined: z.int().nullable().describe('rows; null of a release'),
  tolerance: z.number(),
  outcome: z.enum(['pass', 'tolerated', 'fail']),
});

export const gate = z.object({
  gate: z.string(),
  subject: z.string(),
  outcome: z.enum(['pass', 'fail', 'accepted']),
  message: z.string(),
  correction: z.boolean().optional().describe('about another delivery of a year that is published already'),
  reason: z.string().optional(),
});

/** A data check or gate on a delivery; a check that only warns stops nothing. */
export const deliveryGate = z.object({
  gate: z.string(),
  subject: z.string(),
  outcome: z.enum(['pass', 'warning', 'accepted', 'fail']),
  message: z.string(),
});

const stageNames = { stage: z.string(), purpose: z.string() };

/** A stage of a run or refresh, as `--dry-run` prints it. */
export const stage = z.object({
  ...stageNames,
  items: z.int().optional().describe('indicators and years that it is about, where that is known'),
  stages: z.array(z.object(stageNames)).describe('those that it consists of; empty where it has none of its own'),
});

export const inputFile = {
  year,
  source: z.string(),
  path: z.string().describe('path below the data root, or URI'),
  bytes: z.int(),
  sha256: sha256.describe('SHA-256 of the content; of a file at a URI, of what is listed of it'),
  listed: z
    .object({
      modified: z.iso.datetime(),
      version: z.string().nullable().describe('version or ETag, where there is one'),
    })
    .optional()
    .describe('of a file at a URI: what its file system says of it, beside its size'),
};
