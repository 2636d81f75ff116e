/**
 * The closed vocabulary of `indicators.yaml`: shapes and types; what names refer to is the binder's
 * business.
 */
import { z } from 'zod';
import { LEVELS } from './catalogue.ts';
import { GATE_KINDS } from './gates/index.ts';
import { INVARIANT_KINDS } from './invariants/index.ts';
import { MEASURE_KINDS } from './measures/index.ts';
import { columnCondition, groupKeys, memberKeys } from './schema-of-dimension.ts';
import { policy } from './schema-of-policy.ts';
import { publisher } from './schema-of-publisher.ts';
import { source } from './schema-of-source.ts';
import { followedBy, fromMonth, measureKeys, windowKeys } from './schema-of-window.ts';

/** Names become tables, columns and files, so they are held to letters, digits and underscores. */
export const NAME = /^[A-Za-z][A-Za-z0-9_]{0,62}$/;
export const INDICATOR_CODE = /^(cube|stat)_[0-9A-Za-z]{1,8}_[0-9A-Za-z]{1,8}$/;

/** Texts that end up in SQL and in files: no line breaks or other control characters. */
const COLUMN_NAME = /^[^\p{Cc}\p{Zl}\p{Zp}]+$/u;

const name = z.string().regex(NAME, 'a name: letters, digits and underscores, beginning with a letter');
const referenceFile = z.string().regex(/^(?!\/)(?!.*\.\.)[^\p{Cc}\\]+$/u, 'a path below data/reference');
const year = z.int().min(1990).max(2100);
const texts = z.record(z.string(), z.string().min(1)).describe('One text per language');
const level = z.enum(LEVELS);
const namedTexts = z.record(name, texts).optional();
/** A text of its own, or the name of one that is declared once. */
const textsOrName = z.union([z.string().describe('Name of a shared text'), texts]);

const check = z.strictObject({
  severity: z
    .enum(['error', 'warning'])
    .optional()
    .describe('Whether a violation ends the run or is reported alone; default: that of the check'),
  tolerance: z.number().min(0).max(1).optional().describe('Share of the examined rows that may violate the check'),
});

const entity = z.strictObject({
  label: texts,
  relation: name.describe('SQL file in sql/relations with a row per member and year'),
  key: name.describe('The column that identifies members, in the relation and in the sources'),
  attributes: z
    .record(
      name,
      z.strictObject({
        label: texts,
        relation: name.optional().describe('SQL file in sql/relations that has it; default: that of the members'),
        column: name.optional().describe('Column of the whole number; default: the name of the attribute'),
      }),
    )
    .optional()
    .describe('Whole numbers known of members that a population can be restricted by, beside dimensions: age'),
  outsiders: z.enum(['left_out', 'country_only']).describe('Members in the facts that the relation does not have'),
});

const codeList = z.strictObject({
  label: texts,
  file: referenceFile.describe('CSV below data/reference'),
  code: z.string().optional().describe('Column of the code; default `code`'),
  texts: z
    .boolean()
    .optional()
    .describe('Codes are texts, for conditions on a column of text; `J01*` is every code that begins with J01'),
  where: z
    .record(z.string(), z.array(z.string()).min(1))
    .optional()
    .describe('Keep the rows whose column has one of these values'),
});

const dimension = z.union([
  z.strictObject({ label: texts, ...memberKeys }),
  z.strictObject({ label: texts, ...groupKeys }),
]);

const parameter = z.strictObject({
  label: texts,
  file: referenceFile.describe('CSV below data/reference with a column `year`'),
  value: z.string().describe('Column of the value'),
  by: z.string().describe('Column of the group'),
});

const standardPopulation = z.strictObject({
  label: texts,
  file: referenceFile.describe('CSV below data/reference; rows of one member are summed'),
  dimension: z.string().describe('The dimension whose members are weighted'),
  member: z.string().describe('Column of the member'),
  weight: z.string().describe('Column of the weight, a whole number'),
});

const collectedVariable = z.strictObject({
  label: texts,
  entity: z.string().describe('Whose variable it is: one value for each member and year'),
  from: z.string().describe('The source whose rows are summed'),
  value: z
    .strictObject({
      sum: z.string().optional().describe('The column that is summed, net of corrections'),
      since: z
        .string()
        .optional()
        .describe('With `sum` of a date: the days from this other date to it are summed, nights'),
      first_day: z
        .string()
        .optional()
        .describe('The column of the date whose first is taken, in days since 1970-01-01; corrections left out'),
      by: z.string().optional().describe('Sum apart by this column'),
      keep: z
        .enum(['largest', 'count'])
        .optional()
        .describe('What becomes of the parts: the largest is the value, or how many have a sum of at least 1'),
      at_least: z
        .number()
        .positive()
        .optional()
        .describe('With `keep: count`: only parts whose sum is this or more; an amount in euro'),
      followed_by: followedBy.optional().describe('With `sum`: only rows that another one follows within some days'),
    })
    .describe('How the rows of a member become one whole number'),
  published: z.boolean().optional().describe('The agency publishes a variable of this name: sheets name it as source'),
  codes: z.string().optional().describe('Only rows with a code of this list, valid on the date of service'),
  from_month: fromMonth.optional(),
  where: z.record(z.string(), columnCondition).optional().describe('Only rows whose columns meet all conditions'),
});

const relationVariable = z.strictObject({
  label: texts,
  entity: z.string().describe('Whose variable it is: one value for each member and year'),
  relation: name.describe('SQL file in sql/relations with a row per member: its key, and the value'),
  column: z.string().optional().describe('Column of the value; default `value`'),
  scale: z.int().min(0).max(9).optional().describe('A fraction is held as a whole number, times ten to this'),
});

const measure = z.strictObject({
  ...Object.fromEntries(MEASURE_KINDS.map((kind) => [kind.name, kind.schema.optional()])),
  ...measureKeys,
  per: z.number().positive().describe('The value is numerator / denominator x per; an amount is in euro'),
});

const vintage = z.union([year, z.literal('reference_year')]);

const table = z
  .string()
  .describe('A line of column names, then a line for each row; cells two spaces apart, `-` = empty');

const test = z.strictObject({
  name: z
    .string()
    .regex(COLUMN_NAME, 'a text without line breaks, and not empty')
    .describe('What it shows, in a sentence'),
  year: year.describe('The reference year'),
  vintage: vintage.optional().describe('The municipal map, where it is not that of the catalogue'),
  claims: table.optional(),
  population: table.optional(),
  practitioner: table.optional(),
  pharmacy: table.optional(),
  hospital_stay: table.optional(),
  expect: table.describe('Cells of the cube, and the figures that they must have; other cells are not compared'),
});

const formerCode = z.string().regex(INDICATOR_CODE, 'the code of an indicator');

const indicator = z.strictObject({
  title: texts,
  description: texts,
  unit: textsOrName.describe('A name under `units`, or texts'),
  remarks: z.array(textsOrName).optional().describe('Names under `remarks`, or texts'),
  keywords: z.array(z.string()).optional().describe('Names under `keywords`'),
  related: z.array(z.string()).optional().describe('Equivalent indicators of the sheet that no rule finds'),
  replaces: z
    .union([formerCode, z.array(formerCode).min(1)])
    .optional()
    .describe(
      'The code or codes under which its figures were published before, newest first: their history is carried on',
    ),
  status: z
    .enum(['sheet', 'interpreted', 'ours', 'example'])
    .optional()
    .describe(
      'Who defines it: a published sheet, our interpretation of a name that a sheet gives, or ourselves (without it); example: codes are not sourced, released only where it is named',
    ),
  released: z.literal(false).optional().describe('false: it is computed like any other, and in no release'),
  measure: measure.describe('How the figure is computed: one kind, and per'),
  intervals: z.boolean().optional().describe('95 % intervals, by the method of the kind of measure'),
  standardise: z.string().optional().describe('A standard population: a value as if every area were composed like it'),
  dimensions: z.array(z.string()).optional().describe('What it is broken down by, beside area and year'),
  smallest_level: level.describe('It has figures at this level and all above'),
  available_from: year.describe('The first reference year'),
  levels_from: z.partialRecord(level, year).optional().describe('Levels available later than the indicator'),
  schedule: z
    .strictObject({
      refresh: z.enum(['Q1', 'Q2', 'Q3', 'Q4']).describe('The quarter in which a year is published'),
      lag_years: z.int().min(0).max(10).describe('Years between the reference year and that quarter'),
    })
    .describe('When a reference year is due'),
  metadata_date: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, 'a date as YYYY-MM-DD')
    .refine(isDate, 'a day that exists')
    .describe('The day of the last change of its definition'),
  interpretations: z
    .array(textsOrName)
    .optional()
    .describe(
      'Where the sheet is silent or contradicts itself: the interpretation, and why (names under `interpretations`, or texts)',
    ),
  tests: z.array(test).optional().describe('Worked examples: tiny tables in, expected cells out (`cubes test`)'),
});

const invariant = z.strictObject({
  label: texts,
  ...Object.fromEntries(INVARIANT_KINDS.map((kind) => [kind.name, kind.schema.optional()])),
});

const gate = z.strictObject({
  label: texts,
  accepted: z
    .array(
      z.strictObject({
        of: z.string().describe('A source or an indicator'),
        year: year.describe('The reference year'),
        reason: z.string().min(1).describe('Why the figures are right nevertheless'),
      }),
    )
    .optional()
    .describe('Failures that are known and accepted; every manifest reports them'),
  ...Object.fromEntries(GATE_KINDS.map((kind) => [kind.name, kind.schema.optional()])),
});

/** Whether a text of the form YYYY-MM-DD is a day; other texts are reported by their form. */
function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !/^\d{4}-\d{2}-\d{2}$/.test(text) || (!Number.isNaN(date.getTime()) && date.toISOString().startsWith(text));
}

export const catalogueSchema = z.strictObject({
  vintage: vintage
    .default(2025)
    .describe(
      'The municipal map that figures are expressed on: a year (its 31 December), or each reference year its own',
    ),
  languages: z
    .array(z.string().regex(/^[a-z]{2}$/, 'two small letters, such as fr'))
    .min(1)
    .describe('Languages that every text is written in'),
  publisher: publisher.optional().describe('Who publishes the figures; without it, no publisher is named'),
  sources: z.record(name, source).describe('What is delivered: files, and their columns'),
  checks: z.record(z.string(), check).optional().describe('Data checks of sql/checks that differ from their defaults'),
  entities: z.record(name, entity).describe('Who is counted'),
  dimensions: z.record(name, dimension).describe('What figures can be broken down by'),
  code_lists: z.record(name, codeList).describe('Dated lists of codes'),
  exclusive: z
    .record(name, z.array(z.string()).min(2))
    .optional()
    .describe('Code lists that exclude each other: on any day, a code is in one of them at most'),
  parameters: z.record(name, parameter).optional().describe('Published values by year and group, for conditions'),
  standard_populations: z
    .record(name, standardPopulation)
    .optional()
    .describe('Weights of the members of a dimension, for standardised values'),
  variables: z
    .record(name, z.union([collectedVariable, relationVariable, z.strictObject({ label: texts, ...windowKeys })]))
    .describe('One whole number for each member of an entity and year'),
  units: namedTexts.describe('Units of indicators'),
  keywords: namedTexts.describe('Keywords of indicators'),
  remarks: namedTexts.describe('Remarks that several sheets share'),
  interpretations: namedTexts.describe('Interpretations that several indicators share'),
  indicators: z.record(z.string().regex(INDICATOR_CODE), indicator).describe('The figures, by code'),
  invariants: z.record(name, invariant).optional().describe('What must hold between figures'),
  gates: z.record(name, gate).optional().describe('Comparisons that figures must pass before they are published'),
  disclosure: z
    .record(name, policy)
    .optional()
    .describe('How figures on each entity are protected; without it nothing is published'),
  releases: z
    .strictObject({ keep: z.int().min(2).max(1000).describe('How many are kept, the current one among them') })
    .optional()
    .describe('Without it every release is kept'),
  site: z
    .strictObject({ out: z.string().min(1).describe('Folder of the atlas, below the data root or absolute') })
    .optional()
    .describe('Every refresh that releases draws the atlas there; default: the folder of --site'),
});

export type CatalogueDocument = z.infer<typeof catalogueSchema>;
