/** What was typed at the prompt, in the user's state directory, for nobody else to read. */
import { appendFileSync, chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';

/** Statements that are kept. */
const MOST = 1000;

export interface History {
  /** The newest first. */
  readonly entries: readonly string[];
  readonly add: (entry: string) => void;
}

/** The file below `$XDG_STATE_HOME`, or where that is by default. */
export function historyFile(env: Readonly<Record<string, string | undefined>>): string {
  const named = env.XDG_STATE_HOME;
  const state = named !== undefined && isAbsolute(named) ? named : join(homedir(), '.local', 'state');
  return join(state, 'cubes', 'sql_history');
}

/**
 * Opens the history; where it cannot be read or written there is none, as nothing hangs on it.
 * `keep`: whether what is typed is added.
 */
export function openHistory(file: string, keep: boolean): History {
  const entries = attempt(() => read(file)) ?? [];
  const add = (entry: string) => {
    attempt(() => {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      appendFileSync(file, `${entry}\n`, { mode: 0o600 });
      chmodSync(file, 0o600);
    });
  };
  return { entries, add: keep ? add : () => {} };
}

function read(file: string): string[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  if (lines.length > 2 * MOST) writeFileSync(file, `${lines.slice(-MOST).join('\n')}\n`, { mode: 0o600 });
  return lines.slice(-MOST).reverse();
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
