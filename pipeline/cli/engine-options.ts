/** Engine options of a command, with the defaults of the machine. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultEngineOptions, type EngineOptions } from '../engine/index.ts';
import type { EngineChoices } from './options.ts';

/** Threads, memory and spill folder of the engine: as chosen, or by machine and data root. */
export function engineOptionsOf(choices: EngineChoices, dataRoot: string): EngineOptions {
  const defaults = defaultEngineOptions(choices.temp ?? join(dataRoot, 'work', 'tmp'));
  return {
    ...defaults,
    ...(choices.threads !== undefined && { threads: choices.threads }),
    ...(choices.memory !== undefined && { memoryLimit: choices.memory }),
  };
}

/**
 * Options for a command that only reads what is published: it writes nothing below the data root,
 * and leaves nothing anywhere.
 */
export async function reading<T>(
  choices: EngineChoices,
  dataRoot: string,
  work: (engine: EngineOptions) => Promise<T>,
): Promise<T> {
  const temp = mkdtempSync(join(choices.temp ?? tmpdir(), 'cubes-read-'));
  const remove = () => rmSync(temp, { recursive: true, force: true });
  // A closed pipe ends the process in the middle.
  process.once('exit', remove);
  try {
    return await work(engineOptionsOf({ ...choices, temp }, dataRoot));
  } finally {
    remove();
    process.off('exit', remove);
  }
}
