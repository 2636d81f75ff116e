/** The index of catalogue errors, from the examples that the tests of messages hold. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MESSAGES } from '../../../pipeline/catalogue/index.ts';
import { GENERATED } from './markdown.ts';

const BAD = join(import.meta.dirname, '../../diagnostics/bad');

export function errorsPage(): string {
  const codes = Object.keys(MESSAGES).sort();
  return `# Index of catalogue errors

${GENERATED}

What \`cubes check\` reports, by the code in brackets: what is wrong with the example, and the message, which says where
it is and what to do. All problems of a stage are reported together: names and keys, then references, then SQL.

${codes.map((name) => `[${name}](#${name})`).join(' · ')}

${codes.map(sectionOf).join('\n\n')}
`;
}

function sectionOf(name: string): string {
  const why = readFileSync(join(BAD, `${name}.yaml`), 'utf8');
  const remark = why
    .split('\n')
    .filter((line) => line.startsWith('#'))
    .map((line) => line.slice(1).trim());
  const text = readFileSync(join(BAD, `${name}.txt`), 'utf8').trimEnd();
  const [first = ''] = text.split(/\n\n(?=\S)/).filter((one) => one.includes(`[${name}]`));
  return `## ${name}\n\n${remark.join(' ')}\n\n\`\`\`\`text\n${first}\n\`\`\`\``;
}
