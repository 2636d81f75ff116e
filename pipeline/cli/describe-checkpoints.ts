/** The options of commands that keep checkpoints, and `cubes clean`. */
import type { Command } from 'commander';
import { readBytes } from './options.ts';

/** Describes the options and gives the command back. */
export function withCheckpoints(command: Command): Command {
  return command
    .option(
      '--no-checkpoint',
      'read and keep no checkpoints: collect everything from the claims; the cubes are the same',
    )
    .option(
      '--checkpoint-limit <size>',
      'what all checkpoints may take on disk, such as 5GB (default: 20GB); the least recently used are removed',
      readBytes,
    );
}

/** Describes `cubes clean` and gives it back. */
export function describeClean(command: Command): Command {
  return command
    .description('remove the checkpoints of the data root: the next run collects everything from the claims')
    .option('--json', 'what was removed, as JSON');
}
