/** The shape of a source: files, columns, and how delivered values are read. */
import { z } from 'zod';
import { ENCODINGS } from './source.ts';

export const COLUMN_TYPE = /^(TINYINT|SMALLINT|INTEGER|BIGINT|BOOLEAN|DATE|VARCHAR|DECIMAL\((\d{1,2}),(\d)\))$/;

/** Texts that end up in SQL and in files: no line breaks or other control characters. */
const COLUMN_NAME = /^[^\p{Cc}\p{Zl}\p{Zp}]+$/u;
/**
 * Day, month and year, each once, with what stands between them: `DD/MM/YYYY`, `D.M.YYYY`,
 * `YYYYMMDD`; an hour after them is left out.
 */
const DATE_FORMAT = /^(?=[^D]*DD?[^D]*$)(?=[^M]*MM?[^M]*$)(?=[^Y]*Y{4}[^Y]*$)[DMY./ -]+([T ]hh:mm(:ss)?Z?)?$/;

const value = z.union([z.string(), z.number(), z.boolean()]);
const columnName = z.string().regex(COLUMN_NAME, 'a text without line breaks, and not empty');

const column = z
  .strictObject({
    from: columnName.optional().describe('Name of the column in the delivery'),
    type: z
      .string()
      .regex(
        COLUMN_TYPE,
        'one of TINYINT, SMALLINT, INTEGER, BIGINT, BOOLEAN, DATE, VARCHAR, or a DECIMAL such as DECIMAL(12,2)',
      )
      .describe('Logical type: BIGINT, DATE, DECIMAL(12,2) …'),
    format: z
      .string()
      .regex(
        DATE_FORMAT,
        'a date such as DD/MM/YYYY: DD or D, MM or M and YYYY, with . / - or a space between them, and perhaps Thh:mm:ssZ',
      )
      .optional()
      .describe('How dates are written; default: a DATE or YYYY-MM-DD'),
    part: z.enum(['year']).optional().describe('The year of the delivered date'),
    encoding: z.enum(['native', 'yyyymmdd']).optional().describe('yyyymmdd: the same as `format: YYYYMMDD`'),
    constant: value.optional().describe('The value of every row, where the delivery does not have the column'),
    recode: z
      .record(z.string(), value)
      .optional()
      .describe('What delivered values stand for, such as { M: 1, F: 2 }; others are refused'),
    optional: z.boolean().optional().describe('Indicators that need it are skipped where it is not delivered'),
    values: z.array(value).min(1).optional().describe('The domain: other values count as outside'),
    range: z.tuple([z.number(), z.number()]).optional().describe('The domain: from the first to the last number'),
    tolerance: z.number().min(0).max(1).optional().describe('Share that may be outside the domain; default 0.01'),
    modulo: z.int().positive().optional().describe('Take the remainder of the delivered number'),
    in_tests: z.int().optional().describe('The value of the column in tests that omit it; default: empty'),
  })
  .refine(
    (one) => (one.from === undefined) !== (one.constant === undefined),
    'either `from` (a column of the delivery) or `constant`',
  )
  .refine(
    (one) => one.format === undefined || one.type === 'DATE' || one.part !== undefined,
    '`format` on a DATE alone, or with `part`',
  )
  .refine((one) => one.values === undefined || one.range === undefined, 'either `values` or `range`');

export const source = z.strictObject({
  files: columnName.describe(
    'Glob with {year}: below the data root, or a URI such as s3a://bucket/claims/year={year}/*.parquet (docs/how-to/spark.md)',
  ),
  format: z.enum(['parquet', 'csv']).describe('Form of the files'),
  delimiter: z.string().length(1).optional().describe('Of a CSV file; default: a comma'),
  encoding: z.enum(ENCODINGS).optional().describe('Of a CSV file; default: utf-8'),
  decimal: z.enum(['.', ',']).optional().describe('Decimal sign of numbers written as text; default: a point'),
  thousands: z.string().length(1).optional().describe('What stands between thousands of numbers written as text'),
  nulls: z.array(z.string()).optional().describe('Texts that stand for nothing, beside empty ones'),
  optional: z.boolean().optional().describe('Indicators that read it are skipped where it is not delivered'),
  code: z.string().optional().describe('The column of the nomenclature code, where rows are events'),
  date: z.string().optional().describe('The column of the date of service, where rows are events'),
  year: z.string().optional().describe('The column of the year, where one file holds several'),
  sender: z.string().optional().describe('The column of the sender of a row'),
  columns: z
    .record(z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,62}$/, 'a name'), column)
    .describe('What its columns are called here, and how they are delivered'),
  labels: z
    .record(z.string(), z.record(z.string(), z.string().min(1)))
    .optional()
    .describe('What the data dictionary of the delivery calls its columns'),
});
