/** What `status`, `explain`, `verify`, `diff`, `rollback` and `export` print. */
import { z } from 'zod';
import { METHOD_NAMES } from '../../catalogue/index.ts';
import { check, code, gate, inputFile, item, level, sha256, texts, year } from './common-shapes.ts';

export const status = z.object({
  quarter: z.string(),
  indicators: z.array(
    z.object({
      code,
      schedule: z.object({ refresh: z.string(), lag_years: z.int() }),
      published: z.array(year),
      due: year.nullable(),
      overdue: z.array(year),
      next: z.string(),
      last_release: z.string().nullable(),
      changed: z.array(z.object({ year, what: z.array(z.string()) })),
      missing_inputs: z.array(z.object({ year, why: z.string() })),
    }),
  ),
});

const figure = z.number().nullable();
const limits = { lower: z.number(), upper: z.number() };

export const explain = z.object({
  version: z.literal(2),
  cell: z.object({ ...item, area_level: level, ref_area: z.string(), names: texts, members: texts }),
  of: z.enum(['release', 'work']),
  figure: z.object({
    numerator: figure,
    denominator: figure,
    obs_value: figure,
    interval: z.object(limits).nullable(),
    standardised: z.object({ ...limits, value: z.number() }).nullable(),
    obs_status: z.string(),
    conf_status: z.string(),
    suppressed: z
      .object({ kind: z.enum(['primary', 'secondary']), rule: z.string(), threshold: z.int().nullable() })
      .nullable(),
    changed: z.string().nullable().describe('how it was changed before it was published'),
  }),
  definition: z.object({
    title: z.string(),
    unit: z.string(),
    method: z.string(),
    interpretations: z.array(z.string()),
    per: z.number(),
    metadata_date: z.iso.date(),
  }),
  statements: z.array(
    z.object({
      id: z.string(),
      purpose: z.string(),
      reads: z.array(z.string()),
      rows: z.int().nullable(),
      sql: z.string().optional(),
    }),
  ),
  variables: texts,
  inputs: z.array(z.object({ ...inputFile, now: z.enum(['unchanged', 'changed', 'gone', 'not read']) })),
  steps: z.array(
    z.object({
      step: z.enum(['country', 'areas', 'members']),
      by: z.string(),
      cells: z.int(),
      suppressed: z.int(),
      numerator: figure,
      denominator: figure,
      withheld: z.enum(['suppressed', 'few left', 'not published']).nullable(),
    }),
  ),
  support: z
    .object({ numerator_members: figure, members_by_events: z.record(z.string(), z.int()).nullable() })
    .nullable(),
  run: z.object({
    id: z.string(),
    engine: z.string(),
    started: z.string().nullable(),
    seconds: figure,
    catalogue: z.string().nullable(),
  }),
  release: z
    .object({
      release: z.string(),
      created: z.iso.datetime(),
      first: z.string(),
      path: z.string(),
      sha256,
      catalogue: z.string(),
      vintage: year,
    })
    .nullable(),
  changed: z.array(z.string()),
  checks: z.array(check),
  gates: z.array(gate.omit({ message: true })).nullable(),
});

export const verify = z.object({
  version: z.literal(2),
  release: z.string(),
  valid: z.boolean(),
  checks: z.array(
    z.object({ check: z.string(), purpose: z.string(), examined: z.int(), problems: z.array(z.string()) }),
  ),
});

export const rollback = z.object({ version: z.literal(1), release: z.string(), before: z.string().nullable() });

export const exported = z.object({
  release: z.string(),
  format: z.string(),
  language: z.enum(['fr', 'nl', 'en', 'de']),
  out: z.string(),
  indicators: z.array(
    z.object({ code, years: z.array(year), levels: z.array(z.string()), rows: z.int(), suppressed: z.int() }),
  ),
  files: z.array(
    z.object({
      path: z.string(),
      kind: z.enum(['figures', 'metadata']),
      code: code.nullable(),
      rows: z.int().nullable(),
      bytes: z.int(),
    }),
  ),
  skipped: z.array(z.string()),
});

export const audit = z.object({
  version: z.literal(2),
  release: z.string(),
  safe: z.boolean(),
  unprotected: z.array(z.string()).describe('entities whose figures are shown as counted, by policy'),
  years: z.array(
    z.object({
      year,
      entity: z.string(),
      distinguishPrimary: z.boolean(),
      width: z.number(),
      suppressed: z.int(),
      targets: z.int(),
      exactlyDisclosed: z.int(),
      tooNarrow: z.int(),
      unproven: z.int(),
      relationsAlone: z
        .int()
        .describe(
          'cells that figure relations alone prove: corrections leave open whether persons have the figures of a place',
        ),
      shown: z.int().nullable(),
      previouslyDisclosed: z.int().nullable(),
      nestedPolicy: z.enum(['protect', 'report', 'ignore']),
      nestedDifferences: z
        .object({ examined: z.int(), disclosed: z.int(), unproven: z.int().nullable() })
        .describe(
          'pairs of shown counts of which one contains the other by definition; those of them whose difference is sensitive',
        ),
      percentiles: z
        .object({
          shown: z.int().describe('cells that show a percentile'),
          sensitive: z.int().describe('those of them that must not'),
        })
        .describe('percentiles that are shown'),
      pooled: z
        .object({
          shown: z.int().describe('rows of several years together that are shown'),
          sensitive: z.int().describe('those of them that are not the sum of what is shown year by year'),
        })
        .describe('figures that add up several years'),
      everybody: z.int().describe('cells that show a numerator as large as the denominator'),
      safe: z.boolean(),
      consistent: z.boolean(),
      worst: z.array(
        z.object({
          figure: z.string(),
          cell: z.array(z.string()),
          status: z.enum(['primary', 'secondary', 'hidden']),
          width: z.number().nullable(),
        }),
      ),
      changed: z
        .string()
        .nullable()
        .describe('how figures are changed instead of suppressed; null where the method suppresses'),
      guarantees: z.array(
        z.object({
          guarantee: z.enum(['shown', 'sensitive', 'same', 'within', 'multiple', 'additive', 'disclosed', 'bounded']),
          examined: z.int(),
          violations: z.int(),
        }),
      ),
    }),
  ),
});
export const protect = z.object({
  costs: z.array(
    z.object({
      year,
      policy: z.enum(['none', ...METHOD_NAMES]),
      amount: z.int().nullable().describe('what figures are rounded to, or changed by at most'),
      cells: z.int(),
      primary: z.int(),
      secondary: z.int(),
      personsSuppressed: z.number(),
      changed: z.int(),
      largestChange: z.number(),
      seconds: z.number(),
    }),
  ),
});

export const site = z.object({
  version: z.literal(1),
  release: z.string(),
  out: z.string(),
  languages: z.array(z.string()),
  indicators: z.int(),
  areas: z.int(),
  pages: z.int(),
  files: z.int(),
  bytes: z.int().describe('without the Parquet files, which are linked'),
});
