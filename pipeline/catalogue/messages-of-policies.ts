/** Problems of disclosure policies: their codes, what they say, and the way out. */
import { error } from './message.ts';

export const POLICY_MESSAGES = {
  'no-policy': error(
    ({ entity }: { entity: string }) => `\`disclosure\` says nothing of ${entity}, which indicators count.`,
    ({ entity }) =>
      `add \`${entity}: { threshold: 5 }\` to mask cells of 1 to 4, or \`${entity}: none\` where nobody has to be protected.`,
  ),
} as const;
