/** The reference of what `--json` prints, from the published shapes. */
import { outputSchema, SHAPES } from '../../../pipeline/cli/json/shapes.ts';
import { GENERATED } from './markdown.ts';
import { keyTable, type Schema } from './schema.ts';

export function jsonShapesPage(): string {
  const names = (Object.keys(SHAPES) as (keyof typeof SHAPES)[]).sort();
  return `# JSON shapes

${GENERATED}

The keys of what a command prints with \`--json\` ([how it is used](json.md)). \`<name>\` stands for a key that depends on
the data, \`[]\` for an entry of a list. \`cubes schema NAME\` prints a shape as a JSON Schema.

${names.map((name) => `[${name}](#${name})`).join(' · ')}

${names.map((name) => `## ${name}\n\n${keyTable(outputSchema(name) as Schema)}`).join('\n\n')}
`;
}
