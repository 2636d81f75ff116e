/**
 * What a refresh would change, figure by figure, before anything is published: cubes are computed
 * into the work folder, where the refresh takes them from, and a release is made and taken away.
 */
import { type GateResult, previewRelease, type ReleasePreview } from '../release/index.ts';
import type { RefreshItem } from './refresh-plan.ts';
import type { RefreshRequest } from './refresh-request.ts';
import { computeChanged, judgeGates, releaseRequestOf } from './refresh-stages.ts';
import { withPlan } from './with-plan.ts';

export interface RefreshPreview {
  readonly items: readonly RefreshItem[];
  /** Those that fail would stop the refresh. */
  readonly gates: readonly GateResult[];
  /** What the release would change; null where there would be none. */
  readonly release: ReleasePreview | null;
}

/**
 * Compares what a refresh would publish with the current release.
 *
 * @throws Failure what `refresh` throws, but for gates that fail
 */
export function previewRefresh(request: RefreshRequest): Promise<RefreshPreview> {
  return withPlan<RefreshPreview>(request, {
    idle: (items) => ({ items, gates: [], release: null }),
    work: async (start) => {
      const computed = { ...start, ...(await computeChanged(start)) };
      const { gates } = await judgeGates(computed);
      return { items: start.items, gates, release: await previewRelease(releaseRequestOf({ ...computed, gates })) };
    },
  });
}
