/** `cubes schema`: the JSON Schema of the catalogue, or of what a command prints with `--json`. */
import { Failure, suggest } from '../../base/index.ts';
import { catalogueJsonSchema } from '../../catalogue/index.ts';
import { outputSchema, SHAPES } from '../json/shapes.ts';

/** Prints the JSON Schema of the catalogue, or of an output. Refuses (usage) an unknown name. */
export function schema(output: string | undefined): void {
  const described = output === undefined ? catalogueJsonSchema() : outputSchema(readName(output));
  process.stdout.write(`${JSON.stringify(described, null, 2)}\n`);
}

function readName(text: string): keyof typeof SHAPES {
  const names = Object.keys(SHAPES) as (keyof typeof SHAPES)[];
  const found = names.find((name) => name === text);
  if (found !== undefined) return found;
  const nearest = suggest(text, names);
  throw new Failure('usage', `no output is called \`${text}\`.`, {
    help: nearest === undefined ? `one of: ${names.join(', ')}.` : `did you mean \`${nearest}\`?`,
  });
}
