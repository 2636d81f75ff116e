/** The engine and the cluster of a command, and what lets them reach deliveries at URIs. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { hashText, isUri } from '../base/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { Cluster, EngineOptions } from '../engine/index.ts';
import { type ClusterChoices, clusterOf } from './cluster-options.ts';
import { engineOptionsOf } from './engine-options.ts';
import type { EngineChoices } from './options.ts';

/** What a command computes with. */
export interface Machinery {
  readonly engine: EngineOptions;
  readonly cluster?: Cluster;
}

/**
 * Lends the engine and the cluster that options name. Where sources are delivered at URIs, the
 * engine reaches them by an application on the cluster, which has ended when this returns or
 * throws.
 */
export async function withMachinery<T>(
  options: ClusterChoices & EngineChoices,
  { sources }: Pick<Catalogue, 'sources'>,
  dataRoot: string,
  signal: AbortSignal | undefined,
  work: (machinery: Machinery) => Promise<T>,
): Promise<T> {
  const engine = engineOptionsOf(options, dataRoot);
  const { cluster } = clusterOf(options);
  if (cluster === undefined || !Object.values(sources).some(({ files }) => isUri(files)))
    return work({ engine, ...(cluster && { cluster }) });
  const folder = ownFolder(engine.tempDirectory, `cubes-${hashText(dataRoot).slice(0, 12)}-elsewhere-`);
  const application = cluster.open({ folder, signal });
  const elsewhere = { application, folder, listings: new Map(), footers: new Set<string>() };
  try {
    return await work({ engine: { ...engine, elsewhere }, cluster });
  } finally {
    await application.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Makes a folder that nobody else reads, and removes those of processes that are no more. */
function ownFolder(parent: string, prefix: string): string {
  mkdirSync(parent, { recursive: true });
  for (const name of readdirSync(parent)) {
    const owner = name.startsWith(prefix) ? Number(name.slice(prefix.length)) : undefined;
    if (owner !== undefined && !isRunning(owner)) rmSync(join(parent, name), { recursive: true, force: true });
  }
  const folder = resolve(parent, `${prefix}${process.pid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
