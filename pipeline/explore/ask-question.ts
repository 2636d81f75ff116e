/** Asks a question: its parameters as variables, then its statement. */
import { Failure, suggest } from '../base/index.ts';
import { printText } from '../query/index.ts';
import type { Explorer, Parameters } from './open-explorer.ts';
import type { Question } from './question.ts';

/**
 * Sets a variable for every parameter of a question: what is given, or its default. Refuses (usage)
 * a parameter without either, a value that is not of the type, and a name that neither the question
 * nor, as `$name`, its statement has.
 */
export async function setParameters(explorer: Explorer, question: Question, given: Parameters): Promise<void> {
  const { name: asked, parameters, sql, needsWork } = question;
  if (needsWork && !explorer.hasWork)
    throw new Failure('usage', `${asked} reads data that no release contains.`, { help: 'run it with `--work`.' });
  const known = parameters.map(({ name }) => name);
  for (const name of Object.keys(given)) {
    if (known.includes(name) || new RegExp(`\\$${name}\\b`).test(sql)) continue;
    const nearest = suggest(name, known);
    throw new Failure('usage', `${asked} has no parameter \`${name}\`.`, {
      help: nearest !== undefined ? `did you mean \`${nearest}\`?` : listKnown(known),
    });
  }
  for (const { name, type, default: expression } of parameters) {
    const text = given[name];
    const value = text === undefined ? expression : `CAST(${printText(text)} AS ${type})`;
    if (value === undefined)
      throw new Failure('usage', `${asked} needs a value for \`${name}\`.`, {
        help: `give it with \`--param ${name}=…\`.`,
      });
    await explorer.setVariable(name, value).catch((error: unknown) => {
      if (text === undefined || !(error instanceof Failure)) throw error;
      throw new Failure('usage', `\`${name}\` of ${asked} is of type ${type}, which its value is not.`);
    });
  }
}

function listKnown(known: readonly string[]): string {
  return known.length === 0 ? 'write it as `$name` in the statement.' : `it has: ${known.join(', ')}.`;
}
