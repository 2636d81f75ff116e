/**
 * One line of progress on a terminal: what is being done, the share done, the time left. Nothing in
 * a pipe.
 */

const BAR_WIDTH = 20;
const REDRAW_MS = 100;

export interface Progress {
  /** Done so far, 0 to 1, and what is being done. */
  readonly show: (share: number, label: string) => void;
  /** Writes a line of its own above the progress. */
  readonly say: (line: string) => void;
  readonly end: () => void;
}

/** Starts the line of progress; in a pipe it draws nothing. */
export function startProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  const started = Date.now();
  let drawn = 0;
  const clear = (): void => {
    if (stream.isTTY) stream.write('\r\x1b[K');
  };
  return {
    show(share, label) {
      if (!stream.isTTY || (Date.now() - drawn < REDRAW_MS && share < 1)) return;
      drawn = Date.now();
      const filled = Math.round(share * BAR_WIDTH);
      const bar = `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)}`;
      const line = `${bar} ${String(Math.round(share * 100)).padStart(3)} % ${timeLeft(share, drawn - started)} ${label}`;
      clear();
      stream.write(line.slice(0, Math.max(20, (stream.columns || 80) - 1)));
    },
    say(line) {
      clear();
      stream.write(`${line}\n`);
    },
    end: clear,
  };
}

function timeLeft(share: number, elapsedMs: number): string {
  if (share < 0.02 || elapsedMs < 1000) return '';
  const seconds = Math.round((elapsedMs * (1 - share)) / share / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} left`;
}
