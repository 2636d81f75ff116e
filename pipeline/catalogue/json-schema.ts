/**
 * The JSON Schema of the catalogue, generated for editors from the same shapes that `cubes check`
 * validates it with.
 */
import { z } from 'zod';
import { catalogueSchema } from './schema.ts';
import { type SchemaNode, withNames } from './schema-names.ts';

/**
 * The schema as an object, draft 2020-12.
 *
 * @param document a catalogue as it is written: what it declares are the only names that the schema
 *   accepts; without it any name is
 */
export function catalogueJsonSchema(document?: Readonly<Record<string, unknown>>): object {
  const schema = z.toJSONSchema(catalogueSchema, { io: 'input' }) as SchemaNode;
  return { title: 'Atlas Cubes catalogue', ...(document === undefined ? schema : withNames(schema, document)) };
}
