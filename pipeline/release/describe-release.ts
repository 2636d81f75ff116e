/** What a manifest says of a release beside its cubes: what is behind them, and its files. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { CubeRecord } from '../run/index.ts';
import { hashFile } from '../store/index.ts';
import type { GateResult } from './gate-result.ts';
import type { PublishedCheck, ReleasedCube, ReleasedFile, ReleaseManifest } from './manifest.ts';
import type { Staging } from './stage-cubes.ts';

/**
 * Inputs and data checks behind the cubes: of new ones from their records, of others from the
 * release before.
 */
export function describeInputs(
  { plan }: Staging,
  cubes: readonly ReleasedCube[],
): Pick<ReleaseManifest, 'inputs' | 'checks'> {
  const records = [...plan.fresh.values()].flat();
  const inputs: Record<string, ReleaseManifest['inputs'][string]> = {
    ...plan.previous?.inputs,
    ...Object.fromEntries(records.map((record) => [record.fingerprint.inputs, record.inputs])),
  };
  const checks = new Map(
    [...(plan.previous?.checks ?? []).map(withoutNumbers), ...records.flatMap(publishedChecks)].map((check) => [
      `${check.run} ${check.year} ${check.check}`,
      check,
    ]),
  );
  const isBehind = (run: string, year: number) => cubes.some((cube) => cube.run === run && cube.year === year);
  const used = [...new Set(cubes.map(({ fingerprint }) => fingerprint.inputs))].sort();
  return {
    inputs: Object.fromEntries(used.map((hash) => [hash, inputs[hash] ?? []])),
    checks: [...checks.values()].filter(({ run, year }) => isBehind(run, year)),
  };
}

function publishedChecks({ run, cube, checks }: CubeRecord): PublishedCheck[] {
  return checks.map((check) => withoutNumbers({ run, year: cube.year, ...check }));
}

/** Numbers of rows are in no release, whatever those before it have disclosed. */
function withoutNumbers({ run, year, check, purpose, severity, tolerance, outcome }: PublishedCheck): PublishedCheck {
  return { run, year, check, purpose, severity, tolerance, outcome };
}

/** Verdicts and reasons: what was measured is in `work/runs/<release>.gates.json`. */
export function describeGates(results: readonly GateResult[]): Pick<ReleaseManifest, 'gates' | 'accepted'> {
  const gates = results.map(({ message: _, ...gate }) => gate);
  return { gates, accepted: gates.filter(({ outcome }) => outcome === 'accepted') };
}

/**
 * Bytes and hashes. What is carried over keeps the hash that it was published with: damage on disk
 * is found, not signed.
 */
export async function describeFiles(
  { folder, plan, signal }: Staging,
  paths: readonly string[],
): Promise<ReleasedFile[]> {
  const carried = new Set(plan.carried.map(({ path }) => path).filter((path) => !plan.renamed.has(path)));
  const known = new Map(plan.previous?.files.filter(({ path }) => carried.has(path)).map((file) => [file.path, file]));
  const files: ReleasedFile[] = [];
  for (const path of [...paths].sort()) {
    const file = join(folder, path);
    files.push(known.get(path) ?? { path, bytes: statSync(file).size, sha256: await hashFile(file, signal) });
  }
  return files;
}
