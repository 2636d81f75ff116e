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
    const { label, entity, from, members } = entry;
    checkTexts(scope, [...path, 'label'], name, label);
    const isEntity = isKnown(scope, 'unknown-entity', [...path, 'entity'], name, entity, entities);
    if ((from === undefined) !== Array.isArray(members))
      scope.report.add('dimension-form', scope.yaml.positionOfKey([...path, 'members']), {
        dimension: name,
        source: from,
      });
    const listed = Array.isArray(members) ? members : Object.keys(members);
    if (from !== undefined)
      return { name, label, entity, members: listed, event: bindClaims(scope, name, entry, from, sources) };
    const relation = lookUp(scope.relations, lookUp(scope.document.entities, entity)?.relation ?? '');
    if (isEntity && relation !== undefined) requireColumn(scope, relation, name, `a dimension of ${entity}`);
    checkTwice(scope, [...path, 'members'], name, listed);
    return { name, label, entity, members: listed };
  });
}

/** What a claim of each member is. */
function bindClaims(
  scope: Scope,
  name: string,
  { entity, members }: Entry,
  from: string,
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
  const written = Array.isArray(members) ? {} : members;
  const where = Object.entries(written).map(([member, conditions]) =>
    bindConditions(scope, `${member} of ${name}`, [...path, 'members', member], conditions, source),
  );
  return { source: from, where };
}
