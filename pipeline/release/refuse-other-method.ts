/**
 * A year is published by one method for good: exact and changed figures of the same persons, or
 * figures changed in two ways, disclose more than each by itself.
 */
import { Failure } from '../base/index.ts';
import {
  type Catalogue,
  type DisclosurePolicy,
  perturbationOf,
  printPerturbation,
  protectedEntity,
} from '../catalogue/index.ts';
import { indicatorOf } from '../disclosure/index.ts';
import { knownReleases } from './known-releases.ts';
import type { ReleasePlan } from './plan-release.ts';

/**
 * Refuses (disclosure) to publish a year of an entity by another method than a release that is
 * known.
 */
export function refuseOtherMethod(catalogue: Catalogue, dataRoot: string, { fresh }: ReleasePlan): void {
  const publishing = new Set(
    [...fresh].flatMap(([year, records]) =>
      records.map(({ cube }) => `${protectedEntity(indicatorOf(catalogue, cube.code).measure)} ${year}`),
    ),
  );
  for (const { manifest } of knownReleases(dataRoot)) {
    const { release, cubes, policy } = manifest;
    for (const { entity, year } of cubes) {
      const [then, now] = [policy.disclosure[entity], catalogue.disclosure[entity]];
      if (!publishing.has(`${entity} ${year}`)) continue;
      if (methodOf(then) === methodOf(now)) continue;
      throw new Failure(
        'disclosure',
        `figures on ${entity} of ${year} were released in ${release} (${describeMethod(then)}) and cannot be released by another method (${describeMethod(now)}): together they disclose more than either.`,
        {
          help: `leave \`disclosure: ${entity}\` as it was; or, if the releases that contain the year were never distributed, delete them with their records in work/published.`,
        },
      );
    }
  }
}

function methodOf(policy: DisclosurePolicy | undefined): string {
  return JSON.stringify(perturbationOf(policy));
}

function describeMethod(policy: DisclosurePolicy | undefined): string {
  const perturbation = perturbationOf(policy);
  if (perturbation === null) return 'exact figures';
  return `${printPerturbation(perturbation)}, threshold ${perturbation.threshold}`;
}
