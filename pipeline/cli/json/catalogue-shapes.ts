/** What `check`, `list`, `show`, `test` and `draft-test` print. */
import { z } from 'zod';
import { code, level, place, texts, year } from './common-shapes.ts';

const named = z.object({ name: z.string(), label: z.string() });
const strings = z.array(z.string());

export const check = z.object({
  hash: z.string().nullable().describe('of the catalogue; null where it has errors'),
  diagnostics: z.array(
    z.object({
      code: z.string(),
      severity: z.enum(['error', 'warning']),
      message: z.string(),
      place,
      source: z.string().optional(),
      help: z.string().optional(),
    }),
  ),
});

export const list = z.object({
  indicators: z.array(
    z.object({
      code,
      title: z.string(),
      measure: z.string(),
      dimensions: strings,
      smallest_level: level,
      available_from: year,
      refresh: z.string(),
      published: z.array(year),
      state: z.string(),
    }),
  ),
});

/** Also what `metadata/<code>.json` of a release holds. */
export const show = z.object({
  version: z.literal(2),
  code,
  atlas_code: z.string().nullable(),
  status: z.enum(['sheet', 'interpreted', 'ours', 'example']),
  formerly: strings.optional().describe('codes under which its figures were published before, newest first'),
  synthetic: z.boolean().optional().describe('in a release: whether any figure is of synthetic data'),
  illustrative: strings.optional().describe('parameters with invented values that its figures depend on'),
  metadata_date: z.iso.date(),
  available_from: year,
  smallest_level: level,
  levels: z.array(z.object({ level, from: year })),
  schedule: z.object({ refresh: z.string(), lag_years: z.int() }),
  measure: z.object({ kind: z.string(), per: z.number(), unit_scale: z.number() }),
  withheld: strings.optional().describe('figures that no cell of a release shows'),
  dimensions: z.array(
    z.object({
      name: z.string(),
      members: strings,
      groups_claims: z
        .literal(true)
        .optional()
        .describe('its members are groups of claims, of which a person may be in several or in none'),
    }),
  ),
  source_variables: strings,
  computed_variables: strings,
  equivalents: strings,
  keywords: strings,
  code_lists: z.array(
    z.object({
      name: z.string(),
      file: z.string(),
      confidence: z.record(z.string(), z.int()).nullable(),
      codes: z.array(
        z.object({
          code: z.union([z.int(), z.string()]),
          valid_from: z.string().nullable(),
          valid_to: z.string().nullable(),
          label: z.string().nullable(),
          category: z.string().nullable(),
          confidence: z.string().nullable(),
        }),
      ),
    }),
  ),
  texts: z.record(
    z.string(),
    z.object({
      title: z.string(),
      description: z.string(),
      unit: z.string(),
      status: z.string(),
      formerly: z.string().optional(),
      interpretations: strings,
      remarks: strings,
      update: z.string(),
      smallest_level: z.string(),
      levels: strings,
      method: z.string(),
      withheld: strings.optional(),
      dimensions: strings,
      citation: z.string(),
      publisher: z
        .object({
          name: z.string(),
          url: z.string().nullable(),
          contact: z.string().nullable(),
          licence: z.object({ name: z.string(), url: z.string() }).nullable(),
        })
        .nullable(),
      synthetic: z.string().optional(),
      illustrative: z.string().optional().describe('that its figures depend on invented values, in a sentence'),
      source_variables: z.array(named),
      computed_variables: z.array(named),
      equivalents: z.array(named),
      keywords: strings,
      code_lists: z.array(z.object({ ...named.shape, confidence: z.string().nullable() })),
    }),
  ),
});

export const test = z.object({
  results: z.array(
    z.object({
      code,
      name: z.string(),
      year,
      place,
      passed: z.boolean(),
      differences: z.array(
        z.object({ keys: texts, column: z.string(), expected: z.string(), actual: z.string(), place }),
      ),
      refusal: z.string().optional(),
    }),
  ),
  untested: z.array(code).describe('indicators that have no test'),
});

export const draftTest = z.object({ code, year, yaml: z.string() });
