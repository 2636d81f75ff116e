/** Audits a release: what can an attacker who holds all of it tell of the cells that it does not show. Needs the release's folder and nothing else. */
import { join } from 'node:path';
import { Failure } from '../../base/index.ts';
import type { Catalogue, ThresholdPolicy } from '../../catalogue/index.ts';
import { type Engine, type EngineOptions, openDuckDB } from '../../engine/index.ts';
import { printText } from '../../query/index.ts';
import type { CubeRecord } from '../../run/index.ts';
import type { EarlierCubes } from '../earlier-cubes.ts';
import { ATLAS, type ReleasedCube, type ReleaseManifest } from '../manifest.ts';
import { type CubeShape, layGrid } from '../protect/grid.ts';
import { readPlaceRows } from '../protect/read-figures.ts';
import { finerThan, shownLevels } from '../protect/withheld-levels.ts';
import { parquet } from '../publish-cube.ts';
import { findRelease, readManifest, releaseFolder } from '../releases.ts';
import { verifySheets } from '../verify/sheets.ts';
import type { SheetFacts } from '../verify/subject.ts';
import { auditYear, type YearAudit } from './audit-year.ts';
import { seenOf } from './observe.ts';
import { readShown, type ShownCube } from './shown.ts';
import { readTruth } from './truth.ts';

export interface AuditRequest {
  readonly dataRoot: string;
  /** A release, or `current`. */
  readonly release: string;
  readonly engine: EngineOptions;
  readonly signal?: AbortSignal;
}

export interface ReleaseAudit {
  readonly version: 1;
  readonly release: string;
  readonly years: readonly EntityAudit[];
  /** Nothing that must not be known can be told. */
  readonly safe: boolean;
}

export interface EntityAudit extends YearAudit {
  readonly entity: string;
  readonly statuses: 'told' | 'untold';
  readonly width: number;
}

/** Where the cubes behind a release are at hand, it is also known which cells are small, and what earlier releases have told of them. */
export interface Behind {
  readonly catalogue: Catalogue;
  readonly dataRoot: string;
  readonly earlier: EarlierCubes;
  readonly fresh: ReadonlyMap<number, readonly CubeRecord[]>;
}

/** Audits a release of a data root. Refuses an unknown one (usage) and one that cannot be read (data); what is unsafe is told in the report. */
export function auditRelease({ dataRoot, release, engine, signal }: AuditRequest): Promise<ReleaseAudit> {
  const name = findRelease(dataRoot, release);
  return auditFolder(releaseFolder(dataRoot, name), engine, undefined, signal);
}

/** Audits what is in a folder as a release: every year, or those with new cubes where it is known what is behind them. */
export async function auditFolder(
  folder: string,
  options: EngineOptions,
  behind?: Behind,
  signal?: AbortSignal,
): Promise<ReleaseAudit> {
  const manifest = readManifest(folder);
  const engine = await openDuckDB(options);
  const stop = () => engine.interrupt();
  signal?.addEventListener('abort', stop);
  try {
    if (signal?.aborted) stop();
    const { sheets } = verifySheets(folder, manifest);
    await engine.execute(`ATTACH ${printText(join(folder, ATLAS))} AS atlas (READ_ONLY)`);
    const audits: EntityAudit[] = [];
    for (const [entity, policy] of Object.entries(manifest.policy.disclosure)) {
      if (policy.kind === 'none') continue;
      // The primary rule promises nothing that an audit would find; asked by a person, it says so.
      if (behind !== undefined && policy.method === 'primary') continue;
      const cubes = manifest.cubes.filter((cube) => cube.entity === entity);
      for (const year of [...new Set(cubes.map((cube) => cube.year))].sort()) {
        if (behind !== undefined && !behind.fresh.has(year)) continue;
        const ofYear = cubes.filter((cube) => cube.year === year);
        const audit = await auditCubes({ engine, folder, manifest, sheets, behind }, year, ofYear, policy);
        audits.push({ ...audit, entity, statuses: policy.statuses, width: policy.width });
        if (signal?.aborted) throw new Failure('interrupted', 'interrupted.');
      }
    }
    return { version: 1, release: manifest.release, years: audits, safe: audits.every(({ safe }) => safe) };
  } finally {
    signal?.removeEventListener('abort', stop);
    engine.close();
  }
}

/** Refuses an unsafe release (disclosure): counts only. */
export function refuseUnsafe({ release, years, safe }: ReleaseAudit): void {
  if (safe) return;
  const lines = years
    .filter((audit) => !audit.safe)
    .map((audit) => {
      const said = audit.consistent
        ? [
            `${audit.pinned} of ${audit.asked} small cells can be told`,
            `${audit.narrow} to a range narrower than ${audit.width}`,
            `${audit.unproved} perhaps`,
            ...(audit.shown ? [`${audit.shown} are shown`] : []),
          ].join(', ')
        : 'what is published contradicts itself';
      return `  ${audit.entity} ${audit.year}: ${said}.`;
    });
  throw new Failure('disclosure', `the release ${release} gives small cells away:\n${lines.join('\n')}`, {
    help: '`cubes audit` names the cells; nothing of it may leave the house.',
  });
}

interface Folder {
  readonly engine: Engine;
  readonly folder: string;
  readonly manifest: ReleaseManifest;
  readonly sheets: Readonly<Record<string, SheetFacts>>;
  readonly behind: Behind | undefined;
}

async function auditCubes(
  { engine, folder, manifest, sheets, behind }: Folder,
  year: number,
  cubes: readonly ReleasedCube[],
  policy: ThresholdPolicy,
): Promise<YearAudit> {
  const vintages = [...new Set(cubes.map(({ vintage }) => vintage))];
  if (vintages.length !== 1)
    throw new Failure('data', `the cubes of ${year} are on several municipal maps, which cannot be held together.`);
  const places = await readPlaceRows(engine, `atlas.main.area WHERE vintage = ${vintages[0]}`);
  const relations = Object.fromEntries(cubes.map(({ code, path }) => [code, parquet(join(folder, path))]));
  const earlier = cubes.flatMap(({ code }) => behind?.earlier(code, year).map(({ relation }) => relation) ?? []);
  // Below the finest level that shows anything nothing is known but sums (protect/withheld-levels.ts).
  const withheld = finerThan(await shownLevels(engine, [...Object.values(relations), ...earlier]));
  const shapes = cubes.map(({ code }): CubeShape => {
    const facts = sheets[code];
    if (facts === undefined) throw new Failure('data', `the sheet of ${code} cannot be read.`);
    const levels = facts.levels
      .filter(({ level, from }) => from <= year && !withheld.has(level))
      .map(({ level }) => level);
    return { code, dimensions: facts.dimensions, levels };
  });
  const { meaning } = manifest;
  const grid = layGrid(meaning, shapes, places);
  const shown: ShownCube[] = [];
  for (const shape of shapes) {
    const { per } = meaning.cubes[shape.code] ?? { per: 1 };
    shown.push(await readShown(engine, shape, relations[shape.code] ?? '', per));
  }
  const records = behind?.fresh.get(year);
  const truth = behind && records && (await readTruth({ engine, ...behind, records }, grid, meaning, policy));
  return auditYear(year, { grid, meaning, policy, places, cubes: shown, seen: seenOf(grid, shown) }, truth);
}
