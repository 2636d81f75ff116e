/** Stages the cubes of a release: protects and writes what is new, links what is carried over. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../base/index.ts';
import { type Catalogue, isSumOfYears, protectedEntity } from '../catalogue/index.ts';
import {
  type EarlierCubes,
  indicatorOf,
  loadCube,
  type Protection,
  perturbCubes,
  pooledStatuses,
  thresholdOf,
  type UnprotectedCube,
  type YearMoves,
} from '../disclosure/index.ts';
import { type Engine, type EngineOptions, openDuckDB } from '../engine/index.ts';
import { mapDateOf } from '../plan/index.ts';
import { type CubeRecord, parquet } from '../run/index.ts';
import { hashFile, linkFile, shareFile } from '../store/index.ts';
import { type ReleasedCube, type ReleaseManifest, releasedCubePath } from './manifest.ts';
import { compareItems, type ReleasePlan, ruleOf, shapeOf } from './plan-release.ts';
import { publishCube, renameCube, strataOf } from './publish-cube.ts';
import { summariseSuppression } from './suppression-summary.ts';

/** A release that is being made. */
export interface Staging {
  readonly catalogue: Catalogue;
  readonly dataRoot: string;
  readonly engine: EngineOptions;
  readonly signal?: AbortSignal;
  readonly name: string;
  /** Where it is being made. */
  readonly folder: string;
  readonly plan: ReleasePlan;
  readonly protection: Protection;
  /** Secret; of the figures that are given noise. */
  readonly seed: string;
  /** The same file in the release before; undefined before the first. */
  readonly before: (path: string) => string | undefined;
  readonly earlier: EarlierCubes;
  readonly report: (label: string) => void;
}

export interface StagedCubes extends Pick<ReleaseManifest, 'engine' | 'suppression'> {
  readonly cubes: ReleasedCube[];
  /** What shows the sensitive cells of an entity and year to be unknown. */
  readonly movesOf: (entity: string, year: number) => YearMoves | undefined;
}

/** Protects and writes what is new, year by year, and links what is carried over. */
export async function stageCubes(staging: Staging): Promise<StagedCubes> {
  const { plan, catalogue, folder, protection, signal } = staging;
  const cubes: ReleasedCube[] = [];
  const isPooled = (code: string) => isSumOfYears(catalogue, indicatorOf(catalogue, code).measure);
  const engine = await openDuckDB(staging.engine);
  const stop = () => engine.interrupt();
  signal?.addEventListener('abort', stop);
  try {
    if (signal?.aborted) stop();
    const derivable = new Map<string, number>();
    const moves = new Map<string, YearMoves>();
    for (const [year, records] of plan.fresh) {
      const onDerivable = (entity: string, figures: number) => derivable.set(`${entity} ${year}`, figures);
      const onMoves = (entity: string, found: YearMoves) => moves.set(`${entity} ${year}`, found);
      const protect = (given: readonly UnprotectedCube[]) =>
        protection.protect({
          engine,
          catalogue,
          year,
          cubes: given,
          before: (code) => staging.earlier(code, year),
          signal,
          onDerivable,
          onMoves,
        });
      const ofYear = records.filter(({ cube }) => !isPooled(cube.code));
      cubes.push(...(await stageYear(engine, staging, year, ofYear, protect)));
    }
    for (const cube of plan.carried) {
      const renamed = plan.renamed.get(cube.path);
      const path = renamed?.path ?? cube.path;
      const before = staging.before(path) ?? '';
      await refuseDamaged(staging, path, before);
      if (renamed === undefined) {
        linkFile(before, join(folder, cube.path));
        cubes.push(cube);
      } else {
        await renameCube(engine, staging.catalogue, cube, { from: before, to: join(folder, cube.path) });
        cubes.push({ ...cube, release: staging.name, catalogue: staging.catalogue.hash });
      }
    }
    // What adds up years is shown where all of them are, so that they come first.
    const published = (code: string, year: number) => {
      const cube = cubes.find((one) => one.code === code && one.year === year);
      return cube && parquet(join(folder, cube.path));
    };
    for (const [year, records] of plan.fresh) {
      const several = records.filter(({ cube }) => isPooled(cube.code));
      const protect = (given: readonly UnprotectedCube[]) =>
        pooledStatuses({ engine, catalogue, year, cubes: given, published });
      cubes.push(...(await stageYear(engine, staging, year, several, protect)));
    }
    cubes.sort(compareItems);
    const derivableIn = (entity: string, year: number) =>
      derivable.get(`${entity} ${year}`) ??
      plan.previous?.suppression.find((one) => one.entity === entity && one.year === year)?.derivable ??
      null;
    const suppression = await summariseSuppression(engine, staging.catalogue, folder, cubes, derivableIn);
    const movesOf = (entity: string, year: number) => moves.get(`${entity} ${year}`);
    return { cubes, suppression, movesOf, engine: { name: engine.name, version: engine.version } };
  } finally {
    signal?.removeEventListener('abort', stop);
    engine.close();
  }
}

/** Stages some cubes of a year; `protect` gives a relation of statuses for each. */
async function stageYear(
  engine: Engine,
  staging: Staging,
  year: number,
  records: readonly CubeRecord[],
  protect: (cubes: readonly UnprotectedCube[]) => Promise<Readonly<Record<string, string>>>,
): Promise<ReleasedCube[]> {
  if (records.length === 0) return [];
  const { catalogue, dataRoot, folder, protection, seed, signal, report } = staging;
  const unprotected = [];
  for (const record of records) {
    await refuseChanged(dataRoot, record, signal);
    unprotected.push({ record, cube: await loadCube(engine, catalogue, dataRoot, record) });
  }
  report(`protect ${year}`);
  const all = unprotected.map(({ cube }) => cube);
  const perturbed = new Map(
    (await perturbCubes({ engine, catalogue, year, cubes: all, seed })).map((cube) => [cube.code, cube]),
  );
  const statusTables = await protect(all.filter(({ code }) => !perturbed.has(code)));
  const cubes: ReleasedCube[] = [];
  for (const { record, cube: exact } of unprotected) {
    const { code } = exact;
    report(`${code} ${year}`);
    const cube = perturbed.get(code) ?? exact;
    const statusTable = perturbed.get(code)?.statusTable ?? statusTables[code];
    if (statusTable === undefined) throw new Error(`the rule ${protection.rule} gives no statuses of ${code}`);
    const path = releasedCubePath(code, year);
    const { rows, counts } = await publishCube(engine, catalogue, cube, statusTable, {
      file: join(folder, path),
      synthetic: record.synthetic,
    });
    if (rows !== record.cube.rows)
      throw new Error(`the statuses of ${code} ${year} have ${rows} rows, not ${record.cube.rows}`);
    const { measure } = indicatorOf(catalogue, code);
    cubes.push({
      code,
      year,
      path,
      rows,
      fingerprint: record.fingerprint,
      run: record.run,
      synthetic: record.synthetic,
      release: originOf(staging, code, year, path),
      catalogue: catalogue.hash,
      vintage: Number(mapDateOf(catalogue, year).slice(0, 4)),
      entity: protectedEntity(measure),
      numerator: measure.numerator.kind,
      unitScale: measure.unitScale,
      protection: { rule: ruleOf(catalogue, code, protection), threshold: thresholdOf(catalogue, code) },
      strata: strataOf(catalogue, code),
      shape: shapeOf(catalogue, code, year),
      counts,
    });
  }
  const changed = [...perturbed.values()].flatMap(({ relation, statusTable }) => [relation, statusTable]);
  for (const relation of [...all.map(({ relation }) => relation), ...changed, ...Object.values(statusTables)])
    await engine.execute(`DROP TABLE ${relation}`);
  return cubes;
}

/** What is carried over is as it was published. */
async function refuseDamaged({ plan, signal }: Staging, path: string, file: string): Promise<void> {
  const published = plan.previous?.files.find((one) => one.path === path);
  if (!existsSync(file) || (await hashFile(file, signal)) !== published?.sha256)
    throw new Failure('data', `${file} is not as it was published.`, {
      help: 'go back to a valid release with `cubes rollback RELEASE`, or compute the cube again.',
    });
}

/** Nothing is published that is not what was computed. */
async function refuseChanged(dataRoot: string, { cube }: CubeRecord, signal?: AbortSignal): Promise<void> {
  for (const { path, sha256 } of [cube, cube.support]) {
    if ((await hashFile(join(dataRoot, path), signal)) !== sha256)
      throw new Failure('data', `${path} is not as it was computed.`, {
        help: `compute it again with \`cubes run ${cube.code} --years ${cube.year}\`.`,
      });
  }
}

/**
 * The release in which a cube's bytes appeared first: shares the file with the release before if it
 * is the same.
 */
function originOf({ plan, before, folder, name }: Staging, code: string, year: number, path: string): string {
  if (!shareFile(before(path), join(folder, path))) return name;
  return plan.previous?.cubes.find((cube) => cube.code === code && cube.year === year)?.release ?? name;
}
