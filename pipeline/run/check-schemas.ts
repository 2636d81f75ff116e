/** Holds the files of a delivery against the declared columns before anything reads them: can they be read, with which types, do the values fit. */
import { relative } from 'node:path';
import { Failure, suggest } from '../base/index.ts';
import type { Catalogue, Source, SourceColumn } from '../catalogue/index.ts';
import type { Engine } from '../engine/index.ts';
import { deliveredRows } from '../plan/index.ts';
import { printFrom } from '../query/index.ts';
import { countByFooter } from './count-by-footer.ts';
import { countValues } from './count-values.ts';
import { literalPath, type PlannedInputs, printList, type SourceFiles } from './inputs.ts';

/** How the values of Parquet files are held against their columns: by what the footers prove, or by reading all of them. Text files are always read. */
export type Reach = 'footers' | 'pages';

/** Refuses files that are not as declared with one data failure that tells every problem: names and counts, never a value. */
export async function checkSchemas(
  engine: Engine,
  catalogue: Catalogue,
  plan: PlannedInputs,
  inputs: readonly SourceFiles[],
  dataRoot: string,
  reach: Reach,
): Promise<void> {
  const problems: string[] = [];
  for (const input of inputs) problems.push(...(await problemsOf(engine, catalogue, plan, input, dataRoot, reach)));
  if (problems.length === 0) return;
  throw new Failure('data', `the delivery is not as declared:\n${printList(problems)}`, {
    help: 'correct the delivery, or the columns of its source in the catalogue.',
  });
}

/**
 * What a failure comes from. Where a statement failed that may have read inputs, these are read from end to end (`read`): what that refuses, a damaged page or
 * a value that a footer denies, is the cause, told like any other problem of the delivery. Otherwise it is the failure itself.
 */
export async function causeOf(failure: unknown, read: () => Promise<unknown>): Promise<unknown> {
  if (!isAboutFiles(failure)) return failure;
  try {
    await read();
    return failure;
  } catch (found) {
    return found instanceof Failure && found.kind !== 'engine' ? found : failure;
  }
}

async function problemsOf(
  engine: Engine,
  catalogue: Catalogue,
  plan: PlannedInputs,
  input: SourceFiles,
  dataRoot: string,
  reach: Reach,
): Promise<string[]> {
  const { year, source, glob, files } = input;
  const problems: string[] = [];
  const filled: Record<string, number> = {};
  let rows = 0;
  for (const file of files) {
    const shown = relative(dataRoot, file);
    const unread = await readingProblem(source, file, shown, async () => {
      const types = await describe(engine, source, file);
      const found = schemaProblems(source, types, shown);
      problems.push(...found);
      if (found.length > 0) return;
      const counts =
        reach === 'footers' && source.format === 'parquet'
          ? await countByFooter(engine, source, literalPath(file), types)
          : await countValues(engine, source, literalPath(file));
      rows += counts.rows;
      for (const { from, type, name } of Object.values(source.columns)) {
        filled[name] = (filled[name] ?? 0) + (counts.filled[name] ?? 0);
        const misfits = counts.misfits[name] ?? 0;
        if (misfits > 0) problems.push(`${shown}: ${misfits} of ${counts.rows} values of ${from} do not fit ${type}`);
      }
    });
    if (unread !== undefined) problems.push(unread);
  }
  if (problems.length > 0) return problems;
  if (rows === 0) return [`${year}: ${source.name} has no rows (${glob})`];
  const empty = columnsOfFigures(catalogue, plan, input).filter(({ name }) => filled[name] === 0);
  return empty.map(({ from }) => `${year}: ${source.name} has no value at all in ${from}`);
}

/** What the year's variables are summed and found by: without one value there every figure would be 0, and none would look wrong. */
function columnsOfFigures(catalogue: Catalogue, plan: PlannedInputs, { year, source }: SourceFiles): SourceColumn[] {
  const steps = plan.years.find((planned) => planned.year === year)?.computation ?? [];
  const names = steps.flatMap((step) => (step.kind === 'collect' && step.source === source.name ? step.variables : []));
  const needed = names.flatMap((name) => {
    const variable = catalogue.variables[name];
    if (variable?.kind !== 'collected') return [];
    return [variable.value.column, ...(variable.codes !== undefined && source.code !== undefined ? [source.code] : [])];
  });
  return Object.values(source.columns).filter(({ name }) => needed.includes(name));
}

function schemaProblems(source: Source, delivered: Readonly<Record<string, string>>, shown: string): string[] {
  // The head of a file without a head is its first row.
  const names = Object.keys(delivered).filter((name) => /^\p{L}/u.test(name));
  return Object.values(source.columns).flatMap((declared) => {
    const type = delivered[declared.from];
    if (type === undefined) {
      const nearest = suggest(declared.from, names);
      const hint = nearest === undefined ? '' : `; it has ${nearest}`;
      return [`${shown} has no column ${declared.from}, which ${source.name}.${declared.name} is read from${hint}`];
    }
    const expected = expectedOf(declared);
    const accepted = source.format === 'csv' || expected.accepts(type);
    return accepted ? [] : [`${shown}: column ${declared.from} is ${type}, not ${expected.name}`];
  });
}

/** Column names of a file and their types. */
async function describe(engine: Engine, source: Source, file: string): Promise<Record<string, string>> {
  const rows = await engine.query(`DESCRIBE SELECT * FROM ${printFrom(deliveredRows(source, literalPath(file)))}`);
  return Object.fromEntries(rows.map((row) => [String(row.column_name), String(row.column_type)]));
}

/** Why a file cannot be read, when reading it fails; undefined when it does not. */
async function readingProblem(source: Source, file: string, shown: string, read: () => Promise<void>) {
  try {
    await read();
    return undefined;
  } catch (error) {
    if (!isAboutFiles(error)) throw error;
    const [first = ''] = error.message.split('\n');
    const reason = first.replace(/^[A-Z][A-Za-z ]* Error: /, '').replaceAll(file, shown);
    return `${shown} cannot be read as ${source.format}: ${reason}`;
  }
}

/** A machine that is too small is no fault of the delivery. */
function isAboutFiles(error: unknown): error is Failure {
  return error instanceof Failure && error.kind === 'engine' && error.help === undefined;
}

interface Expected {
  readonly name: string;
  readonly accepts: (type: string) => boolean;
}

const INTEGER = /^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/;

/** What a delivered column may be: integers of any width (values are counted), decimals of no more places, the rest as declared. */
function expectedOf({ type, encoding }: SourceColumn): Expected {
  if (encoding === 'yyyymmdd')
    return { name: 'an integer or a text YYYYMMDD', accepts: (t) => INTEGER.test(t) || t === 'VARCHAR' };
  const places = Number(/DECIMAL\(\d+,(\d+)\)/.exec(type)?.[1] ?? -1);
  if (places >= 0) {
    const accepts = (t: string) => INTEGER.test(t) || Number(/^DECIMAL\(\d+,(\d+)\)$/.exec(t)?.[1] ?? 99) <= places;
    return { name: `a decimal with ${places} places`, accepts };
  }
  if (INTEGER.test(type)) return { name: 'an integer', accepts: (t) => INTEGER.test(t) };
  return { name: type, accepts: (t) => t === type };
}
