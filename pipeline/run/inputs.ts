/**
 * The files of a delivery: found, named as the engine takes them, and recognised again by their
 * content.
 */
import { existsSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Failure, isUri } from '../base/index.ts';
import type { Catalogue, Source } from '../catalogue/index.ts';
import type { Engine } from '../engine/index.ts';
import { filesOf, type Places, type YearPlan } from '../plan/index.ts';
import { printText } from '../query/index.ts';
import { type InputCache, nameBelow } from '../store/index.ts';
import { bringFooters, exchanged, listedOf, locate } from './elsewhere.ts';
import { type InventoryFile, refuseUnread, takeInventory } from './inventory.ts';
import type { InputFile } from './manifest.ts';
import { printList } from './print-list.ts';

/** What is read in which years: all that a delivery is checked against. */
export interface PlannedInputs {
  readonly years: readonly (Pick<YearPlan, 'year' | 'sources' | 'indicators'> & Partial<Pick<YearPlan, 'reads'>>)[];
}

export interface SourceFiles {
  readonly year: number;
  readonly source: Source;
  /** Where they were looked for, as a person writes it. */
  readonly glob: string;
  /** Absolute paths, sorted. */
  readonly files: readonly string[];
  /** The same as the engine takes them. */
  readonly patterns: readonly string[];
}

/**
 * A path as the engine takes it: it reads every path as a pattern, so what would stand for other
 * paths is put in brackets.
 */
export function literalPath(path: string): string {
  return path.replace(/[[*?]/g, '[$&]');
}

/**
 * Finds the files that a plan reads. Refuses (data) years without any, naming them all, and files
 * that nothing reads; (engine) what may not be read.
 */
export async function findInputs(
  engine: Engine,
  catalogue: Catalogue,
  plan: PlannedInputs,
  places: Places,
): Promise<SourceFiles[]> {
  const found: SourceFiles[] = [];
  const missing: string[] = [];
  for (const { year, sources } of plan.years) {
    for (const name of sources) {
      const source = catalogue.sources[name] as Source;
      const files = await filesIn(engine, source, year, places);
      if (files.files.length === 0) missing.push(`${year}: no ${name} (${files.glob})${readersOf(plan, name, year)}`);
      else found.push(files);
    }
  }
  refuseUnread(await inventoryOf(engine, catalogue, plan, places));
  if (missing.length > 0) {
    throw new Failure('data', `there is no input for:\n${printList(missing)}`, {
      help: 'deliver it, choose other years with --years, or name another folder with --data.',
    });
  }
  return found;
}

/** For whom a source of a year is read, where it is for figures of other years. */
function readersOf({ years }: PlannedInputs, source: string, year: number): string {
  const readers = years.filter(({ reads = [] }) => reads.some((one) => one.source === source && one.year === year));
  if (readers.length === 0 || readers.some((reader) => reader.year === year)) return '';
  return `, which figures of ${readers.map((reader) => reader.year).join(', ')} read`;
}

/**
 * Every file below the folders of what is read, and what becomes of it. Refuses (engine) what may
 * not be read.
 */
export async function inventoryOf(
  engine: Engine,
  catalogue: Catalogue,
  { years }: PlannedInputs,
  places: Places,
): Promise<InventoryFile[]> {
  const found: InventoryFile[] = [];
  for (const { year, sources } of years) {
    const read = new Map<string, readonly string[]>();
    for (const source of Object.values(catalogue.sources))
      read.set(source.name, (await filesIn(engine, source, year, places)).files);
    const all = new Set([...read.values()].flat());
    for (const name of sources) {
      const source = catalogue.sources[name] as Source;
      const located = await locate(engine.options, source, places.dataRoot);
      found.push(...takeInventory(source, year, { ...places, located }, read.get(name) ?? [], all));
    }
  }
  return found;
}

/**
 * The files of a source and year; none where nothing is delivered. Hidden ones, whose name or
 * folder begins with `.` or `_`, are never read.
 */
export async function filesIn(engine: Engine, source: Source, year: number, places: Places): Promise<SourceFiles> {
  const glob = filesOf(source, year, places);
  const { root, files: below } = await locate(engine.options, source, places.dataRoot);
  const pattern = `${literalPath(root)}/${below.replaceAll('{year}', String(year))}`;
  const rows = await engine.query(`SELECT file FROM glob(${printText(pattern)}) ORDER BY file`);
  const isHidden = (file: string) => /(^|\/)[._]/.test(relative(root, file));
  const files = rows.map((row) => String(row.file)).filter((file) => !isHidden(file));
  await bringFooters(engine.options, files);
  return { year, source, glob, files, patterns: files.map(literalPath) };
}

/**
 * Size and SHA-256 of every file, for the manifest. Aborting stops between two files or in the
 * middle of one.
 */
export async function hashInputs(
  inputs: readonly SourceFiles[],
  dataRoot: string,
  cache: InputCache,
  signal?: AbortSignal,
): Promise<InputFile[]> {
  const hashed: InputFile[] = [];
  for (const { year, source, files } of inputs) {
    for (const file of files) {
      hashed.push({
        year,
        source: source.name,
        path: nameBelow(dataRoot, file),
        bytes: statSync(file).size,
        sha256: await cache.hash(file, signal),
        ...listedOf(file),
      });
    }
  }
  return hashed;
}

/**
 * Refuses a delivery that was exchanged while it was read: nobody could say what its figures come
 * from.
 */
export function refuseExchanged(inputs: readonly InputFile[], dataRoot: string, cache: InputCache): void {
  const changed = inputs.filter((file) => !isUnchanged([file], dataRoot, cache));
  if (changed.length > 0) throw exchanged(changed.map(({ path }) => path));
}

/**
 * Whether delivered files are still there as they were when they were hashed; those at URIs are
 * listed again instead (`refuseExchangedElsewhere`).
 */
export function isUnchanged(inputs: readonly InputFile[], dataRoot: string, cache: InputCache): boolean {
  return inputs.every(({ path, sha256 }) => {
    const file = join(dataRoot, path);
    return isUri(path) || (existsSync(file) && cache.knownHash(file) === sha256);
  });
}
