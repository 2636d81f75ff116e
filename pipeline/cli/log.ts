/**
 * The structured log (`--log json`): one JSON object a line on stderr, for machines that watch
 * (docs/reference/log.md).
 */

export type LogFormat = 'text' | 'json';
export type LogLevel = 'info' | 'warning' | 'error';

/**
 * Writes one event: when, how grave, what, and what belongs to it. Counts and names only, never a
 * row.
 */
export function writeLog(level: LogLevel, event: string, fields: Readonly<Record<string, unknown>> = {}): void {
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), level, event, ...fields })}\n`);
}
