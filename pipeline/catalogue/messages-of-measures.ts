/** Problems of measures that count two entities: their codes, what they say, and the way out. */
import { error } from './message.ts';

export const MEASURE_MESSAGES = {
  'over-itself': error(
    ({ code, entity }: { code: string; entity: string }) => `${code} is a density of ${entity} over ${entity} itself.`,
    () => 'name another entity in `over`, or write a `share`, which is of the members of one entity.',
  ),
  'density-by': error(
    ({ code, key, over }: { code: string; key: string; over: string }) =>
      `${code} is a density over every ${over} of an area, so that \`${key}\` cannot restrict or split both.`,
    ({ key }) => `remove \`${key}\`; conditions on who is counted above the line stand in \`where\`.`,
  ),
} as const;
