/** The shape of a policy of disclosure (docs/explanation/disclosure.md). */
import { z } from 'zod';
import { METHOD_NAMES, methodNamed, methodTaking } from './methods/index.ts';

/**
 * A cell of the country stands for more than one of a sector; a municipality can do without its
 * total sooner than without its ages.
 */
const LEVEL_COSTS = { country: 1000, region: 300, province: 100, arrondissement: 30, municipality: 10, sector: 1 };
const TOTAL_COST = 0.8;
/**
 * Everybody reads the totals of the country, its regions and provinces: they are suppressed only
 * where nothing else protects.
 */
const HEADLINE_COST = 100;
const costOf = (level: keyof typeof LEVEL_COSTS) =>
  z
    .number()
    .positive()
    .default(LEVEL_COSTS[level])
    .describe('What suppressing a cell there costs, beside other levels');
const costOfLevels = {
  country: costOf('country'),
  region: costOf('region'),
  province: costOf('province'),
  arrondissement: costOf('arrondissement'),
  municipality: costOf('municipality'),
  sector: costOf('sector'),
};

/** What a release may leave out everywhere; what goes with a value. */
const WITHHELD = ['numerator', 'value', 'intervals', 'standardised'] as const;
const BESIDE_VALUE = ['intervals', 'standardised'] as const;

const NESTED_DIFFERENCES = ['protect', 'report', 'ignore'] as const;

export const policy = z.union([
  z.literal('none').describe('Nobody has to be protected'),
  z
    .strictObject({
      threshold: z
        .int()
        .min(2)
        .max(1000)
        .describe('Cells of 1 to threshold - 1 persons are sensitive; those of nobody are not'),
      method: z
        .enum(METHOD_NAMES)
        .default('linked')
        .describe(
          '`primary` suppresses sensitive cells alone; `linked` also what would disclose them in all cubes of a year; `rounding` rounds all figures; `cell_key` perturbs them',
        ),
      base: z.int().min(2).max(1000).optional().describe('For `rounding`: figures are multiples of it'),
      noise: z.int().min(1).max(1000).optional().describe('For `cell_key`: counts are changed by at most this'),
      complements: z
        .boolean()
        .default(false)
        .describe('Cells are sensitive also where all but 1 to threshold - 1 of the denominator are counted'),
      denominators: z.boolean().default(true).describe('Cells are sensitive also where their denominator is'),
      gaps: z.boolean().default(true).describe('Persons whose area or group is unknown are protected like a cell'),
      nested_differences: z
        .enum(NESTED_DIFFERENCES)
        .optional()
        .describe(
          'Two counts that are shown, of which one contains the other by definition, and that differ by a sensitive count: suppress one of them, count them, or neither; without it `protect` for `method: linked`, else `report`',
        ),
      distinguish_primary: z
        .boolean()
        .default(true)
        .describe('Whether `conf_status` distinguishes sensitive cells (A) from other suppressed cells (D)'),
      width: z
        .int()
        .min(1)
        .max(1000)
        .default(1)
        .describe('The smallest width of the feasibility interval of a sensitive cell'),
      dominance: z
        .strictObject({
          contributors: z.int().min(1).max(100).describe('How many of the largest'),
          share: z.number().gt(0).lt(1).describe('Share of the total, between 0 and 1'),
        })
        .nullable()
        .default(null)
        .describe('Cells of totals are sensitive also where the largest contributors make more than a share'),
      percentiles: z
        .strictObject({
          members: z.int().min(10).max(1000).describe('How many members a percentile is shown of at least'),
          beyond: z.int().min(5).max(1000).describe('How many of them lie beyond it on each side, by rank, at least'),
        })
        .optional()
        .describe('Of how many members a percentile is shown; without it ten, of whom five lie on each side'),
      withhold: z
        .array(z.enum(WITHHELD))
        .default([])
        .refine((columns) => !columns.includes('value') || BESIDE_VALUE.every((name) => columns.includes(name)), {
          error: 'intervals and standardised values disclose the value: withhold them with it',
        })
        .refine((columns) => !columns.includes('value') || !columns.includes('numerator'), {
          error: 'without numerator and value nothing is left of an indicator',
        })
        .describe('Figures that no cell of a release shows'),
      sparse: z
        .number()
        .gt(0)
        .max(1)
        .default(0.45)
        .describe('A level with the dimensions shown, of which a larger share of cells is sensitive, is withheld'),
      costs: z
        .strictObject({
          levels: z.strictObject(costOfLevels).describe('By level of the area'),
          total: z.number().positive().default(TOTAL_COST).describe('Times this where every dimension is at its total'),
          headlines: z
            .number()
            .positive()
            .default(HEADLINE_COST)
            .describe('Instead of `total`, in the country, a region or a province'),
        })
        .default(() => ({ levels: LEVEL_COSTS, total: TOTAL_COST, headlines: HEADLINE_COST }))
        .describe('What suppressing a cell costs; the cheapest are suppressed'),
    })
    .refine(
      ({ method, complements, dominance, width }) =>
        methodNamed(method).isLinked || !(complements || dominance || width > 1),
      {
        error: 'complements, dominance and width are for `method: linked`',
      },
    )
    .refine(({ method, base }) => (method === methodTaking('base')) === (base !== undefined), {
      error: `there for \`method: ${methodTaking('base')}\`, and only then: what figures are multiples of, for example 5`,
      path: ['base'],
    })
    .refine(({ method, noise }) => (method === methodTaking('noise')) === (noise !== undefined), {
      error: `there for \`method: ${methodTaking('noise')}\`, and only then: by how much counts are changed at most, for example 3`,
      path: ['noise'],
    })
    .refine(({ threshold, base }) => base === undefined || base >= threshold, {
      error: 'at least the threshold, as a smaller base would show sensitive cells as they are',
      path: ['base'],
    }),
]);
