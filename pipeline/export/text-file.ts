/**
 * A text file that is written piece by piece, so that no more than a year of figures is held at a
 * time.
 */
import { closeSync, openSync, writeSync } from 'node:fs';

const PIECE = 1 << 20;

export interface TextFile {
  readonly write: (text: string) => void;
}

/** Opens a file, lets `work` write into it and closes it, whatever comes of it. */
export async function writeText(path: string, work: (file: TextFile) => Promise<void> | void): Promise<void> {
  const handle = openSync(path, 'w');
  let waiting: string[] = [];
  let length = 0;
  const flush = () => {
    const bytes = Buffer.from(waiting.join(''), 'utf8');
    for (let done = 0; done < bytes.length; ) done += writeSync(handle, bytes, done);
    waiting = [];
    length = 0;
  };
  try {
    await work({
      write: (text) => {
        waiting.push(text);
        length += text.length;
        if (length >= PIECE) flush();
      },
    });
    flush();
  } finally {
    closeSync(handle);
  }
}
