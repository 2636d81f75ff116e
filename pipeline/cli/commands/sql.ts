/**
 * `cubes sql`: SQL over a release, which only reads; one statement, a file, a question, or a
 * prompt.
 */
import { existsSync, readFileSync } from 'node:fs';
import { EXIT_CODES, Failure } from '../../base/index.ts';
import { sqlRootsOf } from '../../catalogue/index.ts';
import type { EngineOptions } from '../../engine/index.ts';
import {
  type Answer,
  type Explorer,
  FORMATS,
  findQuestion,
  openExplorer,
  type Parameters,
  type Question,
  readQuestion,
  readQuestions,
  setParameters,
  splitStatements,
  workViews,
} from '../../explore/index.ts';
import { currentRelease, findRelease, readReleaseManifest, releaseFolder } from '../../release/index.ts';
import { openCatalogueWithoutTests } from '../catalogue-cache.ts';
import { reading } from '../engine-options.ts';
import { printYears } from '../findings.ts';
import { interruptible } from '../interrupt.ts';
import { printJson, schemaOf } from '../json/print-json.ts';
import { catalogueFileOf, dataRootOf, type EngineChoices, type PlaceOptions, PROGRAM_ROOT } from '../options.ts';
import { page } from '../page.ts';
import { runPrompt } from '../prompt.ts';
import { formatOf, listQuestions, readParameter } from '../prompt-commands.ts';
import { reportFailure } from '../report-failure.ts';
import { historyFile, openHistory } from '../sql-history.ts';
import { pagerOf, showText, terminalWidth, textWidth } from '../terminal.ts';
import { wrap } from '../wrap.ts';
import { openTarget, type Target, writeTo } from '../write-answer.ts';

export interface SqlOptions extends PlaceOptions, EngineChoices {
  readonly file?: string;
  readonly question?: string;
  readonly list?: boolean;
  readonly param?: readonly string[];
  readonly format: string;
  readonly out?: string;
  readonly force?: boolean;
  readonly rows: number;
  readonly release?: string;
  readonly work?: boolean;
  readonly allowFiles?: boolean;
  readonly json?: boolean;
}

/** No wider than a page. */
const MOST_COLUMNS = 100;

const UNPROTECTED =
  'note: the schema work holds unprotected figures and rows of persons, not for publication: they can disclose a person.\n';

/** Runs read-only SQL on a release: a statement, a file, a question, or a prompt without any. */
export async function sql(query: string | undefined, given: SqlOptions): Promise<void> {
  const options = given.json ? { ...given, format: 'json' } : given;
  const questions = readQuestions(sqlRootsOf(catalogueFileOf(options), PROGRAM_ROOT));
  if (options.list) {
    if (options.json) printJson('sql-list', { questions: questions.map(describe) });
    else await showText(listQuestions(questions, terminalWidth()));
    return;
  }
  if (options.format !== 'parquet') formatOf(options.format, ['parquet']);
  const asked = requestedQuery(query, options, questions);
  const target = options.out === undefined ? undefined : openTarget(options.out, options.force ?? false);
  if (options.format === 'parquet' && target === undefined)
    throw new Failure('usage', 'parquet output requires --out FILE.', { help: 'name the file with `--out FILE`.' });
  if (asked === undefined && target !== undefined)
    throw new Failure('usage', '--out cannot be combined with the prompt.', { help: 'give a statement, or -f FILE.' });
  const dataRoot = dataRootOf(options);
  const release = releaseOf(options, dataRoot);
  const session = <T>(work: (explorer: Explorer) => Promise<T>) =>
    reading(options, dataRoot, async (engine) => {
      if (options.work) process.stderr.write(UNPROTECTED);
      const explorer = await open(options, dataRoot, release, engine, target);
      try {
        return await work(explorer);
      } finally {
        explorer.close();
        target?.drop();
      }
    });
  if (asked === undefined) {
    const left = endWithTerminal();
    await session((explorer) => promptFor(explorer, options, dataRoot, release, questions));
    left();
  } else await interruptible((signal) => session((explorer) => answer(explorer, asked, options, target, signal)));
}

/**
 * A terminal that goes away ends the prompt as `exit` does, so that nothing is left behind. Gives
 * what takes that back.
 */
function endWithTerminal(): () => void {
  const end = () => process.exit(EXIT_CODES.interrupted);
  for (const signal of ['SIGHUP', 'SIGTERM'] as const) process.on(signal, end);
  return () => {
    for (const signal of ['SIGHUP', 'SIGTERM'] as const) process.off(signal, end);
  };
}

/**
 * The statements that are asked for, with what they can be inferred; undefined: a prompt. Refuses
 * two things at once, and nothing at all.
 */
function requestedQuery(
  query: string | undefined,
  options: SqlOptions,
  questions: readonly Question[],
): Question | undefined {
  const { file, question } = options;
  if ([query, file, question].filter((one) => one !== undefined).length > 1)
    throw new Failure('usage', 'a statement, -f and --question cannot be combined.', {
      help: 'use one of them.',
    });
  if (question !== undefined) return findQuestion(questions, question);
  if (file !== undefined) {
    const named = questions.find(({ name }) => name === file);
    if (!existsSync(file) && named !== undefined) return named;
    return readQuestion(file, readFileOf(file));
  }
  if (query === undefined && process.stdin.isTTY && process.stdout.isTTY) return undefined;
  const text = query === undefined || query === '-' ? readFileSync(0, 'utf8') : query;
  const { statements, rest } = splitStatements(text);
  if (statements.length === 0 && rest === '')
    throw new Failure('usage', 'there is no statement.', { help: 'such as: cubes sql "SHOW TABLES".' });
  return readQuestion('the statement', text);
}

function readFileOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Failure('usage', `${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`, {
      help: 'name a file with statements, or list the questions with --list.',
    });
  }
}

/** The release that is read; null where there is none and `--work` does without. */
function releaseOf({ release, work }: SqlOptions, dataRoot: string): string | null {
  if (release === undefined && work && currentRelease(dataRoot) === null) return null;
  return findRelease(dataRoot, release ?? 'current');
}

async function open(
  options: SqlOptions,
  dataRoot: string,
  release: string | null,
  engine: EngineOptions,
  target: Target | undefined,
): Promise<Explorer> {
  return openExplorer({
    atlas: release === null ? null : releaseFolder(dataRoot, release, 'atlas.duckdb'),
    ...(options.work && {
      work: await workViews(openCatalogueWithoutTests(catalogueFileOf(options)), dataRoot, engine),
    }),
    ...(options.format === 'parquet' && target !== undefined && { target: target.draft }),
    allowFiles: options.allowFiles ?? false,
    engine,
  });
}

/** Runs what is asked, one statement after the other, and writes what it gives. */
async function answer(
  explorer: Explorer,
  asked: Question,
  options: SqlOptions,
  target: Target | undefined,
  signal: AbortSignal,
): Promise<void> {
  const { statements, rest } = splitStatements(asked.sql);
  const all = rest === '' ? statements : [...statements, rest.trim()];
  const parameters = parametersOf(options);
  if (all.length > 1 && (options.format !== 'table' || target !== undefined))
    throw new Failure(
      'usage',
      `${options.format === 'table' ? 'a file' : options.format} holds what one statement gives, and there are ${all.length}.`,
    );
  signal.addEventListener('abort', () => explorer.interrupt());
  await setParameters(explorer, asked, parameters);
  for (const statement of all) {
    if (signal.aborted) throw new Failure('interrupted', 'interrupted.');
    await answerOne(explorer, statement, parameters, options, target);
  }
  target?.keep();
}

async function answerOne(
  explorer: Explorer,
  statement: string,
  parameters: Parameters,
  options: SqlOptions,
  target: Target | undefined,
): Promise<void> {
  if (options.format === 'parquet') {
    await explorer.save(statement, parameters);
    return;
  }
  const format = formatOf(options.format);
  const found = await explorer.ask(statement, { parameters, ...(format === 'table' && { limit: options.rows }) });
  const width = target === undefined ? terminalWidth() : undefined;
  const pieces = options.json
    ? jsonDocument(found)
    : FORMATS[format](found, { colour: target === undefined && hasColour(), ...(width !== undefined && { width }) });
  if (target === undefined && format === 'table') await showText(await gather(pieces));
  else if (target === undefined) await writeTo(process.stdout, pieces);
  else await target.write(pieces);
  if (found.isCut)
    process.stderr.write(
      `note: the first ${found.count.toLocaleString('en-GB')} rows; --rows N or --format csv gives more.\n`,
    );
}

/** A table is made as a whole: it can be shown page by page. */
async function gather(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

/** The answer under the name of its shape (docs/reference/json.md), a row a line, however many. */
async function* jsonDocument(answer: Answer): AsyncGenerator<string> {
  const columns = answer.columns.map(({ name, type }) => ({ name, type }));
  yield `{\n"schema": ${JSON.stringify(schemaOf('sql'))},\n"columns": ${JSON.stringify(columns)},\n"rows": `;
  yield* FORMATS.json(answer);
  yield '}\n';
}

function describe({ name, title, needsWork, parameters }: Question) {
  const described = parameters.map(({ default: expression = null, ...rest }) => ({ ...rest, default: expression }));
  return { name, title, needs_work: needsWork, parameters: described };
}

function parametersOf({ param = [] }: SqlOptions): Parameters {
  return Object.fromEntries(param.map(readParameter));
}

/** https://no-color.org */
function hasColour(): boolean {
  return Boolean(process.stdout.isTTY) && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
}

async function promptFor(
  explorer: Explorer,
  options: SqlOptions,
  dataRoot: string,
  release: string | null,
  questions: readonly Question[],
): Promise<void> {
  await runPrompt({
    explorer,
    questions,
    settings: {
      format: formatOf(options.format),
      timer: true,
      pager: true,
      rows: options.rows,
      parameters: new Map(Object.entries(parametersOf(options))),
    },
    input: process.stdin,
    output: process.stdout,
    colour: hasColour(),
    // What is asked of claims can name a person.
    history: openHistory(historyFile(process.env), !options.work),
    welcome: wrap(welcome(dataRoot, release), textWidth(MOST_COLUMNS)).join('\n'),
    report: reportFailure,
    page: (text) => page(text, pagerOf()),
  });
}

function welcome(dataRoot: string, release: string | null): string {
  if (release === null) return 'No release; the schema work alone. .help lists the commands.';
  const { cubes } = readReleaseManifest(dataRoot, release);
  const years = [...new Set(cubes.map(({ year }) => year))].sort();
  const codes = new Set(cubes.map(({ code }) => code));
  return `Release ${release}: ${codes.size} indicators, ${printYears(years)}. .help lists the commands.`;
}
