/** CSV as RFC 4180 has it, with a head; NULL is empty, an empty text is `""`. */
import type { Answer, AnswerValue } from '../answer.ts';

/** An answer as CSV (RFC 4180), with a line of names. */
export async function* csv({ columns, rows }: Answer): AsyncGenerator<string> {
  yield line(columns.map(({ name }) => name));
  for await (const batch of rows) yield batch.map(line).join('');
}

function line(cells: readonly AnswerValue[]): string {
  return `${cells.map(field).join(',')}\r\n`;
}

function field(cell: AnswerValue): string {
  if (cell === null) return '';
  const text = typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
