/** How an answer is written; a format is one file and one line here. */
import type { Answer } from '../answer.ts';
import { csv } from './csv.ts';
import { json } from './json.ts';
import { markdown } from './markdown.ts';
import { type TableOptions, table } from './table.ts';

export type { TableOptions };

/**
 * Pieces of text, one after the other; csv, json and markdown need no more memory for more rows.
 */
export type Format = (answer: Answer, options: TableOptions) => AsyncIterable<string>;

export const FORMATS = { table, csv, json, markdown } as const satisfies Readonly<Record<string, Format>>;

export type FormatName = keyof typeof FORMATS;
