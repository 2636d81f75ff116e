/** `cubes completion SHELL` prints the script; `cubes complete -- WORDS` answers it. */
import type { Command } from 'commander';
import { readCatalogue } from '../../catalogue/index.ts';
import { printCandidates, printScript, type Shell } from '../completion.ts';
import { catalogueFileOf, type PlaceOptions, PROGRAM_ROOT } from '../options.ts';

/** Prints the script that completes the command in a shell. */
export function completion(shell: Shell): void {
  printScript(shell);
}

/** A catalogue with a mistake has no codes to offer; what is wrong with it is for `cubes check`. */
export function complete(program: Command, words: readonly string[], options: PlaceOptions): void {
  printCandidates(program, words, () => {
    const { catalogue } = readCatalogue(catalogueFileOf(options), PROGRAM_ROOT);
    return Object.keys(catalogue?.indicators ?? {});
  });
}
