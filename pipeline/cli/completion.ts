/**
 * Completion of the command line in a shell: commands, options, their choices, and the codes of the
 * catalogue.
 */
import completer from '@bomb.sh/tab';
import type { Command } from 'commander';

/** Shells for which there is a script. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** Arguments and options that take the code of an indicator. */
const CODES = ['code', 'codes'];

/** Writes the script of a shell to stdout; it asks `cubes complete -- WORDS` for what fits. */
export function printScript(shell: Shell): void {
  completer.setup('cubes', 'cubes', shell);
}

/**
 * Writes what may follow the words typed so far to stdout, one candidate a line.
 *
 * @param program the commands to choose from
 * @param words what was typed after `cubes`, the last word unfinished
 * @param codes gives the codes of the catalogue; called only where one can stand
 */
export function printCandidates(program: Command, words: readonly string[], codes: () => readonly string[]): void {
  describeOptions(completer, program);
  for (const command of visibleCommands(program)) {
    const described = completer.command(command.name(), command.description());
    describeOptions(described, command);
    for (const argument of command.registeredArguments) {
      const choices = CODES.includes(argument.name()) ? codes : () => argument.argChoices ?? [];
      described.argument(argument.name(), (add) => addAll(add, choices()), argument.variadic);
    }
  }
  completer.parse([...words]);
}

type Described = Pick<typeof completer, 'option'>;

function describeOptions(described: Described, command: Command): void {
  for (const { long, short, description, argChoices, required, optional } of command.options) {
    if (!long) continue;
    const name = long.slice(2);
    const alias = short?.slice(1);
    if (required || optional) described.option(name, description, (add) => addAll(add, argChoices ?? []), alias);
    else described.option(name, description, alias);
  }
}

function visibleCommands(program: Command): readonly Command[] {
  return program.createHelp().visibleCommands(program);
}

function addAll(add: (value: string, description: string) => void, values: readonly string[]): void {
  for (const value of values) add(value, '');
}
