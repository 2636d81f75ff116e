/** JSON: an array with an object for each row, a row a line. */
import type { Answer } from '../answer.ts';

/** An answer as a JSON array with an object for each row. */
export async function* json({ columns, rows }: Answer): AsyncGenerator<string> {
  yield '[';
  let before = '\n';
  for await (const batch of rows) {
    const lines = batch.map((row) =>
      JSON.stringify(Object.fromEntries(columns.map(({ name }, i) => [name, row[i] ?? null]))),
    );
    if (lines.length > 0) yield `${before}${lines.join(',\n')}`;
    before = ',\n';
  }
  yield '\n]\n';
}
