/**
 * Checkpoints of a run: which of them a year reads, and what is kept of what it collects. What they
 * hold of a delivery's persons stays in the work folder.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkpointSteps, storedPassOf, type YearPlan } from '../plan/index.ts';
import {
  type InputCache,
  listCheckpoints,
  pruneCheckpoints,
  putCheckpoint,
  removeCheckpoint,
  removeStaleCheckpoints,
  touchCheckpoint,
} from '../store/index.ts';
import { type Content, hashDelivery, matchCheckpoints, type Situation, yearOf } from './checkpoint-match.ts';
import { isUnchanged } from './inputs.ts';
import type { InputFile } from './manifest.ts';

export interface CheckpointContext extends Omit<Situation, 'found' | 'filesOf'> {
  readonly dataRoot: string;
  readonly staging: string;
  readonly hashed: readonly InputFile[];
  readonly cache: InputCache;
}

/** The checkpoints of one run. */
export interface Checkpoints {
  /** The year with what is read from checkpoints and what is written to them. */
  readonly plan: (year: YearPlan, packing: boolean) => YearPlan;
  /** Whether the year reads a source that is large enough for keeping what comes of it. */
  readonly isLarge: (year: YearPlan) => boolean;
  /** Puts what the year has written in place, unless the delivery has changed meanwhile. */
  readonly keep: (planned: YearPlan, packing: boolean) => void;
}

/**
 * Opens the checkpoints of a data root. Those of a delivery that has changed since are removed, of
 * whatever year: delivered files that were touched are read for it.
 */
export async function openCheckpoints(context: CheckpointContext, signal?: AbortSignal): Promise<Checkpoints> {
  const { catalogue, dataRoot, hashed, policy, cache, staging } = context;
  await removeOfEarlierDeliveries(context, signal);
  const filesOf = (year: number, source: string) =>
    hashed.filter((file) => file.year === year && file.source === source);
  // A year that reads another one begins once that one is kept.
  let found = listCheckpoints<Content>(dataRoot);
  const { use, passContent, relationContent } = matchCheckpoints({ ...context, found: () => found, filesOf });
  const used = new Set<string>();
  return {
    plan: (year, packing) => {
      const planned = checkpointSteps(catalogue, year, use(year, packing));
      for (const step of planned.computation)
        if (step.kind === 'checkpoint') mkdirSync(stagedAt(staging, step.id), { recursive: true, mode: 0o700 });
      return planned;
    },
    isLarge: ({ year, sources }) =>
      sources.some((source) => (context.sizes.get(year)?.[source]?.rows ?? 0) >= policy.leastRows),
    keep: (planned, packing) => {
      for (const step of planned.computation) {
        if (step.kind === 'collect' && step.stored !== undefined) used.add(step.stored.id);
        if (step.kind === 'relation' && step.stored !== undefined) used.add(step.stored);
        if (step.kind !== 'checkpoint' || (step.partition?.index ?? 0) > 0) continue;
        const { id, collect } = step;
        const year = yearOf(planned, collect ?? step);
        const content =
          collect === undefined
            ? relationContent({ year, mapDate: planned.mapDate }, step.relation ?? step.table)
            : passContent(year, storedPassOf(catalogue, collect, packing, id));
        const files = content.sources.flatMap((source) => filesOf(year, source));
        if (!isUnchanged(files, dataRoot, cache)) continue;
        const inputs = files.map(({ path, sha256 }) => ({ path, sha256 }));
        putCheckpoint(dataRoot, stagedAt(staging, id), { id, inputs, content });
        used.add(id);
      }
      for (const id of used) touchCheckpoint(dataRoot, id);
      pruneCheckpoints(dataRoot, policy.limit, used);
      found = listCheckpoints<Content>(dataRoot);
    },
  };
}

/** The place that statements write checkpoints to. */
export function stagedCheckpoints(staging: string): string {
  return join(staging, 'checkpoints');
}

function stagedAt(staging: string, id: string): string {
  return join(stagedCheckpoints(staging), id);
}

async function removeOfEarlierDeliveries({ dataRoot, hashed, cache }: CheckpointContext, signal?: AbortSignal) {
  for (const { inputs } of listCheckpoints(dataRoot))
    for (const { path } of inputs) {
      const file = join(dataRoot, path);
      if (existsSync(file)) await cache.hash(file, signal);
    }
  cache.save();
  removeStaleCheckpoints(dataRoot);
  // A file that was added leaves the others as they were.
  for (const { id, content } of listCheckpoints<Content>(dataRoot)) {
    const files = content.sources.map((name) =>
      hashed.filter(({ year, source }) => year === content.year && source === name),
    );
    const isRead = files.every((of) => of.length > 0);
    if (isRead && hashDelivery(files) !== content.delivery) removeCheckpoint(dataRoot, id);
  }
}
