/** Runs the command as its users do: a process with pipes, from the built program. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildProgram } from '../../pipeline/cli/program.ts';
import { REPOSITORY } from '../support/shipped-catalogue.ts';

export const MAIN = join(REPOSITORY, 'dist', 'cli', 'main.cjs');

const newest = readdirSync(join(REPOSITORY, 'pipeline'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => statSync(join(REPOSITORY, 'pipeline', name)).mtimeMs);
if ((statSync(MAIN, { throwIfNoEntry: false })?.mtimeMs ?? 0) < Math.max(...newest))
  throw new Error('dist/ is older than pipeline/: build it first, with `npm run prepare`.');

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the command; `ended` gives what came of it. */
export function start(args: readonly string[], options: CommandOptions = {}) {
  const child = spawn(process.execPath, [MAIN, ...withOneThread(args)], {
    cwd: options.cwd ?? REPOSITORY,
    env: { ...process.env, CUBES_DATA: '', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { child, ended: outcomeOf(child) };
}

const COMMANDS = new Map(buildProgram().commands.map((command) => [command.name(), command.options]));

/**
 * One worker thread, unless a test says how many: several spend a third more CPU time on data so
 * small.
 */
function withOneThread(args: readonly string[]): readonly string[] {
  const options = COMMANDS.get(args.find((arg) => COMMANDS.has(arg)) ?? '') ?? [];
  const isOpen = options.some(({ long }) => long === '--threads') && !args.includes('--threads');
  return isOpen ? [...args, '--threads', '1'] : args;
}

/** Runs the command to its end. */
export function cubes(args: readonly string[], options: CommandOptions = {}): Promise<Outcome> {
  return start(args, options).ended;
}

/**
 * What is said of the codes that nobody was billed: in a tiny delivery, of most; it is left out of
 * what is reported.
 */
const NEVER_BILLED = /^(warning|note): \d{4} code_never_billed: .*\n/gm;

/** Runs on a data root; its path is DATA in what is said. */
export async function cubesOn(dataRoot: string, ...args: readonly string[]): Promise<Outcome> {
  const outcome = await cubes(['--data', dataRoot, ...args]);
  return { ...outcome, stderr: outcome.stderr.replaceAll(dataRoot, 'DATA') };
}

/** Stages as a pipe shows them (tests/cli/terminal.test.ts); left out here, as seconds differ. */
const STAGES = /^[a-z ]+: (begins \(.*\)|done in [\d.]+ s)\n/gm;

function outcomeOf(child: ChildProcess): Promise<Outcome> {
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({ code, ...said, stderr: said.stderr.replace(NEVER_BILLED, '').replace(STAGES, '') }),
    );
  });
}
