/**
 * The prompt of `cubes sql`: reads statements over as many lines as they take, runs them, shows
 * what they give.
 */
import { createInterface, type Interface } from 'node:readline';
import { splitStatements, suggestNext } from '../explore/index.ts';
import { COMMANDS, runCommand } from './prompt-commands.ts';
import { answerText, type Prompt } from './prompt-session.ts';

const PROMPT = 'cubes> ';
const MORE = '  ...> ';

/** Runs until `.quit` or Ctrl-D. Ctrl-C stops the running statement, or forgets what was typed. */
export async function runPrompt(prompt: Prompt): Promise<void> {
  const { explorer, input, output, history } = prompt;
  let pending = '';
  let isBusy = false;
  const rl = createInterface({
    input,
    output,
    terminal: true,
    prompt: PROMPT,
    history: [...history.entries],
    historySize: 1000,
    completer: (line: string, done: (error: null, result: [string[], string]) => void) => {
      if (isBusy) done(null, [[], line]);
      else void complete(prompt, pending, line).then((found) => done(null, found));
    },
  });
  rl.on('history', (entries: string[]) => joinLines(entries, pending));
  rl.on('SIGINT', () => {
    if (isBusy) explorer.interrupt();
    else {
      pending = '';
      output.write('^C\n');
      clearLine(rl);
      ask(rl, PROMPT);
    }
  });
  output.write(`${prompt.welcome}\n`);
  ask(rl, PROMPT);
  for await (const line of rl) {
    isBusy = true;
    try {
      if (pending === '' && line.trimStart().startsWith('.')) {
        history.add(line.trim());
        const text = await runCommand(line.trim(), prompt);
        if (text === undefined) break;
        await show(rl, prompt, text);
      } else {
        const { statements, rest } = splitStatements(`${pending}${line}\n`);
        if (statements.length > 0 && rest === '') history.add(oneLine(`${pending}${line}`));
        pending = rest;
        for (const sql of statements) await show(rl, prompt, await answerText(prompt, sql));
      }
    } catch (error) {
      prompt.report(error);
    }
    isBusy = false;
    ask(rl, pending === '' ? PROMPT : MORE);
  }
  rl.close();
}

/** Shows a text, by the pager where it is longer than the terminal. */
async function show(rl: Interface, { output, settings, page }: Prompt, text: string): Promise<void> {
  const lines = text.split('\n').length;
  if (settings.pager && output.rows !== undefined && lines > output.rows) {
    // The keys are the pager's meanwhile.
    rl.pause();
    const isShown = await page(text);
    rl.resume();
    if (isShown) return;
  }
  output.write(text);
}

async function complete({ explorer, questions }: Prompt, pending: string, line: string): Promise<[string[], string]> {
  const [, command, typed = ''] = /^\s*(\.\w*)(?:\s+(\S*))?$/.exec(pending === '' ? line : '') ?? [];
  if (command !== undefined && !/\s/.test(line.trimStart()))
    return [
      Object.keys(COMMANDS)
        .map((name) => `.${name} `)
        .filter((one) => one.startsWith(command)),
      command,
    ];
  if (command === '.ask')
    return [questions.map(({ name }) => `${name} `).filter((one) => one.startsWith(typed)), typed];
  const { typed: there, words } = await suggestNext(
    explorer,
    command === undefined ? `${pending}${line}` : `FROM ${typed}`,
  );
  return [[...words], there];
}

/**
 * One entry for a statement over several lines: the newest entry goes to the end of the one before.
 */
function joinLines(entries: string[], pending: string): void {
  // A comment would take the next line with it.
  if (pending === '' || pending.includes('--') || entries.length < 2) return;
  const [last = '', before = ''] = entries.splice(0, 2);
  entries.unshift(oneLine(`${before} ${last}`));
}

function oneLine(text: string): string {
  return text.includes('--') ? text.trim() : text.trim().replace(/\s*\n\s*/g, ' ');
}

function clearLine(rl: Interface): void {
  rl.write(null, { ctrl: true, name: 'e' });
  rl.write(null, { ctrl: true, name: 'u' });
}

function ask(rl: Interface, prompt: string): void {
  rl.setPrompt(prompt);
  rl.prompt();
}
