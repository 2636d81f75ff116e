/**
 * The cube that a figure stands in, and what is known of it: of a release, from that release alone;
 * or of the unprotected cubes.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, suggest } from '../base/index.ts';
import type { Catalogue, Indicator } from '../catalogue/index.ts';
import { mapDateOf } from '../plan/index.ts';
import {
  findRelease,
  type ReleasedCube,
  type ReleaseManifest,
  readReleaseManifest,
  readSheet,
  releaseFolder,
} from '../release/index.ts';
import { type CubeRecord, type Fingerprint, type InputFile, type RunManifest, readRecord } from '../run/index.ts';
import { buildSheet, type Sheet } from '../sheet/index.ts';
import { hashFile } from '../store/index.ts';
import type { ExplainedCheck } from './explanation.ts';

/** Where to look: a release (or `current`), or the unprotected cubes. */
export type Where = { readonly kind: 'release'; readonly name: string } | { readonly kind: 'work' };

export interface Subject {
  readonly indicator: Indicator;
  readonly year: number;
  /** The cube, absolute. */
  readonly file: string;
  readonly sheet: Sheet;
  /** The year whose 31 December fixes the municipal map. */
  readonly vintage: number;
  readonly fingerprint: Fingerprint;
  readonly inputs: readonly InputFile[];
  readonly checks: readonly ExplainedCheck[];
  readonly runId: string;
  /** The manifest of the run, where it is here. */
  readonly run: RunManifest | null;
  /** Of a release. */
  readonly released: {
    readonly manifest: ReleaseManifest;
    readonly cube: ReleasedCube;
    readonly sha256: string;
  } | null;
  /** Of the unprotected cubes. */
  readonly record: CubeRecord | null;
}

/**
 * Finds the cube of an indicator and year. Refuses (usage) an unknown indicator, and a year that is
 * not there; refuses (data) a cube that is not as it was written: nobody could say how its figures
 * came about.
 */
export async function findSubject(
  catalogue: Catalogue,
  dataRoot: string,
  { code, year, where }: { readonly code: string; readonly year: number; readonly where: Where },
): Promise<Subject> {
  const indicator = Object.hasOwn(catalogue.indicators, code) ? catalogue.indicators[code] : undefined;
  if (indicator === undefined) {
    const nearest = suggest(code, Object.keys(catalogue.indicators));
    throw new Failure('usage', `\`${code}\` is not an indicator of the catalogue.`, {
      help: nearest === undefined ? 'list them with `cubes list`.' : `did you mean \`${nearest}\`?`,
    });
  }
  const subject =
    where.kind === 'work'
      ? ofWork(catalogue, dataRoot, indicator, year)
      : ofRelease(dataRoot, indicator, year, findRelease(dataRoot, where.name));
  const written = subject.record?.cube.sha256 ?? subject.released?.sha256;
  if (!existsSync(subject.file) || (await hashFile(subject.file)) !== written)
    throw new Failure(
      'data',
      `the cube of ${code} in ${year} has changed since it was written, so it cannot be explained.`,
      {
        help:
          where.kind === 'work'
            ? `compute it again with \`cubes run ${code} --years ${year}\`.`
            : 'see what else is wrong with `cubes verify`, or go back to another release with `cubes rollback`.',
      },
    );
  return subject;
}

function ofWork(catalogue: Catalogue, dataRoot: string, indicator: Indicator, year: number): Subject {
  const { code } = indicator;
  const record = readRecord(dataRoot, code, year);
  if (record === undefined)
    throw new Failure('usage', `${code} of ${year} is not computed in ${join(dataRoot, 'work')}.`, {
      help: `compute it with \`cubes run ${code} --years ${year}\`, or leave out --work for the published figure.`,
    });
  const { cube, fingerprint, inputs, checks, run } = record;
  return {
    indicator,
    year,
    file: join(dataRoot, cube.path),
    sheet: buildSheet(catalogue, indicator),
    vintage: Number(mapDateOf(catalogue, year).slice(0, 4)),
    fingerprint,
    inputs,
    checks,
    runId: run,
    run: readRun(dataRoot, run),
    released: null,
    record,
  };
}

function ofRelease(dataRoot: string, indicator: Indicator, year: number, name: string): Subject {
  const { code } = indicator;
  const manifest = readReleaseManifest(dataRoot, name);
  const years = manifest.cubes.filter((cube) => cube.code === code).map((cube) => cube.year);
  const cube = manifest.cubes.find((one) => one.code === code && one.year === year);
  const file = manifest.files.find(({ path }) => path === cube?.path);
  if (cube === undefined || file === undefined) {
    const there = years.length === 0 ? 'nothing of it' : `${years.join(', ')}`;
    throw new Failure('usage', `${code} of ${year} is not in the release ${name}.`, {
      help: `there is ${there}; \`cubes status ${code}\` says what is due, --work explains what was computed and not published.`,
    });
  }
  return {
    indicator,
    year,
    file: releaseFolder(dataRoot, name, cube.path),
    sheet: readSheet(releaseFolder(dataRoot, name), code),
    vintage: cube.vintage,
    fingerprint: cube.fingerprint,
    inputs: manifest.inputs[cube.fingerprint.inputs] ?? [],
    checks: manifest.checks
      .filter((check) => check.run === cube.run && check.year === year)
      .map(({ run: _, year: __, ...check }) => ({ ...check, offending: null, examined: null })),
    runId: cube.run,
    run: readRun(dataRoot, cube.run),
    released: { manifest, cube, sha256: file.sha256 },
    record: null,
  };
}

/** A release outlives the manifests of the runs behind it, and can be where no run ever was. */
function readRun(dataRoot: string, id: string): RunManifest | null {
  try {
    const manifest = JSON.parse(readFileSync(join(dataRoot, 'work', 'runs', `${id}.json`), 'utf8')) as RunManifest;
    return manifest.version === 1 ? manifest : null;
  } catch {
    return null;
  }
}
