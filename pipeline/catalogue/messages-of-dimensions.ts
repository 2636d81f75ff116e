/** Problems of dimensions of the event: their codes, what they say, and the way out. */
import { error } from './message.ts';

export const DIMENSION_MESSAGES = {
  'two-event-dimensions': error(
    ({ code, dimensions }: { code: string; dimensions: readonly string[] }) =>
      `${code} is broken down by ${dimensions.join(' and ')}, which both group claims.`,
    () => 'keep one of them, or declare a dimension whose members have the conditions of both.',
  ),
  'event-dimension': error(
    ({ code, dimension, reason }: { code: string; dimension: string; reason: string }) =>
      `${code} is broken down by ${dimension}, which groups claims, but ${reason}.`,
    ({ dimension }) =>
      `remove ${dimension}, or measure a share, rate, mean, ratio or count of variables that sum rows of its source.`,
  ),
} as const;
