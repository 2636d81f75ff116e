/** The files of a delivery: found, and held against the declared columns before anything reads them. */
import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { relative } from 'node:path';
import { Failure, suggest } from '../base/index.ts';
import type { Catalogue, Source, SourceColumn } from '../catalogue/index.ts';
import type { Engine } from '../engine/index.ts';
import { deliveredRows, filesOf, type Places, type Plan, typedColumn } from '../plan/index.ts';
import {
  all,
  as,
  COUNT_ROWS,
  call,
  cast,
  choose,
  column,
  isNull,
  number,
  printFrom,
  printQuery,
  printText,
  type Query,
} from '../query/index.ts';
import type { InputFile } from './manifest.ts';

export interface SourceFiles {
  readonly year: number;
  readonly source: Source;
  readonly glob: string;
  /** Absolute paths, sorted. */
  readonly files: readonly string[];
}

/** Finds the files that a plan reads; refuses years without any with one data failure that names them all. */
export async function findInputs(
  engine: Engine,
  catalogue: Catalogue,
  plan: Plan,
  places: Places,
): Promise<SourceFiles[]> {
  const found: SourceFiles[] = [];
  const missing: string[] = [];
  for (const { year, sources } of plan.years) {
    for (const name of sources) {
      const source = catalogue.sources[name] as Source;
      const glob = filesOf(source, year, places);
      const rows = await engine.query(`SELECT file FROM glob(${printText(glob)}) ORDER BY file`);
      if (rows.length === 0) missing.push(`${year}: no ${name} (${glob})`);
      else found.push({ year, source, glob, files: rows.map((row) => String(row.file)) });
    }
  }
  if (missing.length > 0) {
    throw new Failure('data', `there is no input for:\n${list(missing)}`, {
      help: 'deliver it, ask for other years with --years, or name another folder with --data.',
    });
  }
  return found;
}

/** Checks that every file can be read and has the declared columns and types; refuses with one data failure that tells all. */
export async function checkSchemas(engine: Engine, inputs: readonly SourceFiles[], dataRoot: string): Promise<void> {
  const problems: string[] = [];
  for (const input of inputs) {
    const before = problems.length;
    for (const file of input.files)
      problems.push(...(await schemaProblems(engine, input.source, file, relative(dataRoot, file))));
    if (problems.length === before) problems.push(...(await valueProblems(engine, input)));
  }
  if (problems.length > 0) {
    throw new Failure('data', `the delivery is not as declared:\n${list(problems)}`, {
      help: 'correct the delivery, or the columns of its source in the catalogue.',
    });
  }
}

/** Size and SHA-256 of every file, for the manifest. */
export async function hashInputs(inputs: readonly SourceFiles[], dataRoot: string): Promise<InputFile[]> {
  const hashed: InputFile[] = [];
  for (const { year, source, files } of inputs) {
    for (const file of files) {
      hashed.push({
        year,
        source: source.name,
        path: relative(dataRoot, file),
        bytes: statSync(file).size,
        sha256: await hashFile(file),
      });
    }
  }
  return hashed;
}

export async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

async function schemaProblems(engine: Engine, source: Source, file: string, shown: string): Promise<string[]> {
  const rows = await describe(engine, source, file);
  if (typeof rows === 'string') return [`${shown} cannot be read as ${source.format}: ${rows}`];
  const delivered = new Map(rows.map((row) => [String(row.column_name), String(row.column_type)]));
  return Object.values(source.columns).flatMap((declared) => {
    const type = delivered.get(declared.from);
    if (type === undefined) {
      const nearest = suggest(declared.from, delivered.keys());
      return [
        `${shown} has no column ${declared.from}, which ${source.name}.${declared.name} is read from${nearest === undefined ? '' : `; it has ${nearest}`}`,
      ];
    }
    const expected = expectedOf(declared);
    return source.format === 'csv' || expected.accepts(type)
      ? []
      : [`${shown}: column ${declared.from} is ${type}, not ${expected.name}`];
  });
}

/** The columns of a file, or why they cannot be read. */
async function describe(engine: Engine, source: Source, file: string) {
  try {
    return await engine.query(`DESCRIBE SELECT * FROM ${printFrom(deliveredRows(source, file))}`);
  } catch (error) {
    if (error instanceof Failure && error.kind === 'engine') return error.message.split('\n')[0] ?? '';
    throw error;
  }
}

interface Expected {
  readonly name: string;
  readonly accepts: (type: string) => boolean;
}

const INTEGER = /^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/;

/** What a delivered column may be: integers of any width (values are checked), decimals of no more places, the rest as declared. */
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

/** Values that do not fit the declared type, counted by column; and a partition without rows. */
async function valueProblems(engine: Engine, { year, source, glob }: SourceFiles): Promise<string[]> {
  const columns = Object.values(source.columns);
  const misfit = (declared: SourceColumn) =>
    all(isNull(column(declared.from), true), isNull(typedColumn(declared, true)));
  const checked = columns.filter((declared) => declared.type !== 'VARCHAR');
  const query: Query = {
    kind: 'select',
    columns: [
      as('row_count', COUNT_ROWS),
      ...checked.map((declared) =>
        as(
          declared.name,
          cast(
            call(
              'COALESCE',
              call('SUM', choose([{ when: misfit(declared), result: number(1) }], number(0))),
              number(0),
            ),
            'BIGINT',
          ),
        ),
      ),
    ],
    from: deliveredRows(source, glob),
  };
  const [counts] = await engine.query(printQuery(query));
  const rows = Number(counts?.row_count ?? 0);
  if (rows === 0) return [`${year}: ${source.name} has no rows (${glob})`];
  return checked.flatMap((declared) => {
    const count = Number(counts?.[declared.name] ?? 0);
    return count === 0
      ? []
      : [`${year}: ${count} of ${rows} values of ${declared.from} in ${source.name} do not fit ${declared.type}`];
  });
}

function list(lines: readonly string[]): string {
  const shown = lines.slice(0, 20).map((line) => `  ${line}`);
  return [...shown, ...(lines.length > 20 ? [`  and ${lines.length - 20} more`] : [])].join('\n');
}
