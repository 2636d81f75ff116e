/** What is known of the terminal: its width, its language, and how a long text is shown on it. */
import { page } from './page.ts';

/** The least that text is wrapped to: below it a line holds less than a word. */
const LEAST_WIDTH = 40;
const USUAL_WIDTH = 80;

/**
 * Columns of the terminal, else `COLUMNS`; undefined in a pipe without it, where a table takes what
 * it needs.
 */
export function terminalWidth(): number | undefined {
  const columns = process.stdout.columns || Number(process.env.COLUMNS) || undefined;
  return columns && Math.max(LEAST_WIDTH, columns);
}

/**
 * Columns that running text is wrapped to: as many as there are, 80 in a pipe, never more than
 * `most`.
 */
export function textWidth(most: number): number {
  return Math.min(most, terminalWidth() ?? USUAL_WIDTH);
}

/**
 * The language of titles: the one that is named, else that of the terminal (`LC_ALL`,
 * `LC_MESSAGES`, `LANG`, in this order, as POSIX has it), where there are texts in it, else
 * English, else the first of the catalogue.
 *
 * @param named the value of `--lang`; it is returned as it is, so that the caller can refuse it
 * @param languages those of the catalogue, such as `fr`, `nl`, `en`
 */
export function languageOf(named: string | undefined, languages: readonly string[]): string {
  if (named !== undefined) return named;
  const locale = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '';
  const wanted = locale.slice(0, 2).toLowerCase();
  return [wanted, 'en'].find((one) => languages.includes(one)) ?? languages[0] ?? 'en';
}

/** The pager: `$PAGER`, else `less`. */
export function pagerOf(): string {
  return process.env.PAGER || 'less';
}

/** Writes a text to stdout; one that is longer than the terminal goes through the pager. */
export async function showText(text: string): Promise<void> {
  const { isTTY, rows } = process.stdout;
  const isLong = isTTY && process.stdin.isTTY && rows > 0 && text.split('\n').length > rows;
  if (isLong && (await page(text, pagerOf()))) return;
  process.stdout.write(text);
}
