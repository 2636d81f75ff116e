/**
 * Breaks a copy of the small good catalogue (base/) as an example says, and prints what is said of
 * it.
 */
import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { printDiagnostic } from '../../pipeline/base/index.ts';
import { type CatalogueReading, readCatalogue } from '../../pipeline/catalogue/index.ts';
import { type Engine, openDuckDB } from '../../pipeline/engine/index.ts';
import { relationProblems } from '../../pipeline/run/index.ts';

/** A change to one file of the catalogue: `indicators.yaml` unless it says otherwise. */
export interface Change {
  readonly file?: string;
  /** Text that stands in the file exactly once, and what replaces it. */
  readonly replace?: string;
  readonly by?: string;
  /** Text that is added at the end, as many times. */
  readonly append?: string;
  readonly times?: number;
  /** The whole file, as text or as bytes in hexadecimal. */
  readonly write?: string;
  readonly writeHex?: string;
  readonly remove?: true;
  /** Ends every line the way Windows does. */
  readonly crlf?: true;
}

interface Broken extends CatalogueReading {
  readonly printed: string;
  /** Where it was; paths in messages begin with it. */
  readonly folder: string;
}

const BASE = join(import.meta.dirname, 'base');

/** The names of the files of a folder that end in `extension`, without it, in order. */
export function listNames(folder: string, extension: string): string[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(extension));
  return files.map((file) => basename(file, extension)).sort();
}

/**
 * The expected text at `path`; UPDATE_EXPECTED=1 writes it anew: read the difference as a user
 * would.
 */
export function readExpected(path: string, printed: string): string {
  if (process.env.UPDATE_EXPECTED === '1') writeFileSync(path, printed);
  return readFileSync(path, 'utf8');
}

/** Reads the changes of an example. */
export function readExample(path: string): Change[] {
  return parse(readFileSync(path, 'utf8')) as Change[];
}

/** Applies the changes to a copy in a temporary folder, reads it, and removes the copy. */
export function readBroken(changes: readonly Change[]): Broken {
  const folder = mkdtempSync(join(tmpdir(), 'cubes-diagnostics-'));
  try {
    cpSync(BASE, folder, { recursive: true });
    for (const change of changes) applyChange(folder, change);
    const reading = readCatalogue(join(folder, 'indicators.yaml'), folder);
    const printed = reading.diagnostics.map((d) => `${printDiagnostic(d)}\n`).join('');
    return { ...reading, folder, printed: printed.replaceAll(`${folder}/`, '') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

let opened: Promise<Engine> | undefined;

/** The same with what `cubes check` finds in the SQL files, by the engine's parser. */
export async function checkBroken(changes: readonly Change[]): Promise<Pick<Broken, 'diagnostics' | 'printed'>> {
  const { catalogue, diagnostics, folder, printed } = readBroken(changes);
  if (catalogue === undefined) return { diagnostics, printed };
  opened ??= openDuckDB({ threads: 1, memoryLimit: '500MB', tempDirectory: tmpdir() });
  const problems = await relationProblems(await opened, catalogue);
  const more = problems.map((one) => `${printDiagnostic(one)}\n`).join('');
  return { diagnostics: [...diagnostics, ...problems], printed: `${printed}${more.replaceAll(`${folder}/`, '')}` };
}

function applyChange(folder: string, change: Change): void {
  const path = join(folder, change.file ?? 'indicators.yaml');
  if (change.remove) rmSync(path);
  if (change.crlf) writeFileSync(path, readFileSync(path, 'utf8').replaceAll('\n', '\r\n'));
  if (change.write !== undefined) writeFileSync(path, change.write);
  if (change.writeHex !== undefined) writeFileSync(path, Buffer.from(change.writeHex, 'hex'));
  if (change.append !== undefined) appendFileSync(path, change.append.repeat(change.times ?? 1));
  if (change.replace !== undefined) {
    const parts = readFileSync(path, 'utf8').split(change.replace);
    if (parts.length !== 2) throw new Error(`\`${change.replace}\` stands ${parts.length - 1} times in ${path}`);
    writeFileSync(path, parts.join(change.by ?? ''));
  }
}
