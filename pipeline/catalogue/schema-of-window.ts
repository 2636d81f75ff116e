/** The shapes of what is put together from several years. */
import { z } from 'zod';
import { populationSchema } from './measures/measure-kind.ts';
import { TAKES } from './variable.ts';

/** What a condition may ask of a column of numbers. */
export const numberCondition = z.union([
  z.strictObject({ equals: z.int().describe('This value') }),
  z.strictObject({ differs_from: z.int().describe('Any other value, a missing one included') }),
  z.strictObject({ between: z.tuple([z.int(), z.int()]).describe('From the first to the last, both included') }),
]);

/** Of a variable over several years, beside its label. */
export const windowKeys = {
  over: z.string().describe('The variable whose values of several years are put together'),
  years: z
    .int()
    .min(1)
    .max(20)
    .optional()
    .describe('How many: the reference year and those before it; with `take: new`, those before it'),
  days: z
    .int()
    .min(1)
    .max(1830)
    .optional()
    .describe('Instead of years, with `take: new`: days before the first event of the reference year'),
  take: z
    .enum(TAKES)
    .describe('In how many years it is enough, their sum, or the value of those who had none in the years before'),
  at_least: z
    .number()
    .positive()
    .optional()
    .describe('A year, or a day, counts from this value on; default 1; an amount in euro'),
};

/** Of a value: only what is followed by another event of the same member. */
export const followedBy = z.strictObject({
  begins: z.string().describe('The date on which what follows begins, a day or more after the date of the source'),
  within_days: z.int().min(1).max(365).describe('So many days after the date of the source at most'),
  where: z
    .record(z.string(), numberCondition)
    .optional()
    .describe('Only what follows whose columns meet all conditions; those of the variable are not asked of it'),
});

export const fromMonth = z
  .int()
  .min(2)
  .max(12)
  .describe('Twelve months from this one on instead of the calendar year: 7 is 1 July to 30 June of the next year');

const pooledYears = z
  .int()
  .min(2)
  .max(10)
  .describe('Numerator and denominator are added up over so many years, the reference year the last');

/** Of a measure, beside its kind: who is counted, and over how many years. */
export const measureKeys = { population: populationSchema.optional(), pooled_years: pooledYears.optional() };
