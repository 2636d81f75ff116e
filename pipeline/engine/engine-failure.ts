/** An error of the engine, reported with the place in the SQL and without a person's values. */
import { Failure } from '../base/index.ts';

/**
 * What is said about statements, files and resources. Every other kind of error is about data and
 * can quote a value of a person.
 */
const ABOUT_NO_DATA =
  /^(Parser|Syntax|Binder|Catalog|IO|Out of Memory|Permission|Not implemented|Dependency|TransactionContext|Settings|Parameter Not Allowed) Error:/i;

/** What stays of an error about data: files and columns in quotes, the line of a CSV, types. */
const NO_VALUE = /\b(?:file|column|line:?) (?:"[^"]*"|'[^']*'|\d+)|\b(?:DECIMAL|NUMERIC)\(\d+,\s*\d+\)/gi;
/** Quotes reach as far as they can, as a value can hold one; the apostrophe of a word is none. */
const VALUE = /(?<!\w)'.*'(?!\w)|".*"|(?<!\w)['"].*|(?<![\w.])[-+]?\d[\w.:,+-]*/g;

const LINES_AROUND = 2;

/**
 * The statement did not run. `interrupted` failures end the command with 130, all others with 5.
 */
export class EngineFailure extends Failure {
  static from(error: unknown, sql: string): EngineFailure {
    if (error instanceof EngineFailure) return error;
    const text = error instanceof Error ? error.message : String(error);
    if (/^INTERRUPT Error/i.test(text)) return new EngineFailure('interrupted', 'interrupted.');
    const outOfMemory = /^Out of Memory/i.test(text);
    const line = outOfMemory ? undefined : /LINE (\d+):/.exec(text)?.[1];
    const frame = line === undefined ? '' : `\n${printSql(sql, Number(line))}`;
    return new EngineFailure('engine', `${withoutValues(text)}${frame}`, wayOut(text));
  }
}

/**
 * The engine's own words, without its advice on settings that a user cannot reach, and without
 * values.
 */
function withoutValues(text: string): string {
  const about = text
    .replace(/\n\s*LINE \d+:[\s\S]*$/, '')
    .replace(/\n+\s*(Possible (solutions|fixes)|Stack Trace):[\s\S]*$/, '');
  if (ABOUT_NO_DATA.test(about)) return about.trim();
  // Further lines repeat the line of a file, or hold settings of the reader.
  const [first = ''] = about.split('\n');
  const kept = [...first.matchAll(NO_VALUE)];
  const ends = [...kept.map((match) => match.index), first.length];
  const shown = ends.map((end, i) => {
    const before = kept[i - 1];
    const from = before === undefined ? 0 : before.index + before[0].length;
    return `${before?.[0] ?? ''}${first.slice(from, end).replace(VALUE, '<value>')}`;
  });
  return shown.join('').trim();
}

function printSql(sql: string, line: number): string {
  const lines = sql.split('\n');
  const first = Math.max(1, line - LINES_AROUND);
  const last = Math.min(lines.length, line + LINES_AROUND);
  const shown = [];
  for (let n = first; n <= last; n += 1)
    shown.push(`${n === line ? '>' : ' '}${String(n).padStart(4)} | ${lines[n - 1] ?? ''}`);
  return shown.join('\n');
}

function wayOut(text: string): { help?: string } {
  if (/^Out of Memory|max_temp_directory_size/i.test(text))
    return { help: 'give more with --memory, or fewer --threads, and see that --temp has room to spill.' };
  if (/No space left|File too large|disk (full|quota)/i.test(text))
    return { help: 'free some space, or name another folder with --data or --temp.' };
  return {};
}
