/** Keeps what was read of a catalogue, so that the next command need not parse it again. */
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure, hashText } from '../base/index.ts';
import {
  type Catalogue,
  type CatalogueReading,
  readCatalogue,
  referenceRootOf,
  sqlRootsOf,
} from '../catalogue/index.ts';
import { type Recipe, type RecipeOf, readRecipes } from '../run/index.ts';
import { PROGRAM_ROOT } from './options.ts';

/** The command as one file (`bundle.ts`). */
const BUNDLE = 'bundle.cjs';

/** What a catalogue is made of besides its own file. */
const READ = /\.(csv|sql|lock\.json)$/;

/**
 * What {@link readCatalogue} gives, but that `tests` is empty, which is most of its size: from
 * `$XDG_CACHE_HOME/cubes` where every file that it depends on has the same content, else read and
 * kept there. A cache that is damaged, or cannot be read or written, is done without.
 */
export function readCatalogueWithoutTests(file: string): CatalogueReading {
  const program = fileURLToPath(import.meta.url);
  // Sources that are run as they are may change between two commands.
  if (basename(program) !== BUNDLE) return readCatalogue(file, PROGRAM_ROOT);
  return kept(pathOf('', file), keyOf(file, program), () => {
    const { catalogue, diagnostics } = readCatalogue(file, PROGRAM_ROOT);
    return { ...(catalogue && { catalogue: { ...catalogue, tests: {} } }), diagnostics };
  });
}

/**
 * How the cubes of a catalogue are made, for commands that only report it: what was planned and
 * emitted before is kept beside what was read, under the same conditions. `ask` gets the recipes.
 */
export async function withKeptRecipes<T>(
  file: string,
  catalogue: Catalogue,
  ask: (recipeOf: RecipeOf) => Promise<T>,
): Promise<T> {
  const program = fileURLToPath(import.meta.url);
  const fresh = readRecipes(catalogue);
  if (basename(program) !== BUNDLE) return ask(fresh);
  const [path, whole] = [pathOf('.recipes', file), keyOf(file, program)];
  const recipes = new Map(kept<[string, Recipe][]>(path, whole, () => []));
  const before = recipes.size;
  const result = await ask((code, year) => {
    const key = `${code} ${year}`;
    const recipe = recipes.get(key) ?? fresh(code, year);
    recipes.set(key, recipe);
    return recipe;
  });
  if (recipes.size > before) keep(path, whole, [...recipes]);
  return result;
}

/**
 * What follows from some of a catalogue and takes long to find, kept beside it under a name.
 *
 * @param from all that it follows from: it is found anew where that is other than before
 */
export function keptBeside<T>(name: string, file: string, from: unknown, read: () => T): T {
  const program = fileURLToPath(import.meta.url);
  if (basename(program) !== BUNDLE) return read();
  return kept(pathOf(`.${name}`, file), hashText(JSON.stringify([versionOf(program), from])), read);
}

/** What is kept in a file under a key; read anew where it is not there or not as it was. */
function kept<T>(path: string, key: string, read: () => T): T {
  try {
    const [found, hash, text = ''] = readFileSync(path, 'utf8').split('\n');
    if (found === key && hash === hashText(text)) return JSON.parse(text) as T;
  } catch {
    // Not kept yet.
  }
  const value = read();
  keep(path, key, value);
  return value;
}

function keep(path: string, key: string, value: unknown): void {
  try {
    mkdirSync(cacheFolder(), { recursive: true, mode: 0o700 });
    const draft = `${path}.${process.pid}`;
    const text = JSON.stringify(value);
    writeFileSync(draft, `${key}\n${hashText(text)}\n${text}`, { mode: 0o600 });
    renameSync(draft, path);
  } catch {
    // It is read again next time.
  }
}

function pathOf(name: string, file: string): string {
  return join(cacheFolder(), `${hashText(resolve(file)).slice(0, 16)}${name}.json`);
}

/** Where what can be read again is kept. */
export function cacheFolder(): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'cubes');
}

/** The catalogue, its `tests` left empty, or a failure that carries every problem. */
export function openCatalogueWithoutTests(file: string): Catalogue {
  const { catalogue, diagnostics } = readCatalogueWithoutTests(file);
  if (catalogue !== undefined) return catalogue;
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  throw new Failure('catalogue', `the catalogue has ${errors} problem${errors === 1 ? '' : 's'}.`, { diagnostics });
}

/**
 * Changes with the program, the folder that places are shown relative to, and the content of every
 * file.
 */
function keyOf(file: string, program: string): string {
  const folders = [referenceRootOf(file), ...sqlRootsOf(file, PROGRAM_ROOT)];
  const files = [file, ...folders.flatMap(filesBelow)].map((path) => [path, hashText(contentOf(path))]);
  return hashText(JSON.stringify([versionOf(program), process.cwd(), files]));
}

function versionOf(program: string): readonly (string | number)[] {
  const { size, mtimeMs } = statSync(program);
  return [program, size, mtimeMs];
}

function filesBelow(folder: string): string[] {
  try {
    const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    return paths
      .filter((path) => READ.test(path))
      .sort()
      .map((path) => join(folder, path));
  } catch {
    return [];
  }
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code);
  }
}
