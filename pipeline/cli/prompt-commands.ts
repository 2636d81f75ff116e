/** The commands of the prompt that are no SQL: they begin with a dot. */
import { Failure, suggest } from '../base/index.ts';
import { FORMATS, type FormatName, findQuestion, type Question, setParameters } from '../explore/index.ts';
import { printName } from '../query/index.ts';
import { printTable } from './print-table.ts';
import { answerText, type Prompt } from './prompt-session.ts';
import { wrap } from './wrap.ts';

interface PromptCommand {
  readonly takes: string;
  readonly does: string;
  /** Gives what is shown; undefined ends the prompt. */
  readonly run: (words: readonly string[], prompt: Prompt) => Promise<string | undefined>;
}

const TABLES = `SELECT name AS "table", schema, comment FROM (
  SELECT table_name AS name, schema_name AS schema, comment FROM duckdb_tables() WHERE database_name <> 'kept' AND schema_name IN ('main', 'work')
  UNION ALL
  SELECT view_name, schema_name, comment FROM duckdb_views() WHERE NOT internal AND schema_name IN ('main', 'work')
) ORDER BY schema, name`;

const SCHEMA = `SELECT column_name AS "column", data_type AS type, comment FROM duckdb_columns()
WHERE table_name = $name AND schema_name IN ('main', 'work') ORDER BY schema_name, table_name, column_index`;

export const COMMANDS: Readonly<Record<string, PromptCommand>> = {
  help: { takes: '', does: 'show this', run: async (_, { output }) => help(output.columns) },
  tables: { takes: '', does: 'the tables and views', run: (_, prompt) => answerText(asTable(prompt), TABLES) },
  schema: {
    takes: 'TABLE',
    does: 'the columns of a table, and what they are',
    run: async ([name = ''], prompt) => {
      // Says that there is no such table, and which there may be.
      await prompt.explorer.ask(
        `DESCRIBE ${name
          .split('.')
          .map((part) => printName(part))
          .join('.')}`,
      );
      return answerText(asTable(prompt, { name: name.split('.').at(-1) ?? '' }), SCHEMA);
    },
  },
  mode: {
    takes: Object.keys(FORMATS).join('|'),
    does: 'how answers are shown',
    run: async ([name = ''], { settings }) => {
      settings.format = formatOf(name);
      return '';
    },
  },
  rows: {
    takes: 'N',
    does: 'how many rows are shown at most',
    run: async ([text = ''], { settings }) => {
      if (!/^[1-9]\d{0,6}$/.test(text)) throw new Failure('usage', '.rows takes a number from 1 to 9999999.');
      settings.rows = Number(text);
      return '';
    },
  },
  timer: { takes: 'on|off', does: 'show how long a statement took', run: toggle('timer') },
  pager: { takes: 'on|off', does: 'show what is longer than the terminal by $PAGER or less', run: toggle('pager') },
  param: {
    takes: 'NAME=VALUE',
    does: 'give $NAME a value',
    run: async (words, { settings }) => {
      const [name, value] = readParameter(words.join(' '));
      settings.parameters.set(name, value);
      return '';
    },
  },
  questions: {
    takes: '',
    does: 'list the prepared questions',
    run: async (_, { questions, output }) => listQuestions(questions, output.columns),
  },
  ask: {
    takes: 'QUESTION [NAME=VALUE …]',
    does: 'run one of them',
    run: async ([name = '', ...given], prompt) => {
      const question = findQuestion(prompt.questions, name);
      const parameters = Object.fromEntries(given.map(readParameter));
      await setParameters(prompt.explorer, question, parameters);
      return answerText(prompt, question.sql);
    },
  },
  quit: { takes: '', does: 'leave; so does Ctrl-D', run: async () => undefined },
};

/** Runs a line that begins with a dot. Refuses (usage) what is no command. */
export function runCommand(line: string, prompt: Prompt): Promise<string | undefined> {
  const [name = '', ...words] = line.slice(1).replace(/;$/, '').split(/\s+/).filter(Boolean);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command !== undefined) return command.run(words, prompt);
  const nearest = suggest(name, Object.keys(COMMANDS));
  throw new Failure('usage', `there is no command .${name}.`, {
    help: nearest === undefined ? '.help lists them.' : `did you mean \`.${nearest}\`?`,
  });
}

/** `year=2023`, as a name and a value. */
export function readParameter(text: string): readonly [string, string] {
  const [, name, value] = /^(\w+)=(.*)$/s.exec(text) ?? [];
  if (name !== undefined && value !== undefined) return [name, value];
  throw new Failure('usage', `\`${text}\` is not a name and a value.`, { help: 'write year=2023.' });
}

/**
 * A format by name; refuses an unknown one, and names those that there are, with what else the
 * caller takes.
 */
export function formatOf(name: string, also: readonly string[] = []): FormatName {
  if (Object.hasOwn(FORMATS, name)) return name as FormatName;
  throw new Failure('usage', `there is no format \`${name}\`.`, {
    help: `there are: ${[...Object.keys(FORMATS), ...also].join(', ')}.`,
  });
}

/** Every question with what it can be inferred. */
export function listQuestions(questions: readonly Question[], width = 100): string {
  return questions
    .map(({ name, title, parameters, needsWork }) => {
      const meanings = parameters.map((one) => `${one.name}: ${one.meaning}`);
      const lines = [`${title}${needsWork ? ' (with --work)' : ''}`, ...meanings].flatMap((text, i) =>
        wrap(text, Math.max(40, width), i === 0 ? '  ' : '      ', i === 0 ? '  ' : '    '),
      );
      return `${name}\n${lines.join('\n')}\n`;
    })
    .join('\n');
}

function help(width = 100): string {
  const rows = Object.entries(COMMANDS).map(([name, { takes, does }]) => [`.${name} ${takes}`.trim(), does] as const);
  const description =
    width < 80
      ? rows.flatMap(([command, does]) => [command, ...wrap(does, width, '    ')]).join('\n')
      : printTable(['command', ''], rows);
  const also = 'A statement ends with a semicolon, over as many lines as it takes. Tab completes, Ctrl-C stops it.';
  return `${description}\n\n${wrap(also, width).join('\n')}\n`;
}

function toggle(setting: 'timer' | 'pager'): PromptCommand['run'] {
  return async ([word = ''], { settings }) => {
    if (word !== 'on' && word !== 'off') throw new Failure('usage', `.${setting} is on or off.`);
    settings[setting] = word === 'on';
    return '';
  };
}

function asTable(prompt: Prompt, parameters: Readonly<Record<string, string>> = {}): Prompt {
  const settings = { ...prompt.settings, format: 'table' as const, parameters: new Map(Object.entries(parameters)) };
  return { ...prompt, settings };
}
