/**
 * A data root with computed cubes of a small synthetic Belgium, and what tests do with its
 * releases.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Catalogue, ThresholdPolicy } from '../../pipeline/catalogue/index.ts';
import { type EngineOptions, openDuckDB } from '../../pipeline/engine/index.ts';
import { publishRelease, type ReleaseManifest, type ReleaseRequest } from '../../pipeline/release/index.ts';
import { synthesise } from '../../pipeline/synth/index.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { runPipeline } from '../support/run-pipeline.ts';
import { copyTree, sceneOf } from '../support/scene.ts';
import { REPOSITORY, shippedCatalogue, withTolerance } from '../support/shipped-catalogue.ts';

/**
 * A share and a rate by age, a share by sector, a standardised share without ages, a count of
 * practitioners.
 */
export const CODES = ['cube_013_001', 'cube_013_004', 'stat_003_007', 'stat_013_001', 'stat_020_033'] as const;

export const catalogue: Catalogue = withTolerance(shippedCatalogue());

/**
 * The catalogue with another policy on an entity: what is said of it, and the rest as on
 * beneficiaries.
 */
export function withPolicy(said: Partial<ThresholdPolicy>, entity = 'beneficiary'): Catalogue {
  const policy: ThresholdPolicy = { ...(catalogue.disclosure.beneficiary as ThresholdPolicy), ...said };
  return { ...catalogue, disclosure: { ...catalogue.disclosure, [entity]: policy } };
}

/**
 * For tests that are not about protection: sensitive cells are suppressed, and nothing else, which
 * takes no time.
 */
export const primary: Catalogue = withPolicy({ method: 'primary' });

export function engineOf(dataRoot: string, threads = 1): EngineOptions {
  return { threads, memoryLimit: '1GB', tempDirectory: join(dataRoot, 'work', 'tmp') };
}

/** Delivers, or delivers anew, the years of a data root; another seed is another delivery. */
export async function deliver(dataRoot: string, years: readonly number[], seed = 1): Promise<void> {
  const engine = await openDuckDB({ ...engineOf(dataRoot), tempDirectory: join(dataRoot, 'tmp') });
  try {
    await synthesise(engine, {
      dataRoot,
      referenceRoot: join(REPOSITORY, 'data', 'reference'),
      sqlRoot: join(REPOSITORY, 'sql'),
      beneficiaries: 4_000,
      years,
      seed,
      force: true,
    });
  } finally {
    engine.close();
  }
}

/** Delivers and computes the codes; gives a data root of its own. */
export async function computed(codes: readonly string[], years: readonly number[]): Promise<string> {
  return sceneOf('computed', { codes, years }, async (dataRoot) => {
    copyTree(await sceneOf('delivered', { years }, (folder) => deliver(folder, years)), dataRoot);
    await runPipeline(catalogue, dataRoot, { codes, years });
  });
}

/**
 * A data root with the same computed cubes and releases; files that releases share are shared no
 * more.
 */
export function copyOf(dataRoot: string): string {
  const copy = makeDataRoot();
  copyTree(dataRoot, copy);
  return copy;
}

/** Publishes codes in years, with what the request says otherwise. */
export function publish(
  dataRoot: string,
  quarter: string,
  codes: readonly string[],
  years: readonly number[],
  rest: Partial<ReleaseRequest> = {},
): Promise<ReleaseManifest> {
  return publishRelease({
    catalogue,
    dataRoot,
    quarter,
    fresh: codes.flatMap((code) => years.map((year) => ({ code, year }))),
    gates: [],
    run: null,
    engine: engineOf(dataRoot),
    now: new Date('2026-11-23T12:00:00Z'),
    ...rest,
  });
}

export function releaseOf(dataRoot: string, ...path: readonly string[]): string {
  return join(dataRoot, 'releases', ...path);
}

export function pathOf(code: string, year: number): string {
  return `cubes/${code}/year=${year}/${code}.parquet`;
}

/** Hashes of the files below a folder, by path. */
export function hashesBelow(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(
    files.map((file) => [relative(folder, file), createHash('sha256').update(readFileSync(file)).digest('hex')]),
  );
}
