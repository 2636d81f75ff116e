/** Checks what only a density has: another entity below the line. */
import type { Entity, Measure } from './catalogue.ts';
import { otherEntity } from './measure.ts';
import type { CatalogueDocument } from './schema.ts';
import { isKnown, lookUp, type Scope } from './scope.ts';
import type { Path } from './yaml-file.ts';

/** Reports an `over` that cannot be divided by, and what is asked beside it. */
export function checkDensity(
  scope: Scope,
  code: string,
  path: Path,
  entry: CatalogueDocument['indicators'][string],
  measure: Measure,
  entities: Readonly<Record<string, Entity>>,
): void {
  const over = otherEntity(measure);
  if (over === undefined) return;
  const place = [...path, 'over'];
  if (!isKnown(scope, 'unknown-entity', place, code, over, Object.keys(entities))) return;
  const position = scope.yaml.positionOf(place);
  if (over === measure.entity) scope.report.add('over-itself', position, { code, entity: over });
  if (lookUp(entities, over)?.outsiders === 'country_only')
    scope.report.add('unknown-denominator', position, { code, entity: over });
  const asked: Readonly<Record<string, Path>> = {
    ...(entry.measure.population && { population: ['indicators', code, 'measure', 'population'] }),
    ...((entry.dimensions ?? []).length > 0 && { dimensions: ['indicators', code, 'dimensions'] }),
  };
  for (const [key, at] of Object.entries(asked))
    scope.report.add('density-by', scope.yaml.positionOfKey(at), { code, key, over });
}
