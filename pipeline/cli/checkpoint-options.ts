/** What the options on checkpoints mean for a run. */
import { type CheckpointPolicy, DEFAULT_CHECKPOINTS } from '../run/index.ts';

/** What a user chooses about checkpoints. */
export interface CheckpointChoices {
  readonly checkpoint?: boolean;
  readonly checkpointLimit?: number;
}

/** The policy that the options ask for. */
export function checkpointsOf({ checkpoint, checkpointLimit }: CheckpointChoices): CheckpointPolicy | false {
  if (checkpoint === false) return false;
  return { ...DEFAULT_CHECKPOINTS, ...(checkpointLimit !== undefined && { limit: checkpointLimit }) };
}
