/**
 * Checkpoints of a run: which of them a year may read, and what is kept of what it collects. What
 * they hold of a delivery's persons stays in the work folder.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { hashValue } from '../base/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { Engine } from '../engine/index.ts';
import {
  type CheckpointUse,
  checkpointSteps,
  definitionOf,
  type Sizes,
  type StoredPass,
  storedPassOf,
  type YearPlan,
} from '../plan/index.ts';
import {
  type Checkpoint,
  type InputCache,
  listCheckpoints,
  pruneCheckpoints,
  putCheckpoint,
  removeCheckpoint,
  touchCheckpoint,
} from '../store/index.ts';
import { isUnchanged } from './inputs.ts';
import type { InputFile } from './manifest.ts';

export interface CheckpointPolicy {
  /** Bytes that all checkpoints of a data root may take; the least recently used go first. */
  readonly limit: number;
  /** A source with fewer rows in a year is read anew: that is no slower. */
  readonly leastRows: number;
}

export const DEFAULT_CHECKPOINTS: CheckpointPolicy = { limit: 20e9, leastRows: 100_000 };

/** What a checkpoint says of itself: all that it was made from but for the delivered files. */
interface Content {
  readonly year: number;
  readonly engine: string;
  /** Hash of the contents of all files of the source and year. */
  readonly delivery: string;
  /** By variable, the hash of its definition. */
  readonly definitions: Readonly<Record<string, string>>;
  readonly pass: StoredPass;
}

export interface CheckpointContext {
  readonly catalogue: Catalogue;
  readonly engine: Pick<Engine, 'name' | 'version'>;
  readonly dataRoot: string;
  readonly staging: string;
  readonly policy: CheckpointPolicy;
  readonly hashed: readonly InputFile[];
  readonly sizes: ReadonlyMap<number, Sizes>;
  readonly cache: InputCache;
}

/** The checkpoints of one run. */
export interface Checkpoints {
  /** The year with what is read from checkpoints and what is written to them. */
  readonly plan: (year: YearPlan, packing: boolean) => YearPlan;
  /** Puts what the year has written in place, unless the delivery has changed meanwhile. */
  readonly keep: (planned: YearPlan, packing: boolean) => void;
}

/** Opens the checkpoints of a data root; those of an earlier delivery of these years are removed. */
export function openCheckpoints(context: CheckpointContext): Checkpoints {
  const { catalogue, dataRoot, hashed, policy, cache } = context;
  const engine = `${context.engine.name} ${context.engine.version}`;
  const definitions = new Map<string, string>();
  const definition = (variable: string): string => {
    const known = definitions.get(variable) ?? definitionOf(catalogue, variable);
    definitions.set(variable, known);
    return known;
  };
  const filesOf = (year: number, source: string) =>
    hashed.filter((file) => file.year === year && file.source === source);
  const deliveryOf = (year: number, source: string): string =>
    hashValue(
      filesOf(year, source)
        .map(({ sha256 }) => sha256)
        .sort(),
    );
  const found = listCheckpoints<Content>(dataRoot).filter(({ id, content: { year, delivery, pass } }) => {
    if (filesOf(year, pass.source).length === 0 || deliveryOf(year, pass.source) === delivery) return true;
    removeCheckpoint(dataRoot, id);
    return false;
  });
  const used = new Set<string>();

  const contentOf = (year: number, pass: StoredPass): Content => {
    const names = [...pass.plain, ...pass.words.flatMap(({ fields }) => fields.flat())];
    return {
      year,
      engine,
      delivery: deliveryOf(year, pass.source),
      definitions: Object.fromEntries(names.map((name) => [name, definition(name)])),
      pass,
    };
  };
  const useOf = ({ year }: YearPlan, packing: boolean): CheckpointUse => {
    const large = (source: string) => (context.sizes.get(year)?.[source]?.rows ?? 0) >= policy.leastRows;
    return {
      stored: found
        .filter(({ content }) => content.year === year && content.engine === engine && large(content.pass.source))
        .filter(({ content }) => packing || content.pass.packed === null)
        .map((checkpoint) => stillDefined(catalogue, checkpoint, definition)),
      idOf: (collect) =>
        large(collect.source)
          ? hashValue(contentOf(year, storedPassOf(catalogue, collect, packing, ''))).slice(0, 24)
          : null,
    };
  };
  return {
    plan: (year, packing) => {
      const planned = checkpointSteps(catalogue, year, useOf(year, packing));
      for (const step of planned.computation)
        if (step.kind === 'checkpoint') mkdirSync(stagedAt(context.staging, step.id), { recursive: true, mode: 0o700 });
      return planned;
    },
    keep: (planned, packing) => {
      const { year } = planned;
      for (const step of planned.computation) {
        if (step.kind === 'collect' && step.stored !== undefined) used.add(step.stored.id);
        if (step.kind !== 'checkpoint' || (step.partition?.index ?? 0) > 0) continue;
        const files = filesOf(year, step.collect.source);
        if (!isUnchanged(files, dataRoot, cache)) continue;
        const pass = storedPassOf(catalogue, step.collect, packing, step.id);
        const inputs = files.map(({ path, sha256 }) => ({ path, sha256 }));
        putCheckpoint(dataRoot, stagedAt(context.staging, step.id), {
          id: step.id,
          inputs,
          content: contentOf(year, pass),
        });
        used.add(step.id);
      }
      for (const id of used) touchCheckpoint(dataRoot, id);
      pruneCheckpoints(dataRoot, policy.limit, used);
    },
  };
}

/** The places that statements name checkpoints by. */
export function stagedCheckpoints(staging: string): string {
  return join(staging, 'checkpoints');
}

function stagedAt(staging: string, id: string): string {
  return join(stagedCheckpoints(staging), id);
}

/** Of a checkpoint what is still defined as it was when it was collected. */
function stillDefined(
  catalogue: Catalogue,
  { content: { pass, definitions } }: Checkpoint<Content>,
  definition: (variable: string) => string,
): StoredPass {
  const isSame = (name: string) =>
    catalogue.variables[name]?.kind === 'collected' && definition(name) === definitions[name];
  const words = pass.words.map(({ name, fields }) => ({ name, fields: fields.map((names) => names.filter(isSame)) }));
  return { ...pass, words, plain: pass.plain.filter(isSame) };
}
