/**
 * Runs a Node program as a process of its own and reports its seconds, its CPU seconds and its peak
 * memory; and medians of such samples.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Sample {
  /** From start to end of the process. */
  readonly seconds: number;
  /** Of all threads, user and system. */
  readonly cpu: number;
  /** Largest resident set, in gigabytes (10^9 bytes). */
  readonly peak: number;
}

const PRELOAD = fileURLToPath(new URL('report-usage.cjs', import.meta.url));
const ERROR_CHARACTERS = 4000;
let processes = 0;

/**
 * Runs `node <args>` and waits for it. Rejects, with what it wrote to stderr, where it ends with
 * another exit code than 0.
 */
export async function measure(args: readonly string[]): Promise<Sample> {
  processes += 1;
  const usage = join(tmpdir(), `cubes-bench-usage-${process.pid}-${processes}.json`);
  const started = performance.now();
  const child = spawn(process.execPath, ['--require', PRELOAD, ...args], {
    env: { ...process.env, BENCH_USAGE: usage },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let printed = '';
  child.stderr.on('data', (chunk: Buffer) => {
    printed = (printed + chunk.toString()).slice(-ERROR_CHARACTERS);
  });
  const ended = await new Promise<string>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(signal ?? String(code)));
  });
  const seconds = (performance.now() - started) / 1000;
  if (ended !== '0' || !existsSync(usage)) throw new Error(`node ${args.join(' ')}\nended with ${ended}:\n${printed}`);
  const { cpu, peakKilobytes } = JSON.parse(readFileSync(usage, 'utf8')) as { cpu: number; peakKilobytes: number };
  rmSync(usage);
  return { seconds, cpu, peak: (peakKilobytes * 1024) / 1e9 };
}

/** The median of every figure by itself; of an even number of samples the upper one. */
export function medianOf(samples: readonly Sample[]): Sample {
  const median = (figure: keyof Sample) => {
    const sorted = samples.map((sample) => sample[figure]).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  };
  return { seconds: median('seconds'), cpu: median('cpu'), peak: median('peak') };
}
