/** Problems of what is put together from several years. */
import { error } from './message.ts';

export const WINDOW_MESSAGES = {
  'window-over': error(
    ({ variable, over, reason }: { variable: string; over: string; reason: string }) =>
      `${variable} puts years of ${over} together, which ${reason}.`,
    () => 'name a variable that sums a column of a source: one value for each member and year.',
  ),
  'window-span': error(
    ({ variable, reason }: { variable: string; reason: string }) => `${variable} ${reason}.`,
    () => 'write `years: 3`, or `days: 365` with `take: new`.',
  ),
  'followed-by': error(
    ({ variable, reason }: { variable: string; reason: string }) =>
      `${variable} counts what another event follows, but ${reason}.`,
    () => 'sum a column of a source that declares its `date`, without `by`, `since` and `from_month`.',
  ),
  'window-bound': error(
    ({ variable }: { variable: string }) =>
      `${variable} adds years up, so no year has to be enough: \`at_least\` has no effect.`,
    () => 'remove it, or write `take: years`.',
  ),
  'period-of-parts': error(
    ({ variable }: { variable: string }) =>
      `${variable} has no sum of its own, so its months of two years cannot be added up.`,
    () => 'remove `from_month`, or sum a column without `by`.',
  ),
  'period-without-date': error(
    ({ variable, source }: { variable: string; source: string }) =>
      `${variable} begins in a month, but ${source} does not declare which column holds the date.`,
    ({ source }) => `add \`date: COLUMN\` to ${source}, or remove \`from_month\`.`,
  ),
  'present-without-window': error(
    ({ code }: { code: string }) =>
      `the population of ${code} asks who was there in every year, but no variable of ${code} reads several years.`,
    () => 'remove `present`, or name a variable with `over` and `years`.',
  ),
  'present-form': error(
    ({ code }: { code: string }) => `\`present\` of the population of ${code} can only be \`every_year\`.`,
    () => 'write `present: every_year`, or remove it.',
  ),
  'pooled-measure': error(
    ({ code, reason }: { code: string; reason: string }) => `${code} adds up several years, but ${reason}.`,
    () => 'remove `pooled_years`, or measure a share, a rate, a mean or a ratio with bounds that are numbers.',
  ),
} as const;
