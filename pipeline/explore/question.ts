/**
 * Questions that people ask: one SELECT a file in `sql/explore`, with what it can be inferred in
 * its header. A file of one's own may have such a header, too.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Failure, suggest } from '../base/index.ts';

export interface Question {
  readonly name: string;
  readonly title: string;
  readonly parameters: readonly QuestionParameter[];
  /** It reads what only `--work` shows. */
  readonly needsWork: boolean;
  readonly sql: string;
}

export interface QuestionParameter {
  readonly name: string;
  readonly type: string;
  readonly meaning: string;
  /** An expression; undefined where somebody must say. It may read the parameters before it. */
  readonly default: string | undefined;
}

const PARAMETER = /^@param\s+(\w+)\s+([A-Z]+)\s+(.*)$/;
const DEFAULT = /^@default\s+(\w+)\s+(.*)$/;

/**
 * What a file's header says: title, `@param name TYPE meaning`, `@default name expression`,
 * `@work`.
 */
export function readQuestion(name: string, sql: string): Question {
  const lines = sql.split('\n');
  const end = lines.findIndex((line) => !line.startsWith('--'));
  const header = lines.slice(0, end < 0 ? lines.length : end).map((line) => line.replace(/^--\s?/, '').trim());
  const defaults = new Map(
    header.flatMap((line) => {
      const [, of = '', expression = ''] = DEFAULT.exec(line) ?? [];
      return of === '' ? [] : [[of, expression] as const];
    }),
  );
  return {
    name,
    sql,
    title: header.filter((line) => !line.startsWith('@')).join(' '),
    needsWork: header.includes('@work'),
    parameters: header.flatMap((line) => {
      const [, of = '', type = '', meaning = ''] = PARAMETER.exec(line) ?? [];
      return of === '' ? [] : [{ name: of, type, meaning, default: defaults.get(of) }];
    }),
  };
}

/** Every question below the roots of hand-written SQL, by name; the first root wins. */
export function readQuestions(sqlRoots: readonly string[]): Question[] {
  const found = new Map<string, Question>();
  for (const root of sqlRoots) {
    const folder = join(root, 'explore');
    if (!existsSync(folder)) continue;
    for (const file of readdirSync(folder).filter((one) => one.endsWith('.sql'))) {
      const name = basename(file, '.sql');
      if (!found.has(name)) found.set(name, readQuestion(name, readFileSync(join(folder, file), 'utf8')));
    }
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The question of that name; refuses an unknown one with a usage failure. */
export function findQuestion(questions: readonly Question[], name: string): Question {
  const found = questions.find((question) => question.name === name);
  if (found !== undefined) return found;
  const nearest = suggest(
    name,
    questions.map((question) => question.name),
  );
  throw new Failure('usage', `there is no question \`${name}\`.`, {
    help: nearest === undefined ? 'list them with `cubes sql --list`.' : `did you mean \`${nearest}\`?`,
  });
}
