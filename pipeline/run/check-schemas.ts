/**
 * Checks the files of a delivery against the declared columns before anything reads them: can they
 * be read, with which types, do the values fit.
 */
import { statSync } from 'node:fs';
import { Failure, suggest } from '../base/index.ts';
import {
  type Catalogue,
  type ColumnBehind,
  columnsBehind,
  type Source,
  type SourceColumn,
} from '../catalogue/index.ts';
import type { Engine } from '../engine/index.ts';
import { type DeliveredTypes, isNumber } from '../plan/index.ts';
import { nameBelow } from '../store/index.ts';
import { acceptedType } from './accepted-type.ts';
import { countByFooter } from './count-by-footer.ts';
import { countValues, shapesOfMisfits, type ValueCounts } from './count-values.ts';
import { findCsvProblem } from './csv-problem.ts';
import { readablePattern } from './decode-file.ts';
import { type DeliveredFile, type DeliveredFiles, describeFile } from './delivered-file.ts';
import type { PlannedInputs, SourceFiles } from './inputs.ts';
import { COPY_AGAIN, incompleteParquet, unreadableParquet } from './parquet-problem.ts';
import { printList } from './print-list.ts';

/**
 * How the values of Parquet files are checked: by what the footers prove, or by reading all of
 * them. Text files are always read.
 */
export type Reach = 'footers' | 'pages';

const CORRECT = 'correct the delivery, or the columns of its source in the catalogue.';

/** What was found of a source and year: its files, counts by column, and what is wrong. */
export interface SourceFindings {
  readonly input: SourceFiles;
  readonly files: DeliveredFiles;
  readonly counts: ValueCounts;
  readonly problems: readonly string[];
  /** How many of the problems are files of which a part is missing. */
  readonly incomplete: number;
}

/**
 * Refuses files that are not as declared with one data failure that names every problem: names,
 * counts and shapes, never a value.
 */
export async function checkSchemas(
  engine: Engine,
  catalogue: Catalogue,
  plan: PlannedInputs,
  inputs: readonly SourceFiles[],
  dataRoot: string,
  reach: Reach,
): Promise<DeliveredFiles> {
  const found: SourceFindings[] = [];
  for (const input of inputs) found.push(await examineSource(engine, catalogue, plan, input, { dataRoot, reach }));
  const problems = found.flatMap((one) => one.problems);
  if (problems.length === 0) return new Map(found.flatMap(({ files }) => [...files]));
  const incomplete = found.reduce((sum, one) => sum + one.incomplete, 0);
  const help = incomplete === problems.length ? COPY_AGAIN : CORRECT;
  throw new Failure('data', `the delivery does not match its declaration:\n${printList(problems)}`, { help });
}

/**
 * What a failure comes from. Where a statement failed that may have read inputs, these are read
 * from end to end (`read`): what that refuses, a damaged page or a value that a footer denies, is
 * the cause, reported like any other problem of the delivery. Otherwise it is the failure itself.
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

/** Examines the files of a source and year; what is wrong is reported, not thrown. */
export async function examineSource(
  engine: Engine,
  catalogue: Catalogue,
  plan: PlannedInputs,
  input: SourceFiles,
  { dataRoot, reach }: { readonly dataRoot: string; readonly reach: Reach },
): Promise<SourceFindings> {
  const { year, source, glob, files } = input;
  const problems: string[] = [];
  const delivered = new Map<string, DeliveredFile>();
  const sums: ValueCounts[] = [];
  let incomplete = 0;
  for (const file of files) {
    const shown = nameBelow(dataRoot, file);
    const missing = source.format === 'parquet' ? incompleteParquet(file) : undefined;
    if (missing !== undefined) {
      incomplete += 1;
      problems.push(unreadableParquet(shown, missing));
      continue;
    }
    const unread = await readingProblem(source, file, shown, async () => {
      const pattern = await readablePattern(engine, source, file);
      const types = await describeFile(engine, source, pattern);
      const missing = missingColumns(source, types, shown);
      problems.push(...missing);
      if (missing.length > 0) return;
      const [read, unfit] = split(source, types);
      const counts =
        reach === 'footers' && source.format === 'parquet'
          ? await countByFooter(engine, read, pattern, types)
          : await countValues(engine, read, pattern, types);
      if (unfit.length > 0) {
        const { filled } = await countValues(engine, source, pattern, types, unfit.map(asText));
        for (const declared of unfit)
          if ((filled[declared.name] ?? 0) > 0) problems.push(wrongType(declared, types, shown));
      }
      if (problems.length > 0) return;
      const nothing = Object.fromEntries(unfit.map(({ from }) => [from, 'NULL']));
      delivered.set(file, { ...sizeOf(file, counts.rows), pattern, types: { ...types, ...nothing } });
      sums.push(counts);
      for (const declared of Object.values(source.columns)) {
        const misfits = counts.misfits[declared.name] ?? 0;
        if (misfits === 0) continue;
        const shapes = await shapesOfMisfits(engine, source, pattern, types, declared);
        problems.push(
          `${shown}: ${misfits} of ${counts.rows} values of ${declared.from} do not fit ${declared.type}${printShapes(declared, shapes)}`,
        );
      }
    });
    if (unread !== undefined) problems.push(unread);
  }
  const counts = addCounts(sums);
  if (problems.length > 0) return { input, files: delivered, counts, problems, incomplete };
  const found =
    counts.rows === 0
      ? [`${year}: ${source.name} has no rows (${glob})`]
      : columnsNeeded(catalogue, plan, input, counts.rows).flatMap((declared) =>
          unusable(input, declared, counts, delivered),
        );
  return { input, files: delivered, counts, problems: found, incomplete };
}

/**
 * Why a column that figures need cannot be used: nothing in it, nothing of its domain, or too much
 * outside it.
 */
function unusable(
  { year, source }: SourceFiles,
  declared: SourceColumn,
  { filled, outside }: ValueCounts,
  files: DeliveredFiles,
): string[] {
  const { name, from, optional, tolerance } = declared;
  const isThere = [...files.values()].some(({ types }) => types[from] !== undefined);
  if (optional === true && !isThere) return [];
  const [there, beyond] = [filled[name] ?? 0, outside[name] ?? 0];
  if (there === 0) return [`${year}: ${source.name} has no value at all in ${from}`];
  if (beyond === 0 || beyond / there <= tolerance) return [];
  const domain = declared.values?.join(', ') ?? declared.range?.join(' to ');
  const share = `${Number(((beyond / there) * 100).toPrecision(3))} %`;
  return [
    `${year}: ${share} of the values of ${source.name} in ${from} are outside its domain (${domain}); tolerated ${tolerance * 100} %`,
  ];
}

/**
 * In so many rows a column is not empty by chance: fewer claims may all be without a practitioner,
 * fewer members without a sex.
 */
const MANY_ROWS = 100;

/**
 * What the year's figures come from: without one value there every one would be 0 or unknown, and
 * none would look wrong.
 */
function columnsNeeded(
  catalogue: Catalogue,
  plan: PlannedInputs,
  { year, source }: SourceFiles,
  rows: number,
): SourceColumn[] {
  const codes = plan.years.find((planned) => planned.year === year)?.indicators ?? [];
  const needed: ColumnBehind[] = codes.flatMap((code) => {
    const indicator = catalogue.indicators[code];
    return indicator === undefined ? [] : columnsBehind(catalogue, indicator);
  });
  return Object.values(source.columns).filter((declared) => {
    const found = needed.filter((one) => one.source === source.name && one.column === declared.name);
    const hasDomain = declared.values !== undefined || declared.range !== undefined;
    return found.some(({ use }) => use === 'figure' || (rows >= MANY_ROWS && (use === 'key' || hasDomain)));
  });
}

function missingColumns(source: Source, types: DeliveredTypes, shown: string): string[] {
  // The head of a file without a head is its first row.
  const names = Object.keys(types).filter((name) => /^\p{L}/u.test(name));
  return Object.values(source.columns).flatMap(({ name, from, constant, optional }) => {
    if (types[from] !== undefined || constant !== undefined || optional === true) return [];
    const nearest = suggest(from, names);
    const hint = nearest === undefined ? '' : `; it has ${nearest}`;
    return [`${shown} has no column ${from}, which ${source.name}.${name} is read from${hint}`];
  });
}

/** The source with the columns whose types can be read as declared, and the columns that cannot. */
function split(source: Source, types: DeliveredTypes): readonly [read: Source, unfit: readonly SourceColumn[]] {
  const isRead = (declared: SourceColumn) => {
    const type = types[declared.from];
    if (type === undefined || declared.constant !== undefined || source.format === 'csv') return true;
    return acceptedType(declared).accepts(type);
  };
  const columns = Object.entries(source.columns);
  const read = Object.fromEntries(columns.filter(([, declared]) => isRead(declared)));
  return [{ ...source, columns: read }, Object.values(source.columns).filter((declared) => !isRead(declared))];
}

/** To count how many values there are, whatever they are. */
function asText({ name, from }: SourceColumn): SourceColumn {
  return { name, from, type: 'VARCHAR', tolerance: 1 };
}

function wrongType(declared: SourceColumn, types: DeliveredTypes, shown: string): string {
  return `${shown}: column ${declared.from} is ${types[declared.from]}, not ${acceptedType(declared).name}`;
}

/**
 * ` (99/99/9999); declare \`format\` …`: what the values look like, and the key of the catalogue
 * that reads such values.
 */
function printShapes({ type }: SourceColumn, shapes: readonly string[]): string {
  const [first] = shapes;
  if (first === undefined) return '';
  return ` (shape ${shapes.map((shape) => `\`${shape}\``).join(', ')}); ${keyFor(type, first)}`;
}

function keyFor(type: string, shape: string): string {
  if (/^[A-Za-z./\\-]+$/.test(shape)) return 'declare `nulls: [...]` on the source or `recode: { ... }` on the column';
  if (type === 'DATE') return 'declare `format:` on the column, such as `format: DD/MM/YYYY`';
  if (isNumber(type) && shape.includes(',')) return 'declare `decimal: ","` or `thousands: ","` on the source';
  if (isNumber(type) && /^-?9+$/.test(shape)) return 'declare a wider `type:` on the column';
  if (isNumber(type) && /^-?9+[ .'9]+$/.test(shape))
    return 'declare a `type:` with more places on the column, or `thousands:` on the source';
  return 'declare `recode:` or another `type:` on the column';
}

function sizeOf(file: string, rows: number): Pick<DeliveredFile, 'rows' | 'bytes'> {
  return { rows, bytes: statSync(file).size };
}

function addCounts(all: readonly ValueCounts[]): ValueCounts {
  const sum = (key: 'filled' | 'misfits' | 'outside') => {
    const result: Record<string, number> = {};
    for (const counts of all)
      for (const [name, n] of Object.entries(counts[key])) result[name] = (result[name] ?? 0) + n;
    return result;
  };
  return {
    rows: all.reduce((total, { rows }) => total + rows, 0),
    filled: sum('filled'),
    misfits: sum('misfits'),
    outside: sum('outside'),
  };
}

/** Why a file cannot be read, when reading it fails; undefined when it does not. */
async function readingProblem(source: Source, file: string, shown: string, read: () => Promise<void>) {
  try {
    await read();
    return undefined;
  } catch (error) {
    if (!isAboutFiles(error)) throw error;
    const known = source.format === 'csv' ? await findCsvProblem(source, file) : undefined;
    if (known !== undefined) return `${shown} cannot be read as csv: ${known}`;
    const [first = ''] = error.message.split('\n');
    const reason = first.replace(/^[A-Z][A-Za-z ]* Error: /, '').replaceAll(file, shown);
    return `${shown} cannot be read as ${source.format}: ${reason}`;
  }
}

/** A machine that is too small is no fault of the delivery. */
function isAboutFiles(error: unknown): error is Failure {
  return error instanceof Failure && error.kind === 'engine' && error.help === undefined;
}
