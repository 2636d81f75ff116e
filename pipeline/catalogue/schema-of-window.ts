/** The shapes of what is put together from several years. */
import { z } from 'zod';
import { populationSchema } from './measures/measure-kind.ts';
import { TAKES } from './variable.ts';

/** Of a variable over several years, beside its label. */
export const windowKeys = {
  over: z.string().describe('The variable whose values of several years are put together'),
  years: z
    .int()
    .min(1)
    .max(20)
    .describe('How many: the reference year and those before it; with `take: new`, those before it'),
  take: z
    .enum(TAKES)
    .describe('In how many years it is enough, their sum, or the value of those who had none in the years before'),
  at_least: z.number().positive().optional().describe('A year counts from this value on; default 1; an amount in euro'),
};

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
