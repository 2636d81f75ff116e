/**
 * Deals the members of an entity out into partitions, after planning: the cubes are the same, and
 * less is in memory at a time.
 */
import type { MemberwiseStep, Plan, Step } from './plan.ts';

/**
 * Gives a plan in which every step of an entity's members is done once for each partition of them:
 * what such a step writes is replaced by the next partition's, tallies and checks add up.
 * `partitions` says how many, by year and entity; 1 leaves the steps as they are.
 */
export function partitionSteps(plan: Plan, partitions: (year: number, entity: string) => number): Plan {
  const years = plan.years.map((year) => ({
    ...year,
    computation: partitionEach(year.computation, (entity) => partitions(year.year, entity)),
  }));
  return { ...plan, years };
}

/** The steps of an entity stand together, from its first collecting pass to its last tally. */
function partitionEach(steps: readonly Step[], partitions: (entity: string) => number): Step[] {
  const done = new Set<string>();
  return steps.flatMap((step): readonly Step[] => {
    if (!isMemberwise(step)) return [step];
    const { entity } = step;
    if (done.has(entity)) return [];
    done.add(entity);
    return splitSteps(
      steps.filter((other): other is MemberwiseStep => isMemberwise(other) && other.entity === entity),
      partitions(entity),
    );
  });
}

function splitSteps(steps: readonly MemberwiseStep[], of: number): readonly Step[] {
  if (of <= 1) return steps;
  return Array.from({ length: of }, (_, index) =>
    steps.map((step): Step => ({ ...step, partition: { index, of } })),
  ).flat();
}

function isMemberwise(step: Step): step is MemberwiseStep {
  return 'entity' in step;
}
