/** Which columns of which sources the figures of an indicator come from. */
import type { Catalogue, Entity, Indicator } from './catalogue.ts';
import { otherEntity, termsOf } from './measure.ts';
import { lookUp } from './scope.ts';
import { variablesOf } from './unused.ts';
import { piecesIn } from './variable.ts';

export interface ColumnBehind {
  readonly source: string;
  readonly column: string;
  /**
   * Figures are summed or found by it; claims are related to their entity by it; a condition or a
   * shown dimension reads it; or members have it, unseen.
   */
  readonly use: 'figure' | 'key' | 'condition' | 'member';
}

/**
 * Columns without which the figures would be wrong or empty: what its variables are summed, found
 * and distinguished by, the key of its members, and what its dimensions are made of, as the
 * relation of its members says in `@derives`.
 */
export function columnsBehind(catalogue: Catalogue, indicator: Indicator): ColumnBehind[] {
  const { measure, dimensions, standard } = indicator;
  const names = termsOf(measure).flatMap(variablesOf);
  const shown = [
    ...dimensions,
    ...(standard === null ? [] : [catalogue.standardPopulations[standard]?.dimension ?? '']),
  ];
  const counted = [measure.entity, otherEntity(measure)].flatMap((name) => catalogue.entities[name ?? ''] ?? []);
  const ofMembers = counted.flatMap((entity) => behindMembers(catalogue, entity, shown));
  const all = [...ofMembers, ...[...new Set(names)].flatMap((name) => behindVariable(catalogue, name))];
  return all.filter((one, i) => all.findIndex((other) => isSame(one, other)) === i);
}

/** What says who the members of an entity are, and in which of the dimensions that are shown. */
function behindMembers(catalogue: Catalogue, entity: Entity, shown: readonly string[]): ColumnBehind[] {
  const relation = lookUp(catalogue.relations, entity.relation);
  const derived = (relation?.derives ?? []).flatMap(({ column, from }) =>
    from.map((one) => [one, shown.includes(column) ? 'condition' : 'member'] as const),
  );
  return (relation?.reads ?? []).flatMap((source) =>
    [...derived, [entity.key, 'figure'] as const]
      .filter(([column]) => lookUp(catalogue.sources[source]?.columns ?? {}, column) !== undefined)
      .map(([column, use]) => ({ source, column, use })),
  );
}

function behindVariable(catalogue: Catalogue, name: string): ColumnBehind[] {
  const variable = lookUp(catalogue.variables, name);
  if (variable === undefined) return [];
  if (variable.kind === 'relation') {
    const { uses = [], derives = [], reads = [] } = lookUp(catalogue.relations, variable.relation) ?? {};
    if (variable.test !== undefined) {
      const from = derives.flatMap((one) => (one.column === variable.column ? one.from : []));
      return reads.flatMap((source) =>
        from
          .filter((column) => lookUp(lookUp(catalogue.sources, source)?.columns ?? {}, column) !== undefined)
          .map((column) => ({ source, column, use: 'condition' as const })),
      );
    }
    return uses.flatMap((used) => behindVariable(catalogue, used));
  }
  if (variable.kind !== 'collected') return piecesIn(variable).flatMap((piece) => behindVariable(catalogue, piece));
  const { source, value, codes, where, entity } = variable;
  const code = catalogue.sources[source]?.code;
  const key = catalogue.entities[entity]?.key;
  const since = value.kind === 'sum' ? value.since : undefined;
  const figures = [value.column, since, ...(codes === undefined ? [] : [code])].flatMap((column) => column ?? []);
  return [
    ...figures.map((column) => ({ source, column, use: 'figure' as const })),
    ...(key === undefined ? [] : [{ source, column: key, use: 'key' as const }]),
    ...where.map(({ column }) => ({ source, column, use: 'condition' as const })),
  ];
}

function isSame(a: ColumnBehind, b: ColumnBehind): boolean {
  return a.source === b.source && a.column === b.column && a.use === b.use;
}
