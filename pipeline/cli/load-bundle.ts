/**
 * The bundle of the command, with the code that the engine of JavaScript compiled when it was
 * built: compiling takes longer than most commands that only report something.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import { dirname } from 'node:path';
import { Script } from 'node:vm';

export interface Bundle {
  readonly script: Script;
  /** Runs it as Node runs a file of CommonJS. */
  readonly run: () => void;
  /** Of its text: what the compiled code is kept under. */
  readonly hash: string;
}

/**
 * Loads a bundle. Compiled code of another text is left alone, and the engine itself leaves that of
 * another version of it.
 *
 * @param file of the bundle, a CommonJS module; its compiled code lies beside it (`compiledOf`)
 */
export function loadBundle(file: string): Bundle {
  const text = readFileSync(file, 'utf8');
  const hash = createHash('sha256').update(text).digest('hex');
  const cachedData = readCompiled(compiledOf(file), hash);
  const script = new Script(Module.wrap(text), { filename: file, ...(cachedData && { cachedData }) });
  const run = () => {
    const module = { exports: {} };
    const start = script.runInThisContext() as (...given: unknown[]) => void;
    start(module.exports, createRequire(file), module, file, dirname(file));
  };
  return { script, run, hash };
}

/** The file of a bundle's compiled code: the hash of the bundle, then the code. */
export function compiledOf(file: string): string {
  return `${file}.compiled`;
}

function readCompiled(path: string, hash: string): Buffer | undefined {
  try {
    const found = readFileSync(path);
    return found.toString('latin1', 0, hash.length) === hash ? found.subarray(hash.length) : undefined;
  } catch {
    return undefined;
  }
}
