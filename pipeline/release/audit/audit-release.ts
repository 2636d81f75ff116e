/**
 * Audits a release: what can an attacker who has all of it derive of the cells that it does not
 * show. Needs the release's folder and nothing else.
 */
import { join } from 'node:path';
import { Failure } from '../../base/index.ts';
import { METHODS, perturbationOf, type ThresholdPolicy } from '../../catalogue/index.ts';
import {
  auditYear,
  cubeOf,
  daysCounted,
  GUARANTEES,
  type GuaranteeCheck,
  inMembers,
  type PooledCheck,
  readActualValues,
  readShown,
  relationsIn,
  type ShownCube,
  seenOf,
  sliceOf,
  type YearAudit,
} from '../../disclosure/index.ts';
import { type EngineOptions, openDuckDB } from '../../engine/index.ts';
import { printText } from '../../query/index.ts';
import { ATLAS, type ReleasedCube } from '../manifest.ts';
import { findRelease, readManifest, releaseFolder } from '../releases.ts';
import { refuseDamaged } from '../verify/files.ts';
import { verifySheets } from '../verify/sheets.ts';
import { auditChanged } from './audit-changed.ts';
import { auditPooled } from './audit-pooled.ts';
import { type Behind, type ReleasedFolder, readReleasedGrid } from './released-grid.ts';

export interface AuditRequest {
  readonly dataRoot: string;
  /** A release, or `current`. */
  readonly release: string;
  readonly engine: EngineOptions;
  readonly signal?: AbortSignal;
}

export interface ReleaseAudit {
  readonly version: 2;
  readonly release: string;
  readonly years: readonly EntityAudit[];
  /**
   * Entities whose figures are shown as counted, by a policy that protects nobody: nothing of them
   * is audited.
   */
  readonly unprotected: readonly string[];
  /** Nothing that must not be known can be inferred, and nothing is otherwise than promised. */
  readonly safe: boolean;
}

export interface EntityAudit extends YearAudit {
  readonly entity: string;
  readonly distinguishPrimary: boolean;
  readonly width: number;
  /** What the policy says of nested differences. */
  readonly nestedPolicy: ThresholdPolicy['nested_differences'];
  /** Where figures are changed in place of suppressed: how, and what that promises. */
  readonly changed: string | null;
  readonly guarantees: readonly GuaranteeCheck[];
  /** Rows of several years together, and those of them that are not the sum of what is shown. */
  readonly pooled: PooledCheck;
}

/**
 * Audits a release of a data root. Refuses an unknown one (usage) and one that is broken (data);
 * what is unsafe is reported.
 */
export async function auditRelease({ dataRoot, release, engine, signal }: AuditRequest): Promise<ReleaseAudit> {
  const folder = releaseFolder(dataRoot, findRelease(dataRoot, release));
  await refuseDamaged(folder, readManifest(folder), signal);
  return auditFolder(folder, engine, undefined, signal);
}

/**
 * Audits what is in a folder as a release: every year, or those with new cubes where it is known
 * what is behind them.
 */
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
      // Asked by a person, an audit says what a method discloses that promises nothing.
      if (behind !== undefined && !METHODS[policy.method].isAudited) continue;
      const cubes = manifest.cubes.filter((cube) => cube.entity === entity);
      for (const year of [...new Set(cubes.map((cube) => cube.year))].sort()) {
        if (behind !== undefined && !behind.fresh.has(year)) continue;
        const ofYear = cubes.filter((cube) => cube.year === year);
        const inYear = { ...manifest, figureRelations: relationsIn(manifest.figureRelations, year) };
        const of = { engine, folder, manifest: inYear, sheets, behind };
        const { distinguish_primary: distinguishPrimary, width, nested_differences: nestedPolicy } = policy;
        const perturbation = perturbationOf(policy);
        const audit =
          perturbation === null
            ? { ...(await auditCubes(of, year, ofYear, policy, signal)), changed: null, guarantees: [] }
            : await auditChanged(of, year, ofYear, policy, perturbation);
        // What adds up years that are new is looked at with them, though it is carried over.
        const { pooled: several = {} } = manifest.figureRelations;
        const isOf = ({ code, year: own }: ReleasedCube) =>
          own === year || (behind?.fresh.has(own) === false && own > year && own - (several[code]?.years ?? 1) < year);
        const ofSeveral = cubes.filter((cube) => several[cube.code] !== undefined && isOf(cube));
        const pooled = await auditPooled({ engine, folder, manifest, sheets }, ofSeveral, cubes);
        const safe = audit.safe && pooled.sensitive === 0;
        audits.push({ ...audit, entity, distinguishPrimary, width, nestedPolicy, pooled, safe });
        if (signal?.aborted) throw new Failure('interrupted', 'interrupted.');
      }
    }
    const unprotected = Object.entries(manifest.policy.disclosure).flatMap(([entity, { kind }]) =>
      kind === 'none' && manifest.cubes.some((cube) => cube.entity === entity) ? [entity] : [],
    );
    const safe = audits.every((audit) => audit.safe);
    return { version: 2, release: manifest.release, years: audits, unprotected, safe };
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
      const broken = audit.guarantees.filter((check) => check.violations > 0);
      if (broken.length > 0) {
        const finding = broken.map((check) => `violated in ${check.violations} cells: ${GUARANTEES[check.guarantee]}`);
        return `  ${audit.entity} ${audit.year} (${audit.changed}): ${finding.join(' ')}`;
      }
      const finding = audit.consistent
        ? [
            `${audit.exactlyDisclosed} of ${audit.targets} sensitive cells can be disclosed exactly`,
            `${audit.tooNarrow} to an interval narrower than ${audit.width}`,
            `${audit.unproven} are unproven`,
            ...(audit.shown ? [`${audit.shown} are shown`] : []),
            ...(audit.percentiles.sensitive ? [`${audit.percentiles.sensitive} percentiles disclose too much`] : []),
            ...(audit.pooled.sensitive
              ? [`${audit.pooled.sensitive} figures of several years are not the sum of figures that are shown by year`]
              : []),
            ...(audit.nestedPolicy === 'protect' ? [`${differencesOf(audit)} nested differences`] : []),
          ].join(', ')
        : 'what is published contradicts itself';
      return `  ${audit.entity} ${audit.year}: ${finding}.`;
    });
  const isKept = years.every(({ guarantees }) => guarantees.every(({ violations }) => violations === 0));
  const finding = isKept ? 'discloses sensitive cells' : 'violates its disclosure-control guarantees';
  throw new Failure('disclosure', `the release ${release} ${finding}:\n${lines.join('\n')}`, {
    help: isKept
      ? '`cubes audit` lists the cells; do not publish the release.'
      : 'cubes that were carried over may be inconsistent with new ones: compute all cubes of the year again with `cubes run`, and release them together.',
  });
}

/** Sensitive nested differences that are disclosed or not known to be safe. */
function differencesOf({ nestedDifferences: { disclosed, unproven } }: YearAudit): number {
  return disclosed + (unproven ?? 0);
}

async function auditCubes(
  { engine, folder, manifest, sheets, behind }: ReleasedFolder,
  year: number,
  cubes: readonly ReleasedCube[],
  policy: ThresholdPolicy,
  signal: AbortSignal | undefined,
): Promise<YearAudit> {
  const { grid, shapes, figureRelations, places, relations } = await readReleasedGrid(
    { engine, folder, manifest, sheets, behind },
    year,
    cubes,
  );
  const shown: ShownCube[] = [];
  for (const shape of shapes) {
    const { per } = figureRelations.cubes[shape.code] ?? { per: 1 };
    const days = daysCounted(figureRelations, shape.code, year);
    const published = inMembers(relations[cubeOf(shape.code)] ?? '', days);
    // A value by members alone is so many times as large.
    shown.push(await readShown(engine, shape, sliceOf(shape.code, published, 'as published'), per / days));
  }
  const records = behind?.fresh.get(year);
  const actual =
    behind && records && (await readActualValues({ engine, ...behind, records }, grid, figureRelations, policy));
  const moves = behind?.movesOf?.(cubes[0]?.entity ?? '', year);
  const observation = { grid, figureRelations, policy, places, cubes: shown, seen: seenOf(grid, shown) };
  return auditYear(year, observation, { actual, moves, signal });
}
