/** The reference of catalogue keys, from the JSON Schema that editors use. */
import { catalogueJsonSchema } from '../../../pipeline/catalogue/index.ts';
import { code, GENERATED, sentence } from './markdown.ts';
import { keyTable, type Schema } from './schema.ts';

export function cataloguePage(): string {
  const { properties = {} } = catalogueJsonSchema() as Schema;
  const sections = Object.entries(properties);
  return `# Keys of the catalogue

${GENERATED}

The sections of \`indicators.yaml\`. \`<name>\` stands for a name of your own, \`[]\` for an entry of a list. A key that is
not listed is an error. \`cubes schema\` prints the same as a JSON Schema, with which editors complete and check the file.

${sections.map(([name]) => `[${name}](#${name})`).join(' · ')}

${sections.map(sectionOf).join('\n\n')}
`;
}

function sectionOf([name, schema]: [string, Schema]): string {
  const table = keyTable({ properties: { [name]: schema } });
  const isPlain = table.split('\n').length === 3 && schema.description === undefined;
  return [
    `## ${name}`,
    ...(schema.description === undefined ? [] : [`${sentence(schema.description)}.`]),
    isPlain ? `${code(name)}: ${schema.type ?? 'a value'}` : table,
  ].join('\n\n');
}
