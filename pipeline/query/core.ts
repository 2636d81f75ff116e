/**
 * The core of SQL that DuckDB and Spark share, with the same meaning in both. What goes to a
 * cluster keeps to it; everything else stays on DuckDB.
 */
import { type Token, tokensOf } from './tokens.ts';

/** A construct outside the shared core: what it is, and on which line of the statement. */
export interface CoreProblem {
  readonly construct: string;
  readonly line: number;
}

const words = (text: string): readonly string[] => text.split(' ');

/** No ORDER BY: NULL is first for one engine and last for the other. */
const KEYWORDS = words(
  'ALL AND AS BETWEEN BY CASE CROSS DATE DISTINCT DIV ELSE END EXISTS FALSE FILTER FROM FULL GROUP HAVING INNER IS JOIN LEFT LIKE NOT NULL ON OR OUTER SELECT THEN TRUE UNION WHEN WHERE WITH IN',
);
const FUNCTIONS = words(
  'ABS CAST COALESCE COUNT GREATEST ISNAN MAKE_DATE MAX MIN MONTH NULLIF RINT ROUND SHIFTRIGHT SUM TO_DATE TRANSLATE TRIM REPLACE YEAR getvariable',
);
/** Of these the engines agree in every value; VARCHAR is called STRING by one of them. */
const TYPES = words('BIGINT BOOLEAN DECIMAL DOUBLE FLOAT INTEGER SMALLINT STRING TIMESTAMP_NTZ TINYINT VARCHAR');
const SIGNS = new Set(words('( ) , . + - * / % & || = <> < <= > >= //'));

/**
 * Gives what is outside the core in a statement, by the words that are written in capitals, the
 * functions that are called and the signs. A word in small letters that is not called is a name.
 */
export function outsideCore(sql: string): CoreProblem[] {
  const tokens = linesOf(tokensOf(sql)).filter(({ kind }) => kind !== 'space' && kind !== 'comment');
  const found = tokens.flatMap(({ kind, text, line }, i): CoreProblem[] => {
    const called = tokens[i + 1]?.text === '(';
    if (kind === 'sign') return SIGNS.has(text) ? [] : [{ construct: text, line }];
    if (kind !== 'word' || tokens[i - 1]?.text === '.') return [];
    if (isKnown(text)) return [];
    if (/^[A-Z][A-Z_]*$/.test(text)) return [{ construct: called ? `${text}()` : text, line }];
    // A name before a bracket is a function, but for that of a named query's columns.
    return called && tokens[i - 1]?.text !== 'AS' ? [{ construct: `${text}()`, line }] : [];
  });
  return found.filter((one, i) => found.findIndex(({ construct }) => construct === one.construct) === i);
}

function isKnown(word: string): boolean {
  return KEYWORDS.includes(word) || FUNCTIONS.includes(word) || TYPES.includes(word);
}

function linesOf(tokens: readonly Token[]): (Token & { readonly line: number })[] {
  let line = 1;
  return tokens.map((token) => {
    const at = { ...token, line };
    line += token.text.split('\n').length - 1;
    return at;
  });
}
