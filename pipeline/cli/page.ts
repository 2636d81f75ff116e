/** Shows a text that is longer than the terminal page by page: by $PAGER, or `less`. */
import { spawn } from 'node:child_process';

/**
 * Ends when the reader leaves the pager. Gives false where there is none, and nothing was shown.
 */
export function page(text: string, pager: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(pager, {
      shell: true,
      stdio: ['pipe', 'inherit', 'inherit'],
      env: { LESS: 'FRSX', ...process.env },
    });
    // Ctrl-C is the pager's, though everybody in front of the terminal is reported.
    const ignore = () => {};
    process.on('SIGINT', ignore);
    const end = (isShown: boolean) => {
      process.off('SIGINT', ignore);
      resolve(isShown);
    };
    child.on('error', () => end(false));
    // A shell says 127 where there is no such command.
    child.on('close', (code) => end(code !== 127));
    // Who leaves before the end has read enough.
    child.stdin.on('error', () => {});
    child.stdin.end(text);
  });
}
