/** Engine options of a command, with the defaults of the machine. */
import { join } from 'node:path';
import { defaultEngineOptions, type EngineOptions } from '../engine/index.ts';
import type { EngineChoices } from './options.ts';

export function engineOptionsOf(choices: EngineChoices, dataRoot: string): EngineOptions {
  const defaults = defaultEngineOptions(choices.temp ?? join(dataRoot, 'work', 'tmp'));
  return {
    ...defaults,
    ...(choices.threads !== undefined && { threads: choices.threads }),
    ...(choices.memory !== undefined && { memoryLimit: choices.memory }),
  };
}
