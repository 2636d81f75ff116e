/**
 * Runs the command: in this process, which need not start, load and warm up; or as its users do, a
 * process with pipes, from the built program.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildProgram } from '../../pipeline/cli/program.ts';
import { runProgram } from '../../pipeline/cli/run-program.ts';
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

/** Starts the command as a process; `ended` gives what came of it. */
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

/** Runs the command as a process, to its end. */
export function spawned(args: readonly string[], options: CommandOptions = {}): Promise<Outcome> {
  return start(args, options).ended;
}

let previous: Promise<unknown> = Promise.resolve();

/** Runs the command in this process, to its end: one after the other, as they share stdout. */
export function cubes(args: readonly string[], options: CommandOptions = {}): Promise<Outcome> {
  const outcome = previous.then(() => runHere(args, options));
  previous = outcome.catch(() => {});
  return outcome;
}

async function runHere(args: readonly string[], { cwd = REPOSITORY, env = {} }: CommandOptions): Promise<Outcome> {
  const streams = { stdout: capture(process.stdout), stderr: capture(process.stderr) };
  const variables = { ...process.env };
  const folder = process.cwd();
  const code = process.exitCode;
  Object.assign(process.env, { CUBES_DATA: '' }, env);
  process.chdir(cwd);
  process.exitCode = 0;
  try {
    await runProgram(withOneThread(args));
    return tidy(Number(process.exitCode), streams.stdout.end(), streams.stderr.end());
  } finally {
    for (const { end } of Object.values(streams)) end();
    process.exitCode = code;
    process.chdir(folder);
    for (const name of Object.keys(process.env)) if (!(name in variables)) delete process.env[name];
    Object.assign(process.env, variables);
  }
}

/** Keeps what is written to a stream; `end` gives it and lets the stream write again. */
function capture(stream: NodeJS.WriteStream): { readonly end: () => string } {
  const write = stream.write;
  const pieces: Buffer[] = [];
  stream.write = (piece: Uint8Array | string, ...rest: unknown[]) => {
    pieces.push(Buffer.from(piece as string));
    const done = rest.find((one) => typeof one === 'function');
    if (done !== undefined) process.nextTick(done);
    return true;
  };
  return {
    end: () => {
      stream.write = write;
      return Buffer.concat(pieces).toString('utf8');
    },
  };
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
    child.on('close', (code) => resolve(tidy(code, said.stdout, said.stderr)));
  });
}

function tidy(code: number | null, stdout: string, stderr: string): Outcome {
  return { code, stdout, stderr: stderr.replace(NEVER_BILLED, '').replace(STAGES, '') };
}
