/** Whether two things that are known of members are made of the same columns of the delivery. */
import type { Entity, RelationFile } from './catalogue.ts';
import { lookUp } from './scope.ts';

/**
 * Whether an attribute of an entity is a dimension, or is made of a column that the dimension is
 * made of as well (`@derives`): age and bands of age, both made of the year of birth.
 */
export function isMadeOfSame(
  entity: Pick<Entity, 'relation' | 'attributes'>,
  relations: Readonly<Record<string, RelationFile>>,
  attribute: string,
  dimension: string,
): boolean {
  if (attribute === dimension) return true;
  const columnsOf = (file: string, name: string) =>
    (lookUp(relations, file)?.derives ?? []).flatMap(({ column, from }) => (column === name ? from : []));
  const own = lookUp(entity.attributes ?? {}, attribute);
  const columns = own === undefined ? [] : columnsOf(own.relation, own.column);
  return columns.some((column) => columnsOf(entity.relation, dimension).includes(column));
}
