/**
 * What a cube hangs on, indicator by indicator: recognised again by its content, whatever else is
 * in the run.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashText, hashValue } from '../base/index.ts';
import { type Catalogue, type Indicator, referenceRootOf } from '../catalogue/index.ts';
import { cubeColumns, emitYear, fingerprints, inYear, planRun, type Step, type YearInput } from '../plan/index.ts';
import type { InputFile } from './manifest.ts';
import { referenceFilesIn } from './reference-files.ts';

/**
 * How a cube is made, less the claims: its statements with their codes, bounds and weights, and the
 * reference files that they read.
 */
export interface Recipe {
  readonly code: string;
  readonly year: number;
  readonly definition: string;
  readonly reference: string;
  /** Sources that it reads of the year, by name. */
  readonly sources: readonly string[];
  /** All that it reads, of this year and of others. */
  readonly reads: readonly YearInput[];
}

/** The delivered files among some that a recipe reads. */
export function filesRead<File extends { readonly source: string; readonly year: number }>(
  { reads }: Pick<Recipe, 'reads'>,
  files: readonly File[],
): File[] {
  return files.filter(({ source, year }) => reads.some((one) => one.source === source && one.year === year));
}

/** Hashes of the four things that a cube hangs on, and of all together. */
export interface Fingerprint {
  readonly definition: string;
  readonly reference: string;
  readonly inputs: string;
  readonly engine: string;
  readonly whole: string;
}

/** Raised when cubes have to be made again though nothing that is hashed has changed. */
const VERSION = 1;

/**
 * Steps that change no figure, so that a new check, test or invariant makes nobody compute again.
 */
const NO_FIGURE: readonly Step['kind'][] = ['check', 'invariant', 'code_list'];

export type RecipeOf = (code: string, year: number) => Recipe;

/**
 * Gives the recipes of a catalogue, each planned and emitted once however often it is asked for; a
 * year whose parameters are missing is refused with a data failure, as in planning.
 */
export function readRecipes(catalogue: Catalogue): RecipeOf {
  const bare: Catalogue = { ...catalogue, invariants: {}, tests: {} };
  const referenceRoot = referenceRootOf(catalogue.file);
  const hashes = new Map<string, string>();
  const hashOf = (file: string): string => {
    const known = hashes.get(file) ?? hashText(readFileSync(join(referenceRoot, file), 'utf8'));
    hashes.set(file, known);
    return known;
  };
  const recipes = new Map<string, Recipe>();
  const read: RecipeOf = (code, year) => {
    // Planned by itself: in company it would share tables with others, and their definitions would
    // be its own.
    const { catalogue: alone, code: first } = underFirstCode(bare, code);
    const plan = planRun(alone, { years: new Map([[year, [first]]]), skipped: [] });
    const planned = plan.years.find((one) => one.year === year);
    if (planned === undefined) throw new Error(`nothing is planned for ${code} in ${year}`);
    const computation = planned.computation.filter(({ kind }) => !NO_FIGURE.includes(kind));
    const script = emitYear(alone, { ...planned, inspection: [], computation }, { dataRoot: '', referenceRoot: '' });
    const statements = script.computation.map((statement) => ({ ...statement, sql: withoutComments(statement.sql) }));
    const files = new Set(statements.flatMap(({ sql }) => referenceFilesIn(sql)));
    return {
      code,
      year,
      definition: hashValue({
        version: VERSION,
        variables: script.variables,
        statements: fingerprints(statements),
        columns: cubeColumns(bare.indicators[code] as Indicator),
      }),
      reference: hashValue([...files].sort().map((file) => [file, hashOf(file)])),
      sources: planned.reads.flatMap((one) => (one.year === year ? [one.source] : [])),
      reads: planned.reads,
    };
  };
  return (code, year) => {
    const key = `${code} ${year}`;
    const recipe = recipes.get(key) ?? read(code, year);
    recipes.set(key, recipe);
    return recipe;
  };
}

/**
 * The fingerprint of a cube from its recipe and the files that it was, or would be, computed from:
 * their content, not their names.
 */
export function fingerprintOf(
  { definition, reference, reads, year: referenceYear }: Pick<Recipe, 'definition' | 'reference' | 'reads' | 'year'>,
  files: readonly Pick<InputFile, 'source' | 'year' | 'sha256'>[],
  engine: { readonly name: string; readonly version: string },
): Fingerprint {
  const read = filesRead({ reads }, files).map(
    ({ source, year, sha256 }) => `${inYear(source, year - referenceYear)} ${sha256}`,
  );
  const parts = { definition, reference, inputs: hashValue(read.sort()), engine: `${engine.name} ${engine.version}` };
  return { ...parts, whole: hashValue(parts) };
}

/**
 * A figure stays what it is when its code changes: its statements are compared under the first code
 * that it was published under.
 */
function underFirstCode(catalogue: Catalogue, code: string): { readonly catalogue: Catalogue; readonly code: string } {
  const indicator = catalogue.indicators[code];
  const first = indicator?.replaces.at(-1);
  if (indicator === undefined || first === undefined) return { catalogue, code };
  return { catalogue: { ...catalogue, indicators: { [first]: { ...indicator, code: first } } }, code: first };
}

/** A title or a remark in a comment changes no figure. */
export function withoutComments(sql: string): string {
  return sql.replace(/^\s*--.*\n/gm, '');
}
