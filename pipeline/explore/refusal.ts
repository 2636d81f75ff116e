/**
 * What is wrong with a statement that somebody wrote, in the engine's words with the line: theirs
 * to repair (usage), or the engine's (engine).
 */
import { Failure, suggest } from '../base/index.ts';
import { EngineFailure } from '../engine/index.ts';

const OF_THE_STATEMENT = /(Parser|Syntax|Binder|Catalog|Parameter Not Allowed) Error:|Failed to extract statements/i;
const OF_ACCESS = /Permission Error: .*(file system operations are disabled|disabled (by|through) configuration)/is;
const OF_A_TABLE = /Table with name "?([^"\s]+)"? does not exist/;

/** `tables` are those that there are: the engine suggests its own before them. */
export function refusal(error: unknown, sql: string, tables: readonly string[]): Failure {
  if (error instanceof Failure) return error;
  const said = error instanceof Error ? error.message.replace(/^Failed to extract statements: /, '') : String(error);
  if (OF_ACCESS.test(said))
    return new Failure('usage', 'a statement may read what is released, and no other file.', {
      help: 'allow it to read files with `--allow-files`.',
    });
  if (said.includes('unnamed struct'))
    return new Failure(
      'usage',
      'a column of the answer is a struct whose fields have no names, which no table holds.',
      {
        help: "name its fields: `{'year': 2024, 'n': 1}` instead of `(2024, 1)`.",
      },
    );
  const failure = EngineFailure.from(new Error(said), sql);
  if (!OF_THE_STATEMENT.test(said)) return failure;
  const table = OF_A_TABLE.exec(said)?.[1];
  if (table === undefined)
    return new Failure('usage', failure.message, failure.help === undefined ? {} : { help: failure.help });
  const nearest = suggest(table, tables);
  const message = failure.message
    .replace(/\nDid you mean "[^"]*"\?/, '')
    .replace(/^Catalog Error: .*$/m, `there is no table ${table}.`);
  return new Failure('usage', message, {
    help: nearest === undefined ? 'list them with `SHOW TABLES`.' : `did you mean \`${nearest}\`?`,
  });
}
