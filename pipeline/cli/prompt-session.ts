/** What a prompt works with, and how it writes an answer. */
import type { Writable } from 'node:stream';
import { type Explorer, FORMATS, type FormatName, type Question } from '../explore/index.ts';
import type { History } from './sql-history.ts';

/** What can be set at the prompt. */
export interface Settings {
  format: FormatName;
  timer: boolean;
  pager: boolean;
  /** Rows that are shown at most. */
  rows: number;
  readonly parameters: Map<string, string>;
}

export interface Prompt {
  readonly explorer: Explorer;
  readonly questions: readonly Question[];
  readonly settings: Settings;
  readonly input: NodeJS.ReadableStream;
  readonly output: Writable & { readonly columns?: number; readonly rows?: number };
  readonly colour: boolean;
  readonly history: History;
  /** What is said before the first line. */
  readonly welcome: string;
  /** Reports what went wrong; the prompt goes on. */
  readonly report: (error: unknown) => void;
  /** Shows a long text; false where it could not. */
  readonly page: (text: string) => Promise<boolean>;
}

/** An answer as text, with a line on how much it is where that is no part of its format. */
export async function answerText({ explorer, settings, output, colour }: Prompt, sql: string): Promise<string> {
  const { format, timer, rows, parameters } = settings;
  const answer = await explorer.ask(sql, { parameters: Object.fromEntries(parameters), limit: rows });
  const width = output.columns;
  const pieces: string[] = [];
  for await (const piece of FORMATS[format](answer, { colour, ...(width !== undefined && { width }) }))
    pieces.push(piece);
  const many = `${answer.isCut ? 'first ' : ''}${answer.count.toLocaleString('en-GB')} ${answer.count === 1 ? 'row' : 'rows'}`;
  const notes = [
    many,
    ...(answer.isCut ? ['there are more: `.rows N` shows them'] : []),
    ...(timer ? [`${Math.round(answer.elapsed)} ms`] : []),
  ];
  return `${pieces.join('')}${format === 'table' || answer.isCut ? `(${notes.join('; ')})\n` : ''}`;
}
