/** `cubes schema`: the JSON Schema of the catalogue, or of what a command prints with `--json`. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { Failure, suggest } from '../../base/index.ts';
import { catalogueJsonSchema } from '../../catalogue/index.ts';
import { outputSchema, SHAPES } from '../json/shapes.ts';
import { catalogueFileOf, type PlaceOptions } from '../options.ts';

export interface SchemaOptions extends PlaceOptions {
  readonly names?: boolean;
}

/**
 * Prints the JSON Schema of the catalogue, or of an output. Refuses (usage) an unknown name, and
 * names of a catalogue that is no YAML.
 */
export function schema(output: string | undefined, options: SchemaOptions): void {
  if (output !== undefined && options.names === true)
    throw new Failure('usage', `--names is of the schema of the catalogue, not of ${output}.`, {
      help: 'leave one of the two out.',
    });
  const document = options.names === true ? readDocument(catalogueFileOf(options)) : undefined;
  const described = output === undefined ? catalogueJsonSchema(document) : outputSchema(readName(output));
  process.stdout.write(`${JSON.stringify(described, null, 2)}\n`);
}

/** The catalogue as it is written: names can be listed while it has problems of other kinds. */
function readDocument(file: string): Record<string, unknown> {
  try {
    return Object(parse(readFileSync(file, 'utf8')));
  } catch {
    throw new Failure('catalogue', `the names of ${file} cannot be read.`, {
      help: 'correct what `cubes check` reports.',
    });
  }
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
