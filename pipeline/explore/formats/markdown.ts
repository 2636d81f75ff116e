/** A table in Markdown, as GitHub has it; numbers to the right. */
import type { Answer, AnswerValue } from '../answer.ts';

/** An answer as a table in Markdown. */
export async function* markdown({ columns, rows }: Answer): AsyncGenerator<string> {
  yield line(columns.map(({ name }) => name));
  yield `| ${columns.map(({ isNumber }) => (isNumber ? '---:' : '---')).join(' | ')} |\n`;
  for await (const batch of rows) yield batch.map(line).join('');
}

function line(cells: readonly AnswerValue[]): string {
  return `| ${cells.map(field).join(' | ')} |\n`;
}

function field(cell: AnswerValue): string {
  if (cell === null) return '';
  const text = typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
  return text.replaceAll('|', '\\|').replace(/\r?\n/g, '<br>');
}
