/** What `synth`, `ingest`, `plan`, `run` and `clean` print. */
import { z } from 'zod';
import { check, code, deliveryGate, inputFile, item, sha256, stage, year } from './common-shapes.ts';

const file = { path: z.string(), rows: z.int(), bytes: z.int() };
const expected = { rows: z.number().nullable(), bytesRead: z.number(), memory: z.number() };

export const synth = z.object({ files: z.array(z.object(file)) });

export const ingest = z.object({
  out: z.string(),
  files: z.array(
    z.object({ source: z.string(), year, ...file, delivered: z.object({ files: z.int(), bytes: z.int() }) }),
  ),
  maps: z.array(z.object({ name: z.string(), files: z.string(), format: z.enum(['parquet', 'csv']) })),
  seconds: z.number(),
});

export const clean = z.object({
  checkpoints: z.int(),
  bytes: z.int().describe('what they took on disk'),
});

const statement = z.object({
  id: z.string(),
  step: z.string(),
  purpose: z.string(),
  role: z.enum(['table', 'view', 'drop', 'check', 'capacity', 'copy']),
  sql: z.string(),
  reads: z.array(z.string()),
  writes: z.string(),
  invariants: z
    .array(z.object({ invariant: z.string(), subject: z.string(), purpose: z.string(), column: z.string() }))
    .describe('that it asks for, each with the column of its result that counts violations')
    .optional(),
  scans: z.string().optional(),
});

export const plan = z.object({
  plan: z
    .object({
      catalogueHash: z.string(),
      fused: z.boolean(),
      years: z.array(
        z.object({ year, mapDate: z.iso.date(), indicators: z.array(code), sources: z.array(z.string()) }),
      ),
      skipped: z.array(z.object({ ...item, reason: z.string() })),
    })
    .describe('with the steps of every year as they are planned, of which no shape is promised'),
  scripts: z.array(
    z.object({
      year,
      variables: z.record(z.string(), z.string()),
      inspection: z.array(statement),
      computation: z.array(statement),
    }),
  ),
  yearsAtOnce: z.int(),
  checkpoints: z
    .array(
      z.object({
        year,
        entity: z.string(),
        source: z.string(),
        variables: z.array(z.string()),
        checkpoint: z.string().nullable().describe('its id; null: they are collected from the source'),
        why: z.string(),
      }),
    )
    .describe('what is read from checkpoints and what is not; empty where none are used'),
  cubes: z.array(z.object({ ...item, action: z.enum(['reuse', 'compute']), why: z.string() })),
  inventory: z
    .array(
      z.object({
        year,
        source: z.string(),
        path: z.string(),
        bytes: z.int(),
        use: z.enum(['read', 'hidden', 'mark', 'unread', 'broken']),
      }),
    )
    .describe('every file below the folders that are read'),
  expected: z.array(z.object({ year, statements: z.array(z.object({ id: z.string(), ...expected })) })),
  cut: z
    .array(
      z.object({
        year,
        before: z.array(z.string()).describe('statements that run here first'),
        cluster: z.array(z.string()).describe('statements that run on the cluster'),
        after: z.array(z.string()).describe('statements that run here afterwards'),
        shipped: z.array(z.string()).describe('tables that are shipped to the cluster'),
        returned: z
          .array(
            z.object({
              table: z.string().describe('name of the table'),
              rows: z.int().nullable().describe('estimated rows; null where they are not known'),
              bytes: z.number().nullable().describe('estimated bytes; null where they are not known'),
            }),
          )
          .describe('tables that come back'),
      }),
    )
    .describe('with --engine spark: statements before, on and after the cluster, what is shipped and what comes back')
    .optional(),
});

const compared = { count: z.int().nullable().describe('null: 1 to 4'), before: z.int().nullable() };

export const validate = z.object({
  version: z.literal(1),
  years: z.array(z.object({ year, synthetic: z.boolean().nullable() })),
  inventory: plan.shape.inventory,
  sources: z.array(
    z.object({
      source: z.string(),
      year,
      files: z.int(),
      rows: z.object(compared),
      persons: z.object(compared).nullable(),
      columns: z.array(
        z.object({
          column: z.string(),
          from: z.string().nullable(),
          type: z.string(),
          delivered: z.array(z.string()),
          filled: z.number().nullable(),
          outside: z.number().nullable(),
        }),
      ),
      breakdowns: z.array(
        z.object({ by: z.string(), members: z.array(z.object({ member: z.string(), ...compared })) }),
      ),
    }),
  ),
  problems: z.array(z.string()),
  gates: z.array(deliveryGate),
});

export const run = z.object({
  version: z.literal(1),
  id: z.string(),
  started: z.iso.datetime(),
  seconds: z.number(),
  catalogue: z.object({ file: z.string(), hash: z.string(), vintage: z.union([year, z.literal('reference_year')]) }),
  engine: z.object({ name: z.string(), version: z.string(), threads: z.int(), memoryLimit: z.string() }),
  cluster: z
    .object({
      name: z.string(),
      master: z.string().describe('the master that was asked for, such as local[2] or yarn'),
      version: z.string(),
    })
    .nullable()
    .describe('what ran the statements over claims; null: the engine'),
  fused: z.boolean(),
  yearsAtOnce: z.int(),
  peakMemory: z.number().nullable(),
  synthetic: z.boolean().describe('whether any year is of synthetic data'),
  inputs: z.array(z.object(inputFile)),
  years: z.array(
    z.object({
      year,
      mapDate: z.iso.date(),
      synthetic: z.boolean(),
      indicators: z.array(code),
      orphans: z.object({ rows: z.int(), of: z.int() }).nullable(),
      checks: z.array(check),
      invariants: z.array(
        z.object({
          invariant: z.string(),
          subject: z.string(),
          purpose: z.string(),
          offending: z.int(),
          examined: z.int(),
          outcome: z.enum(['pass', 'fail']),
        }),
      ),
      statements: z.array(
        z.object({
          id: z.string(),
          step: z.string(),
          rows: z.int(),
          seconds: z.number(),
          fingerprint: z.string(),
          expected: z.object(expected).optional(),
        }),
      ),
    }),
  ),
  cubes: z.array(
    z.object({
      ...item,
      ...file,
      sha256,
      fingerprint: z.string(),
      support: z.object({ path: z.string(), bytes: z.int(), sha256 }),
      country: z
        .object({ numerator: z.number().nullable(), denominator: z.number().nullable(), value: z.number().nullable() })
        .describe('unprotected: not for publication'),
    }),
  ),
});

export const runDryRun = z.object({
  years: z.array(z.object({ year, indicators: z.array(code) })),
  skipped: z.array(z.object({ ...item, reason: z.string() })),
  stages: z.array(stage),
});
