/**
 * Revisions of published figures that would disclose sensitive cells to an attacker who has the
 * earlier releases: they are not published, and the figures stay as they were published, unless
 * somebody accepts what that discloses.
 */
import { join } from 'node:path';
import { isLinked, protectedEntity, type ThresholdPolicy } from '../catalogue/index.ts';
import {
  type FigureRelations,
  figuresInRow,
  figuresOf,
  indicatorOf,
  loadCube,
  policyOf,
  readFigureRelations,
} from '../disclosure/index.ts';
import { type Engine, withDuckDB } from '../engine/index.ts';
import type { Item } from '../plan/index.ts';
import { type CubeRecord, parquet } from '../run/index.ts';
import type { ReleaseAudit } from './audit/audit-release.ts';
import { type Acceptance, type GateResult, REVISION } from './gate-result.ts';
import { releasedCubePath } from './manifest.ts';
import { type Revision, readRevision } from './read-revision.ts';
import type { Staging } from './stage-cubes.ts';

/** What is not published in spite of having been computed. */
export interface WithheldRevision extends Item {
  readonly why: string;
}

export interface RevisionVerdict {
  readonly withheldRevisions: readonly WithheldRevision[];
  /** Revisions that disclose sensitive cells and were accepted. */
  readonly accepted: readonly GateResult[];
  /** All others that can be seen. */
  readonly revised: readonly Item[];
}

/** Says which of the cubes that are staged have to be not published. */
export async function judgeRevisions(staging: Staging, accept: readonly Acceptance[]): Promise<RevisionVerdict> {
  const withheldRevisions: WithheldRevision[] = [];
  const accepted: GateResult[] = [];
  const revised: Item[] = [];
  await withDuckDB(staging.engine, staging.signal, async (engine) => {
    for (const [year, records] of staging.plan.fresh)
      for (const group of linkedGroups(staging, records)) {
        const verdict = await judgeGroup(engine, staging, { year, ...group }, accept);
        withheldRevisions.push(...verdict.withheldRevisions);
        accepted.push(...verdict.accepted);
        revised.push(...verdict.revised);
      }
  });
  return { withheldRevisions, accepted, revised };
}

/**
 * Revisions of the years in which the audit finds sensitive cells disclosed: without them it may
 * not.
 */
export function disclosing({ revised }: RevisionVerdict, { years }: ReleaseAudit): WithheldRevision[] {
  const unsafe = new Set(years.filter(({ safe }) => !safe).map(({ year }) => year));
  return revised
    .filter(({ year }) => unsafe.has(year))
    .map((item) => ({
      ...item,
      why: 'together with previous releases and the other cubes, it would disclose sensitive cells.',
    }));
}

interface Group {
  readonly year: number;
  readonly policy: ThresholdPolicy;
  readonly records: readonly CubeRecord[];
}

/** Cubes by entity, where cells are suppressed against an attacker who knows all releases. */
function linkedGroups({ catalogue }: Staging, records: readonly CubeRecord[]): Omit<Group, 'year'>[] {
  const byEntity = new Map<string, CubeRecord[]>();
  for (const record of records) {
    const entity = protectedEntity(indicatorOf(catalogue, record.cube.code).measure);
    byEntity.set(entity, [...(byEntity.get(entity) ?? []), record]);
  }
  return [...byEntity.values()].flatMap((group) => {
    const policy = policyOf(catalogue, group[0]?.cube.code ?? '');
    return isLinked(policy) ? [{ policy, records: group }] : [];
  });
}

async function judgeGroup(
  engine: Engine,
  staging: Staging,
  { year, policy, records }: Group,
  accept: readonly Acceptance[],
): Promise<RevisionVerdict> {
  const { catalogue, dataRoot, folder, earlier } = staging;
  const revisions = new Map<string, Revision>();
  const unpublished: string[] = [];
  for (const record of records) {
    const { code } = record.cube;
    const versions = earlier(code, year);
    if (versions.length === 0) unpublished.push(code);
    // What was computed from the same was published already, whatever that disclosed.
    if (versions.length === 0 || versions.some(({ fingerprint }) => fingerprint === record.fingerprint.whole)) continue;
    const cube = await loadCube(engine, catalogue, dataRoot, record);
    const staged = parquet(join(folder, releasedCubePath(code, year)));
    const revision = await readRevision({ engine, catalogue, policy, year, cube, staged, earlier: versions });
    await engine.execute(`DROP TABLE ${cube.relation}`);
    if (revision) revisions.set(code, revision);
  }
  const withheldRevisions: WithheldRevision[] = [];
  const accepted: GateResult[] = [];
  for (const [code, why] of disclosingRevisions(revisions)) {
    const reason = accept.find((one) => one.gate === REVISION && isAbout(one, { code, year }))?.reason;
    if (reason === undefined) withheldRevisions.push({ code, year, why });
    else accepted.push({ gate: REVISION, subject: `${code} ${year}`, outcome: 'accepted', message: why, reason });
  }
  const figureRelations = readFigureRelations(
    catalogue,
    records.map(({ cube }) => cube.code),
  );
  const isAccepted = (code: string) => accepted.some(({ subject }) => subject === `${code} ${year}`);
  const revised = [...revisions].filter(([code, { changed }]) => changed.length > 0 && !isAccepted(code));
  return {
    withheldRevisions: withRelated(withheldRevisions, revisions, unpublished, figureRelations),
    accepted,
    revised: revised.map(([code]) => ({ code, year })),
  };
}

function isAbout({ subject }: Acceptance, { code, year }: Item): boolean {
  return subject === undefined || subject === code || subject === `${code} ${year}`;
}

/**
 * Codes whose revision discloses something to an attacker who assumes that as little was revised as
 * explains what changed, and what.
 */
export function disclosingRevisions(revisions: ReadonlyMap<string, Revision>): [string, string][] {
  const isVisible = [...revisions.values()].some(({ changed }) => changed.length > 0);
  return [...revisions].flatMap(([code, { suppresses, relieves, empties }]): [string, string][] => {
    if (suppresses)
      return [
        [
          code,
          'it would suppress cells whose figures earlier releases show: an attacker derives them with the totals beside them.',
        ],
      ];
    if (empties)
      return [
        [code, 'cells that were published as sensitive count nobody now, which discloses how many they counted.'],
      ];
    // Beside figures that visibly changed a status does not say which cell it is about
    // (`protect/keep-statuses.ts`).
    if (relieves && !isVisible)
      return [[code, 'its cells would change in status alone, which discloses those that are no longer sensitive.']];
    return [];
  });
}

/**
 * What has a changed figure in common with what is not published, or one that is related to it, is
 * not published too: both together would contradict each other.
 */
function withRelated(
  given: readonly WithheldRevision[],
  revisions: ReadonlyMap<string, Revision>,
  unpublished: readonly string[],
  figureRelations: FigureRelations,
): WithheldRevision[] {
  const publishedBy = (code: string, names: Revision['changed']) =>
    names.flatMap((name) => figuresInRow(figureRelations.cubes, code)[name] ?? []);
  const touched = new Map([
    ...[...revisions].map(([code, { changed }]) => [code, publishedBy(code, changed)] as const),
    ...unpublished.map((code) => [code, publishedBy(code, ['numerator', 'denominator'])] as const),
  ]);
  const withheldRevisions = [...given];
  // What is added here is looked at in turn.
  for (const { code, year } of withheldRevisions) {
    const own = [...(touched.get(code) ?? []), ...publishedBy(code, ['numerator'])];
    const related = new Set([
      ...own,
      ...figureRelations.relations
        .map(figuresOf)
        .filter((all) => meets(all, own))
        .flat(),
    ]);
    for (const [other, figures] of touched)
      if (!withheldRevisions.some((one) => one.code === other) && figures.some((figure) => related.has(figure)))
        withheldRevisions.push({
          code: other,
          year,
          why: `it belongs together with ${code}, whose revision is not published.`,
        });
  }
  return withheldRevisions;
}

function meets(all: readonly string[], some: readonly string[]): boolean {
  return all.some((one) => some.includes(one));
}
