/**
 * The JSON Schema of the catalogue, generated for editors from the same shapes that `cubes check`
 * validates it with.
 */
import { z } from 'zod';
import { catalogueSchema } from './schema.ts';

/** The schema as an object, draft 2020-12. */
export function catalogueJsonSchema(): object {
  return { title: 'Atlas Cubes catalogue', ...z.toJSONSchema(catalogueSchema, { io: 'input' }) };
}
