/** `cubes schema`: the JSON Schema of the catalogue. */
import { catalogueJsonSchema } from '../../catalogue/index.ts';

export function schema(): void {
  process.stdout.write(`${JSON.stringify(catalogueJsonSchema(), null, 2)}\n`);
}
