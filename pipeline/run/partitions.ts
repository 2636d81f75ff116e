/**
 * What the memory limit and the sizes of a delivery mean for a run: into how many parts members are
 * partitioned, and what is expected of each statement.
 */
import type { Catalogue } from '../catalogue/index.ts';
import type { Engine, EngineOptions } from '../engine/index.ts';
import {
  checkpointSteps,
  type Estimate,
  estimateStatement,
  memoryFor,
  type Places,
  type Plan,
  partitionSteps,
  partitionsFor,
  type Sizes,
  type Statement,
  sizesFor,
} from '../plan/index.ts';
import { InputCache, listCheckpoints } from '../store/index.ts';
import { type CheckpointOutlook, type CheckpointPolicy, type Content, matchCheckpoints } from './checkpoint-match.ts';
import { findInputs, type SourceFiles } from './inputs.ts';
import { readSizes } from './sizes.ts';

const UNITS: Readonly<Record<string, number>> = { mb: 1e6, gb: 1e9, mib: 2 ** 20, gib: 2 ** 30 };

/** A limit as the engine takes it (`2GB`), in bytes. */
export function bytesOfLimit(limit: string): number {
  const [, number = '', unit = ''] = /^([\d.]+)\s*(\w+)$/.exec(limit) ?? [];
  return Number(number) * (UNITS[unit.toLowerCase()] ?? 1);
}

/**
 * How many years are computed in parallel: as many as there are threads, while the largest
 * fits into a share of the memory as it is, in one part.
 */
export function yearsAtOnceOf(
  catalogue: Catalogue,
  plan: Plan,
  sizes: ReadonlyMap<number, Sizes>,
  { threads, memoryLimit }: EngineOptions,
): number {
  const needs = plan.years.map((year) => memoryFor(catalogue, year, sizesFor(year, sizes)));
  const computed = plan.years.filter(({ indicators }) => indicators.length > 0).length;
  const fitting = Math.floor(bytesOfLimit(memoryLimit) / Math.max(1, ...needs));
  return Math.max(1, Math.min(threads, computed, fitting));
}

/** Rows that one thread of the engine takes at a time: fewer are never shared between threads. */
const ROWS_OF_A_THREAD = 122_880;

/** How many threads have something to do: one where no source has more rows than one takes. */
export function threadsFor(sizes: ReadonlyMap<number, Sizes>, { threads }: EngineOptions): number {
  const rows = [...sizes.values()].flatMap((year) => Object.values(year).map((source) => source.rows));
  return Math.max(0, ...rows) <= ROWS_OF_A_THREAD ? 1 : threads;
}

/** Parts of an entity's members in a year, so that no step holds more than the limit. */
export function partitionsOf(
  catalogue: Catalogue,
  plan: Plan,
  sizes: ReadonlyMap<number, Sizes>,
  memoryLimit: string,
): (year: number, entity: string) => number {
  const limit = bytesOfLimit(memoryLimit);
  return (year, entity) => {
    const ofYear = plan.years.find((candidate) => candidate.year === year);
    return ofYear === undefined ? 1 : partitionsFor(catalogue, ofYear, entity, sizesFor(ofYear, sizes), limit);
  };
}

/** What a statement is expected to read, make and hold. */
export function estimator(
  catalogue: Catalogue,
  plan: Plan,
  sizes: ReadonlyMap<number, Sizes>,
): { readonly estimate: (year: number, statement: Statement) => Estimate | null } {
  return {
    estimate: (year, statement) => {
      const ofYear = plan.years.find((candidate) => candidate.year === year);
      return ofYear === undefined ? null : estimateStatement(catalogue, ofYear, statement, sizesFor(ofYear, sizes));
    },
  };
}

export interface Foresight {
  /** The plan with its members partitioned as the memory limit asks. */
  readonly plan: Plan;
  /** How many of its years would be computed at once. */
  readonly yearsAtOnce: number;
  readonly sizes: ReadonlyMap<number, Sizes>;
  readonly estimate: (year: number, statement: Statement) => Estimate | null;
  /** What is read from checkpoints and what is not, and why. */
  readonly checkpoints: readonly CheckpointOutlook[];
}

/**
 * Foresees what a plan costs from the footers of its files alone, and what it reads from
 * checkpoints as far as delivered files are known. Refuses a year without input with a data
 * failure.
 */
export async function foresee(
  engine: Engine,
  catalogue: Catalogue,
  plan: Plan,
  places: Places & { readonly policy: CheckpointPolicy | false },
): Promise<Foresight> {
  const { policy } = places;
  const inputs = await findInputs(engine, catalogue, plan, places);
  const sizes = await readSizes(engine, inputs);
  const partitioned = partitionSteps(plan, partitionsOf(catalogue, plan, sizes, engine.options.memoryLimit));
  const yearsAtOnce = yearsAtOnceOf(catalogue, partitioned, sizes, engine.options);
  if (policy === false || !plan.fused)
    return { plan: partitioned, yearsAtOnce, sizes, ...estimator(catalogue, partitioned, sizes), checkpoints: [] };
  const filesOf = knownFiles(inputs, places.dataRoot);
  const found = listCheckpoints<Content>(places.dataRoot);
  const { use, outlook } = matchCheckpoints({ catalogue, engine, policy, sizes, found: () => found, filesOf });
  const years = partitioned.years.map((year) => checkpointSteps(catalogue, year, use(year, true)));
  const foreseen = { ...partitioned, years };
  return {
    plan: foreseen,
    yearsAtOnce,
    sizes,
    ...estimator(catalogue, foreseen, sizes),
    checkpoints: years.flatMap(outlook),
  };
}

/** The files of a source and year by their content, where all of it is known already. */
function knownFiles(inputs: readonly SourceFiles[], dataRoot: string) {
  const cache = new InputCache(dataRoot);
  return (year: number, source: string): readonly { readonly sha256: string }[] | undefined => {
    const files = inputs.find((input) => input.year === year && input.source.name === source)?.files ?? [];
    const known = files.flatMap((file) => cache.knownHash(file) ?? []).map((sha256) => ({ sha256 }));
    return known.length < files.length ? undefined : known;
  };
}
