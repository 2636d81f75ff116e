/**
 * What may come next in a statement: the engine's own completion, and, within quotes, areas,
 * indicators and levels.
 */
import type { Explorer } from './open-explorer.ts';

export interface Suggestion {
  /** What is there of it already: the end of the text. */
  readonly typed: string;
  /**
   * What may stand in its place; each begins as it does, where none does but for upper and lower
   * case.
   */
  readonly words: readonly string[];
}

const MOST = 60;

/** A text that is not closed at the end, in which a quote is doubled; what it holds so far. */
const OPEN_QUOTE = /^(?:[^']|'(?:[^']|'')*'(?!'))*'((?:[^']|'')*)$/;

const NAMES = `SELECT word FROM (
  SELECT code AS word, 1 AS rank FROM indicator
  UNION ALL SELECT DISTINCT area_level, 2 FROM area
  UNION ALL SELECT name, CASE WHEN LENGTH(ref_area) = 5 THEN 3 ELSE 4 END FROM area_name
)
WHERE STARTS_WITH(LOWER(word), LOWER($typed))
GROUP BY word
ORDER BY MIN(rank), word`;

/**
 * Suggests how a text goes on. Gives nothing where there is nothing to say: a statement that is
 * wrong before its end, or no release.
 */
export async function suggestNext(explorer: Explorer, text: string): Promise<Suggestion> {
  const quoted = OPEN_QUOTE.exec(text)?.[1];
  try {
    if (quoted !== undefined) {
      const found = await ask(explorer, NAMES, { typed: quoted.replaceAll("''", "'") });
      const words = found.map(([word]) => `${String(word).replaceAll("'", "''")}'`);
      return { typed: quoted, words: beginningWith(quoted, words) };
    }
    const found = await ask(
      explorer,
      'SELECT suggestion, suggestion_start FROM sql_auto_complete($text) ORDER BY suggestion_score, suggestion',
      { text },
    );
    // The engine counts bytes.
    const typed = Buffer.from(text)
      .subarray(Number(found[0]?.[1] ?? 0))
      .toString();
    return {
      typed,
      words: beginningWith(
        typed,
        found.map(([word]) => String(word)),
      ),
    };
  } catch {
    return { typed: '', words: [] };
  }
}

async function ask(explorer: Explorer, sql: string, parameters: Readonly<Record<string, string>>) {
  const { rows } = await explorer.ask(sql, { parameters, limit: MOST });
  const all = [];
  for await (const batch of rows) all.push(...batch);
  return all;
}

function beginningWith(typed: string, words: readonly string[]): string[] {
  const exactly = words.filter((word) => word.startsWith(typed));
  return exactly.length > 0 ? exactly : words.filter((word) => word.toLowerCase().startsWith(typed.toLowerCase()));
}
