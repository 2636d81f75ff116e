/** An error of the engine, told with the place in the SQL and without a person's values. */
import { Failure } from '../base/index.ts';

/** What DuckDB says on a conversion or a constraint quotes the offending value, which can be a person's: it is taken out. */
const QUOTED_VALUES: readonly (readonly [RegExp, string])[] = [
  [/(Could not convert (?:string|value|[A-Z0-9_(),]+)) (?:'[^']*'|-?[\d.]+)/g, '$1 <value>'],
  [/(value) (?:'[^']*'|-?[\d.]+)( (?:can't|cannot|is out of range))/gi, '$1 <value>$2'],
  [/(Type [A-Z0-9_(),]+ with value) -?[\d.]+/g, '$1 <value>'],
  [/(Original Line:)[\s\S]*?(?=\n {2}\S|\n\n|$)/g, '$1 <not shown>'],
  [/(Duplicate key) "[^"]*"/g, '$1 <value>'],
];

const LINES_AROUND = 2;

/** The statement did not run. `interrupted` failures end the command with 130, all others with 5. */
export class EngineFailure extends Failure {
  static from(error: unknown, sql: string): EngineFailure {
    if (error instanceof EngineFailure) return error;
    const text = error instanceof Error ? error.message : String(error);
    if (/^INTERRUPT|Interrupted!?/i.test(text)) return new EngineFailure('interrupted', 'interrupted.');
    let message = text.replace(/\n\s*LINE \d+:[\s\S]*$/, '').trim();
    for (const [pattern, replacement] of QUOTED_VALUES) message = message.replace(pattern, replacement);
    const line = /LINE (\d+):/.exec(text)?.[1];
    const frame = line === undefined ? '' : `\n${printSql(sql, Number(line))}`;
    return new EngineFailure('engine', `${message}${frame}`, wayOut(message));
  }
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

function wayOut(message: string): { help?: string } {
  if (/Out of Memory/i.test(message))
    return { help: 'give more with --memory, or fewer --threads, and see that --temp has room to spill.' };
  if (/No space left|disk/i.test(message)) return { help: 'free some space, or name another folder with --temp.' };
  return {};
}
