/** Problems of disclosure policies: their codes, what they say, and the way out. */
import { error } from './message.ts';

export const POLICY_MESSAGES = {
  'no-policy': error(
    ({ entity }: { entity: string }) => `\`disclosure\` has no policy for ${entity}, which indicators count.`,
    ({ entity }) =>
      `add \`${entity}: { threshold: 5 }\` to suppress cells of 1 to 4 persons, or \`${entity}: none\` where nobody has to be protected.`,
  ),
} as const;
