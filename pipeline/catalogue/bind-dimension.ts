/** Binds dimensions: what members are, and what claims are. */
import { bindConditions } from './bind-condition.ts';
import { requireColumn } from './bind-source.ts';
import type { Dimension, EventClaims, Source } from './catalogue.ts';
import type { CatalogueDocument } from './schema.ts';
import { checkTexts, checkTwice, isKnown, lookUp, mapValues, type Scope } from './scope.ts';

type Entry = CatalogueDocument['dimensions'][string];

/**
 * Dimensions by name, with their members in order. Reports an unknown entity or source, a column
 * that the relation of the members lacks, and conditions that cannot be met.
 */
export function bindDimensions(scope: Scope, sources: Readonly<Record<string, Source>>): Record<string, Dimension> {
  const entities = Object.keys(scope.document.entities);
  return mapValues(scope.document.dimensions, (entry, name) => {
    const path = ['dimensions', name];
    const { label, entity, members } = entry;
    checkTexts(scope, [...path, 'label'], name, label);
    const isEntity = isKnown(scope, 'unknown-entity', [...path, 'entity'], name, entity, entities);
    if ('from' in entry)
      return { name, label, entity, members: Object.keys(members), event: bindClaims(scope, name, entry, sources) };
    const relation = lookUp(scope.relations, lookUp(scope.document.entities, entity)?.relation ?? '');
    if (isEntity && relation !== undefined) requireColumn(scope, relation, name, `a dimension of ${entity}`);
    checkTwice(scope, [...path, 'members'], name, entry.members);
    return { name, label, entity, members: entry.members };
  });
}

/** What a claim of each member is. */
function bindClaims(
  scope: Scope,
  name: string,
  { entity, from, members }: Extract<Entry, { from: string }>,
  sources: Readonly<Record<string, Source>>,
): EventClaims {
  const path = ['dimensions', name];
  const source = isKnown(scope, 'unknown-source', [...path, 'from'], name, from, Object.keys(sources))
    ? sources[from]
    : undefined;
  const key = lookUp(scope.document.entities, entity)?.key;
  if (source !== undefined && key !== undefined && lookUp(source.columns, key) === undefined)
    scope.report.add('key-not-delivered', scope.yaml.positionOf([...path, 'entity']), {
      owner: entity,
      key,
      source: from,
    });
  const where = Object.entries(members).map(([member, conditions]) =>
    bindConditions(scope, `${member} of ${name}`, [...path, 'members', member], conditions, source),
  );
  return { source: from, where };
}
