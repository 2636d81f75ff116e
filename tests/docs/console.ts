/**
 * Commands with their output in a document: ` ```console ` blocks of `$ command` lines, each
 * followed by what it prints.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MAIN } from '../cli/command.ts';

const BLOCK = /^```console\n([\s\S]*?)^```$/gm;

/**
 * Runs the commands of a page one after the other, in one shell, and gives the page with what they
 * print on stdout.
 *
 * @param page Markdown
 * @param folder where the shell works; `cubes` is on its path
 */
export function runConsole(page: string, folder: string): string {
  const commands = commandsOf(page);
  const bin = join(folder, '.bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'cubes'), `#!/bin/sh\nexec "${process.execPath}" "${MAIN}" "$@"\n`);
  chmodSync(join(bin, 'cubes'), 0o755);
  const mark = '\u241e';
  const script = commands.map((command) => `${command}\nprintf '${mark}'`).join('\n');
  const env = { ...process.env, PATH: `${bin}:${process.env.PATH}`, LANG: 'C', COLUMNS: '', NO_COLOR: '1' };
  const printed = execFileSync('bash', ['-c', script], {
    cwd: folder,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).split(mark);
  let at = 0;
  return page.replace(BLOCK, (_, body: string) => {
    const lines = body.split('\n').filter((line) => line.startsWith('$ '));
    const pieces = lines.map((line) => `${line}\n${(printed[at++] ?? '').replace(/[ \t\r]+$/gm, '')}`);
    return `\`\`\`console\n${pieces.join('').replaceAll(folder, '/home/you')}\`\`\``;
  });
}

function commandsOf(page: string): string[] {
  return [...page.matchAll(BLOCK)]
    .flatMap(([, body = '']) => body.split('\n'))
    .filter((line) => line.startsWith('$ '))
    .map((line) => line.slice(2));
}

/**
 * A page without what differs from one run or one edit to the next: seconds, memory, runs, lines of
 * the catalogue.
 */
export function withoutTimes(page: string): string {
  return page
    .replace(/\d+(\.\d+)? s\b/g, 'N s')
    .replace(/\d+(\.\d+)? GB\b/g, 'N GB')
    .replace(/indicators\.yaml:\d+/g, 'indicators.yaml:N')
    .replace(/^ *\d+ \|/gm, 'N |')
    .replace(/^ +\|/gm, '|')
    .replace(/\d{8}T\d{6}\.\d{3}Z-[0-9a-f]{8}/g, 'RUN');
}
