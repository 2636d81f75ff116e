/**
 * Stages what may be published: everything that was planned, less the revisions that have to be not
 * published.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { Failure } from '../base/index.ts';
import type { Item } from '../plan/index.ts';
import { type Acceptance, REVISION } from './gate-result.ts';
import { judgeRevisions, type RevisionVerdict, type WithheldRevision } from './judge-revisions.ts';
import type { ReleasePlan } from './plan-release.ts';
import { type StagedCubes, type Staging, stageCubes } from './stage-cubes.ts';

export interface StagedRelease extends RevisionVerdict, StagedCubes {
  /** With the plan that it was staged by. */
  readonly staging: Staging;
}

export interface StageRequest {
  /** What is to be published anew. */
  readonly fresh: readonly Item[];
  readonly accept: readonly Acceptance[];
  /** Not published already; not in `fresh`. */
  readonly withheldRevisions: readonly WithheldRevision[];
  /** The plan of a release of which fewer are published anew. */
  readonly replan: (fresh: readonly Item[]) => ReleasePlan;
}

/**
 * Stages the cubes of a release; where a revision discloses sensitive cells, once more with the
 * cube as it was published. Refuses (disclosure) where nothing new is left, or what is not
 * published cannot stay as it was.
 */
export async function stageRelease(
  staging: Staging,
  { fresh, accept, replan, ...before }: StageRequest,
): Promise<StagedRelease> {
  const withheldRevisions = [...before.withheldRevisions];
  for (let current = staging; ; ) {
    rmSync(current.folder, { recursive: true, force: true });
    mkdirSync(current.folder);
    const staged = await stageCubes(current);
    const verdict = await judgeRevisions(current, accept);
    if (verdict.withheldRevisions.length === 0) return { staging: current, ...staged, ...verdict, withheldRevisions };
    withheldRevisions.push(...verdict.withheldRevisions);
    current = { ...current, plan: planWithout(withheldRevisions, fresh, replan) };
  }
}

/**
 * The plan of a release without what is not published; refuses (disclosure) where nothing else is
 * new, or that cannot stay as it was published.
 */
export function planWithout(
  withheldRevisions: readonly WithheldRevision[],
  fresh: readonly Item[],
  replan: StageRequest['replan'],
): ReleasePlan {
  const left = fresh.filter((item) => !isIn(withheldRevisions, item));
  if (withheldRevisions.length > 0 && left.length === 0)
    throw refusal(withheldRevisions, 'nothing else is to be published');
  let plan: ReleasePlan;
  try {
    plan = replan(left);
  } catch (error) {
    if (error instanceof Failure && withheldRevisions.length > 0)
      throw refusal(withheldRevisions, `they cannot stay as they were published (${error.message})`);
    throw error;
  }
  if ([...plan.fresh.values()].flat().some(({ cube }) => isIn(withheldRevisions, cube)))
    throw refusal(withheldRevisions, 'they cannot stay as they were published');
  return plan;
}

function isIn(withheldRevisions: readonly WithheldRevision[], { code, year }: Item): boolean {
  return withheldRevisions.some((one) => one.code === code && one.year === year);
}

function refusal(withheldRevisions: readonly WithheldRevision[], besides: string): Failure {
  const lines = withheldRevisions.map(({ code, year, why }) => `  ${code} ${year}: ${why}`);
  return new Failure(
    'disclosure',
    `revisions of published figures would disclose sensitive cells, and ${besides}:\n${lines.join('\n')}`,
    {
      help: `publish them nevertheless with \`--accept ${REVISION}:${withheldRevisions[0]?.code}:${withheldRevisions[0]?.year} --reason TEXT\`, for each of them; what that discloses cannot be taken back.`,
    },
  );
}
