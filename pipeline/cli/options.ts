/** What options mean: numbers, years, sizes, and the places that commands work in. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Command, InvalidArgumentError } from 'commander';
import { Failure, type Quarter, readDay, readQuarter, readYears } from '../base/index.ts';

/** The folder of this package: the catalogue and the SQL that come with it. */
export const PROGRAM_ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The version of the package, which stands in package.json alone. */
export function versionOf(): string {
  return (JSON.parse(readFileSync(join(PROGRAM_ROOT, 'package.json'), 'utf8')) as { version: string }).version;
}

export interface PlaceOptions {
  readonly catalogue?: string;
  readonly data?: string;
}

export interface EngineChoices {
  readonly threads?: number;
  readonly memory?: string;
  readonly temp?: string;
}

/**
 * The catalogue that is named by --catalogue or CUBES_CATALOGUE, or the one of the working folder,
 * or the package's own.
 */
export function catalogueFileOf(options: PlaceOptions): string {
  const named = options.catalogue ?? (process.env.CUBES_CATALOGUE || undefined);
  if (named !== undefined) return resolve(named);
  const here = resolve('indicators.yaml');
  return existsSync(here) ? here : join(PROGRAM_ROOT, 'indicators.yaml');
}

/** The data root that is named by --data or CUBES_DATA, or `data/` beside the catalogue. */
export function dataRootOf(options: PlaceOptions): string {
  if (options.data === '') throw new Failure('usage', '--data names no folder.');
  const named = options.data ?? (process.env.CUBES_DATA || undefined);
  if (named === undefined) return join(dirname(catalogueFileOf(options)), 'data');
  const root = resolve(named);
  if (existsSync(root) && !statSync(root).isDirectory()) {
    throw new Failure('usage', `the data root ${root} is not a folder.`, {
      help: 'name a folder with --data or CUBES_DATA.',
    });
  }
  return root;
}

/**
 * The seed of noise that CUBES_NOISE_SEED holds; without it that of the data root is taken. It must
 * never be printed.
 */
export function noiseSeedOf(): { readonly noiseSeed?: string } {
  const seed = process.env.CUBES_NOISE_SEED;
  return seed ? { noiseSeed: seed } : {};
}

/** A whole number of at least 1. */
export function readInteger(text: string): number {
  if (!/^\d{1,12}$/.test(text) || Number(text) < 1)
    throw new InvalidArgumentError('it must be a whole number of at least 1.');
  return Number(text);
}

/** A port; 0 for any that is free. */
export function readPort(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new InvalidArgumentError('it must be a whole number from 0 to 65535.');
  return Number(text);
}

/** Above this the engine breaks, far above what any machine has. */
const MOST_THREADS = 1024;

/** A number of threads, at most 1,024. */
export function readThreads(text: string): number {
  const threads = readInteger(text);
  if (threads > MOST_THREADS) throw new InvalidArgumentError(`it must be at most ${MOST_THREADS}.`);
  return threads;
}

/** A size such as `512MB` or `4GB`, as the engine takes it. */
export function readMemory(text: string): string {
  if (!/^\d+(\.\d+)?\s*(MB|GB|MiB|GiB)$/i.test(text) || Number.parseFloat(text) === 0)
    throw new InvalidArgumentError('write a size such as 512MB or 4GB.');
  return text;
}

/** The same, in bytes. */
export function readBytes(text: string): number {
  const [, number = '', unit = ''] = /^([\d.]+)\s*(\w+)$/.exec(readMemory(text)) ?? [];
  return Number(number) * ({ mb: 1e6, gb: 1e9, mib: 2 ** 20, gib: 2 ** 30 }[unit.toLowerCase()] ?? 1);
}

/** An argument as its reader takes it; what the reader refuses is reported by commander. */
function readArgument<T>(text: string, read: (text: string) => T): T {
  try {
    return read(text);
  } catch (error) {
    if (error instanceof Failure) throw new InvalidArgumentError([error.message, error.help].filter(Boolean).join(' '));
    throw error;
  }
}

/** Years such as `2021..2023` or `2021,2023`. */
export function readYearList(text: string): number[] {
  return readArgument(text, readYears);
}

/** A quarter such as `2026Q4`. */
export function readQuarterArgument(text: string): Quarter {
  return readArgument(text, readQuarter);
}

/** A day such as `2026-11-23`. */
export function readDayArgument(text: string): Date {
  return readArgument(text, readDay);
}

/** Gathers an option that may be given several times. */
export function gather(text: string, before: readonly string[] = []): string[] {
  return [...before, text];
}

/** The options of a command together with the program's. */
export function all<T extends object>(command: Command, options: T): T & Record<string, never> {
  return { ...command.optsWithGlobals(), ...options };
}
