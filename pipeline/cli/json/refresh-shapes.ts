/** What `refresh`, with or without `--dry-run` and `--diff`, and `diff` print. */
import { z } from 'zod';
import { code, deliveryGate, gate, item, level, stage, texts, year } from './common-shapes.ts';

const refreshItem = z.object({
  ...item,
  cause: z.enum(['due', 'missed', 'published']),
  action: z.enum(['compute', 'reuse', 'up to date', 'skipped', 'blocked']),
  why: z.string(),
});

export const refresh = z.object({
  version: z.literal(2),
  quarter: z.string(),
  release: z.string().nullable().describe('null where nothing was published'),
  before: z.string().nullable(),
  items: z.array(refreshItem),
  gates: z.array(gate),
  previouslyDisclosed: z
    .array(z.object({ entity: z.string(), year, cells: z.int() }))
    .describe('sensitive cells that earlier releases already disclosed'),
  suppression: z
    .array(
      z.object({
        entity: z.string(),
        year,
        levels: z.array(
          z.object({
            level,
            cells: z.int(),
            sensitive: z.int().describe('marked as sensitive (A)'),
            secondary: z.int().describe('others that are suppressed in margins that are shown (D)'),
            withheld: z.int().describe('cells of withheld margins'),
          }),
        ),
        withheld: z
          .array(z.object({ level, dimensions: z.array(z.string()).describe('those that are not at their total') }))
          .describe('margins of which nothing is shown; all finer ones are withheld with them'),
        derivable: z
          .int()
          .nullable()
          .describe(
            'suppressed figures that can be derived from published ones; their row stays suppressed because of another figure',
          ),
      }),
    )
    .describe('of the years that were published'),
  withheldRevisions: z
    .array(z.object({ ...item, why: z.string() }))
    .describe('revisions that are not published, as they would disclose sensitive cells'),
  nestedDifferences: z
    .array(z.object({ entity: z.string(), year, examined: z.int(), disclosed: z.int(), everybody: z.int() }))
    .describe('what shown counts disclose of the few in one and not in the other, unless the policy ignores it'),
  run: z.string().nullable(),
  seconds: z.number(),
});

export const refreshDryRun = z.object({
  quarter: z.string(),
  items: z.array(refreshItem),
  not_due: z.array(z.object({ code, why: z.string() })),
  stages: z.array(stage).describe('what would be done, in order; nothing where nothing is to be published'),
  next: z
    .object({
      added: z.array(z.object(item)),
      again: z.array(z.object(item)).describe('published, and computed again'),
      carried: z.array(z.object(item)).describe('published, and as they were'),
      renamed: z.array(z.object({ code, formerly: code })),
      withdrawn: z.array(
        z.object({
          code,
          what: z.enum(['indicator', 'year', 'level', 'dimension', 'member']),
          name: z.string().nullable(),
          years: z.array(year),
        }),
      ),
    })
    .nullable()
    .describe('what the next release would be made of; null where there would be none'),
  problems: z.array(z.string()).describe('what a run would refuse of the delivery that would be computed from'),
  gates: z
    .array(deliveryGate)
    .describe('data checks and gates that need no new figure: of the delivery, and of what would be withdrawn'),
});

export const diff = z.object({
  version: z.literal(1),
  from: z.string(),
  to: z.string(),
  added: z.array(z.object(item)),
  removed: z.array(z.object(item)),
  columns: z.array(z.object({ ...item, added: z.array(z.string()), removed: z.array(z.string()) })),
  figures: z.array(
    z.object({
      ...item,
      level: z.string(),
      cells: z.int(),
      changed: z.int(),
      added: z.int(),
      removed: z.int(),
      largest: z.object({ cell: texts, before: z.number(), after: z.number() }).nullable(),
    }),
  ),
  unchanged: z.int(),
});

export const refreshDiff = z.object({
  quarter: z.string(),
  items: z.array(refreshItem),
  gates: z.array(gate),
  release: z
    .object({
      diff: diff.describe('against the current release'),
      withheldRevisions: z.array(z.object({ ...item, why: z.string() })),
    })
    .nullable()
    .describe('null where nothing would be released'),
});
