/**
 * Optional parts of a delivery: an indicator that needs one which a year does not have is left out
 * of that year, and says so; all others are computed.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { Failure } from '../base/index.ts';
import { type Catalogue, columnsBehind, isDecodedHere, type Source } from '../catalogue/index.ts';
import type { Engine } from '../engine/index.ts';
import { type Item, type Plan, planRun, type Selection } from '../plan/index.ts';
import { describeFile } from './delivered-file.ts';
import { literalPath, type SourceFiles } from './inputs.ts';
import { printList } from './print-list.ts';

/** Why a year lacks what an indicator needs; undefined where it does not. */
export type UndeliveredOf = (item: Item) => Promise<string | undefined>;

/** The head of a text file is in its first bytes. */
const HEAD_BYTES = 65_536;

/**
 * Looks for the optional sources and columns behind figures; each file is looked at once.
 *
 * @param find the files of a source and year
 */
export function undeliveredIn(
  engine: Engine,
  catalogue: Catalogue,
  find: (source: Source, year: number) => Promise<SourceFiles>,
): UndeliveredOf {
  const described = new Map<string, Promise<ReadonlySet<string>>>();
  const columnsOf = (input: SourceFiles) => {
    const key = `${input.source.name} ${input.year}`;
    const columns = described.get(key) ?? readColumns(engine, input);
    described.set(key, columns);
    return columns;
  };
  return async ({ code, year }) => {
    const indicator = catalogue.indicators[code];
    const needed = indicator === undefined ? [] : columnsBehind(catalogue, indicator);
    for (const { source: name, column, use } of needed) {
      const source = catalogue.sources[name];
      if (source === undefined || use === 'member') continue;
      const declared = source.columns[column];
      if (!source.optional && declared?.optional !== true) continue;
      const input = await find(source, year);
      if (input.files.length === 0 && source.optional)
        return `${name} is optional, and not delivered for ${year} (${input.glob})`;
      if (input.files.length === 0 || declared?.optional !== true || declared.constant !== undefined) continue;
      if (!(await columnsOf(input)).has(declared.from))
        return `the column ${declared.from} of ${name} is optional, and not delivered for ${year}`;
    }
    return undefined;
  };
}

/**
 * Looks for the other years that figures read, of an indicator whose reference year is there: one
 * without them is left out where nobody has named it.
 */
export function unreadYears(
  catalogue: Catalogue,
  find: (source: Source, year: number) => Promise<SourceFiles>,
): UndeliveredOf {
  return async ({ code, year }) => {
    const alone = planRun({ ...catalogue, invariants: {} }, { years: new Map([[year, [code]]]), skipped: [] });
    const reads = alone.years.find((one) => one.year === year)?.reads ?? [];
    for (const { source, year: ofYear } of reads) {
      const declared = catalogue.sources[source];
      if (ofYear === year || declared === undefined) continue;
      const { files, glob } = await find(declared, ofYear);
      if (files.length === 0) return `it reads ${source} of ${ofYear}, which is not delivered (${glob})`;
    }
    return undefined;
  };
}

async function readColumns(engine: Engine, { source, files }: SourceFiles): Promise<ReadonlySet<string>> {
  const columns = new Set<string>();
  for (const file of files) {
    const names = isDecodedHere(source)
      ? headOf(source, file)
      : Object.keys(await describeFile(engine, source, literalPath(file)));
    for (const name of names) columns.add(name);
  }
  return columns;
}

function headOf({ encoding, delimiter }: Source, file: string): string[] {
  const bytes = Buffer.alloc(HEAD_BYTES);
  const handle = openSync(file, 'r');
  try {
    const read = readSync(handle, bytes, 0, HEAD_BYTES, 0);
    const [head = ''] = new TextDecoder(encoding).decode(bytes.subarray(0, read)).split(/\r?\n/);
    const [names = []] = parse(head, { delimiter, relax_quotes: true }) as string[][];
    return names;
  } finally {
    closeSync(handle);
  }
}

/**
 * The selection of a plan without indicators whose optional input is missing; the same object where
 * there are none.
 *
 * @param named codes that were asked for by name: these are refused instead
 * @throws Failure (data) for one that is named, and where nothing is left
 */
export async function withoutUndelivered(
  plan: Plan,
  named: readonly string[],
  undelivered: UndeliveredOf,
): Promise<Selection | undefined> {
  const skipped: Selection['skipped'][number][] = [];
  const years = new Map<number, string[]>();
  for (const { year, indicators } of plan.years)
    for (const code of indicators) {
      const reason = await undelivered({ code, year });
      if (reason === undefined) years.set(year, [...(years.get(year) ?? []), code]);
      else skipped.push({ code, year, reason });
    }
  if (skipped.length === 0) return undefined;
  const refused = years.size === 0 ? skipped : skipped.filter(({ code }) => named.includes(code));
  if (refused.length === 0) return { years, skipped };
  throw new Failure(
    'data',
    `there is no input for:\n${printList(refused.map(({ code, year, reason }) => `${code} in ${year}: ${reason}`))}`,
    { help: 'deliver it, or leave these indicators out.' },
  );
}
