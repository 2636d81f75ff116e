/** The reference of commands and options, from the descriptions that `--help` prints. */
import type { Command, Option } from 'commander';
import { buildProgram } from '../../../pipeline/cli/program.ts';
import { code, GENERATED, printTable, sentence } from './markdown.ts';

export function commandsPage(): string {
  const program = buildProgram();
  const help = program.createHelp();
  const commands = help.visibleCommands(program).filter((command) => command.name() !== 'help');
  return `# Commands and options

${GENERATED}

Every command takes the [options of the program](#options-of-the-program) as well. What a command gives goes to stdout,
messages go to stderr; [exit codes](exit-codes.md) say what kind of failure it was.

${printTable(
  ['command', 'what it does'],
  commands.map((command) => [`[${command.name()}](#cubes-${command.name()})`, sentence(command.description())]),
)}

## Options of the program

${optionsTable(program.options)}

${commands.map(commandSection).join('\n\n')}
`;
}

function commandSection(command: Command): string {
  const { registeredArguments: args, options } = command;
  const rows = args.map((arg) => [code(usageOf(arg.name(), arg.required, arg.variadic)), describeArgument(arg)]);
  return [
    `## cubes ${command.name()}`,
    `${sentence(command.description())}.`,
    ...(rows.length === 0 ? [] : [printTable(['argument', 'meaning'], rows)]),
    ...(options.length === 0 ? [] : [optionsTable(options)]),
  ].join('\n\n');
}

function usageOf(name: string, isRequired: boolean, isVariadic: boolean): string {
  const text = `${name}${isVariadic ? '...' : ''}`;
  return isRequired ? `<${text}>` : `[${text}]`;
}

function describeArgument(argument: { description: string; argChoices?: readonly string[] }): string {
  const { description, argChoices } = argument;
  return sentence(argChoices ? `${description}: ${argChoices.join(', ')}` : description);
}

function optionsTable(options: readonly Option[]): string {
  const rows = options.map(({ flags, description, argChoices, defaultValue, mandatory }) => [
    code(flags),
    [
      sentence(description),
      ...(argChoices ? [`one of ${argChoices.join(', ')}`] : []),
      ...(mandatory ? ['required'] : []),
    ].join('; '),
    isShown(defaultValue) ? code(String(defaultValue)) : '',
  ]);
  return printTable(['option', 'meaning', 'default'], rows);
}

/** Lists and switches start empty. */
function isShown(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number';
}
