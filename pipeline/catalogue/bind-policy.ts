/** Binds what is kept from the public: a policy for every entity that an indicator counts. */
import type { Indicator } from './catalogue.ts';
import { otherEntity } from './measure.ts';
import { methodNamed } from './methods/index.ts';
import type { DisclosurePolicy } from './policy.ts';
import { isKnown, mapValues, type Scope } from './scope.ts';

/**
 * Policies by entity; none where the catalogue declares none, and then nothing of it can be
 * published.
 */
export function bindDisclosure(
  scope: Scope,
  indicators: Readonly<Record<string, Indicator>>,
): Record<string, DisclosurePolicy> {
  const { disclosure, entities } = scope.document;
  if (disclosure === undefined) return {};
  const known = Object.keys(entities);
  for (const name of Object.keys(disclosure))
    isKnown(scope, 'unknown-entity', ['disclosure', name], '`disclosure`', name, known);
  const counted = new Set(
    Object.values(indicators).flatMap(({ measure }) => [measure.entity, otherEntity(measure) ?? measure.entity]),
  );
  for (const entity of known) {
    if (counted.has(entity) && disclosure[entity] === undefined && !scope.left.has(entity))
      scope.report.add('no-policy', scope.yaml.positionOfKey(['disclosure']), { entity });
  }
  return mapValues(disclosure, (policy): DisclosurePolicy => {
    if (policy === 'none') return { kind: 'none' };
    const nested = policy.nested_differences ?? (methodNamed(policy.method).isLinked ? 'protect' : 'report');
    return { kind: 'threshold', ...policy, nested_differences: nested };
  });
}
