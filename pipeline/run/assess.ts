/**
 * What cubes would be computed from now: their fingerprints, or why they cannot be computed. Reads
 * no claim that it knows already.
 */
import { countOf, Failure, isUri } from '../base/index.ts';
import { type Catalogue, referenceRootOf, type Source } from '../catalogue/index.ts';
import type { Engine } from '../engine/index.ts';
import { filesOf, type Item } from '../plan/index.ts';
import type { InputCache } from '../store/index.ts';
import { readRecord } from './cube-record.ts';
import { notReached } from './elsewhere.ts';
import { filesIn, type SourceFiles } from './inputs.ts';
import { type Fingerprint, fingerprintOf, type Recipe, type RecipeOf, readRecipes } from './recipe.ts';
import { undeliveredIn } from './undelivered.ts';

/** What a cube would be made from; or what it lacks. */
export type Outlook =
  | { readonly kind: 'known'; readonly fingerprint: Fingerprint }
  /**
   * Delivered files have not been read yet: what they hold is unknown, the rest of the fingerprint
   * is not.
   */
  | { readonly kind: 'unread'; readonly fingerprint: Omit<Fingerprint, 'inputs' | 'whole'>; readonly files: number }
  /** `undelivered`: of an optional source or column, so that nobody waits for it. */
  | { readonly kind: 'no input' | 'no parameter' | 'undelivered'; readonly message: string };

export interface AssessmentContext {
  readonly engine: Engine;
  readonly catalogue: Catalogue;
  readonly dataRoot: string;
  readonly cache: InputCache;
  /** Read files that are not known; otherwise they are reported as unread. */
  readonly read: boolean;
  /** Recipes of the catalogue, where somebody has read some already. */
  readonly recipeOf?: RecipeOf;
  readonly signal?: AbortSignal;
}

/** Gives the outlook of one indicator and year after the other; each file is looked at once. */
export function assessor(context: AssessmentContext): (item: Item) => Promise<Outlook> {
  const { engine, catalogue, dataRoot, cache, read, signal } = context;
  const { recipeOf = readRecipes(catalogue) } = context;
  const places = { dataRoot, referenceRoot: referenceRootOf(catalogue.file) };
  const found = new Map<string, Promise<SourceFiles>>();
  const hashes = new Map<string, Promise<string | undefined>>();

  const find = (name: string, year: number): Promise<SourceFiles> => {
    const key = `${name} ${year}`;
    const files = found.get(key) ?? filesIn(engine, catalogue.sources[name] as Source, year, places);
    found.set(key, files);
    return files;
  };
  const hashOf = (file: string): Promise<string | undefined> => {
    const hash = hashes.get(file) ?? (read ? cache.hash(file, signal) : Promise.resolve(cache.knownHash(file)));
    hashes.set(file, hash);
    return hash;
  };
  const undelivered = undeliveredIn(engine, catalogue, ({ name }, year) => find(name, year));
  return async ({ code, year }) => {
    let recipe: Recipe;
    try {
      recipe = recipeOf(code, year);
    } catch (error) {
      if (error instanceof Failure && error.kind === 'data') return { kind: 'no parameter', message: error.message };
      throw error;
    }
    const lacking = await undelivered({ code, year });
    if (lacking !== undefined) return { kind: 'undelivered', message: lacking };
    const files: { source: string; year: number; sha256: string }[] = [];
    const missing: string[] = [];
    let unread = 0;
    for (const { source, year: ofYear } of recipe.reads) {
      const { files: glob = '' } = catalogue.sources[source] ?? {};
      if (isUri(glob) && engine.options.elsewhere === undefined)
        return { kind: 'no input', message: `${notReached(source, glob)} (--engine spark)` };
      const delivered = await find(source, ofYear);
      if (delivered.files.length === 0)
        missing.push(
          `${source} (${filesOf(delivered.source, ofYear, { ...places, dataRoot: '' }).replace(/^\//, '')})`,
        );
      for (const file of delivered.files) {
        const sha256 = await hashOf(file);
        if (sha256 === undefined) unread += 1;
        else files.push({ source, year: ofYear, sha256 });
      }
    }
    if (missing.length > 0) return { kind: 'no input', message: `no ${missing.join(', no ')}` };
    const fingerprint = fingerprintOf(recipe, files, engine);
    if (unread === 0) return { kind: 'known', fingerprint };
    const { inputs: _, whole: __, ...rest } = fingerprint;
    return { kind: 'unread', fingerprint: rest, files: unread };
  };
}

/** Whether the cube in `work/cubes` is what would be computed now, and why, or why not. */
export interface Standing {
  readonly action: 'reuse' | 'compute';
  readonly why: string;
}

/** Compares the cube in `work/cubes` with what would be computed now. */
export function standingOf(dataRoot: string, { code, year }: Item, outlook: Outlook): Standing {
  if (outlook.kind !== 'known' && outlook.kind !== 'unread') return { action: 'compute', why: outlook.message };
  const record = readRecord(dataRoot, code, year);
  if (record === undefined) return { action: 'compute', why: 'not computed yet' };
  const changes = changesSince(record.fingerprint, outlook);
  if (changes.length > 0) return { action: 'compute', why: `changed: ${changes.join(', ')}` };
  return { action: 'reuse', why: `computed already by run ${record.run}` };
}

/**
 * What is different between what a cube was made from and what it would be made from now; empty =
 * nothing.
 */
export function changesSince(made: Fingerprint, now: Outlook): string[] {
  if (now.kind !== 'known' && now.kind !== 'unread') return [];
  const parts = { definition: 'definition', reference: 'reference data', engine: 'engine' } as const;
  const changed = (['definition', 'reference', 'engine'] as const)
    .filter((part) => made[part] !== now.fingerprint[part])
    .map((part) => parts[part]);
  if (now.kind === 'unread') return [...changed, countOf(now.files, 'new or touched input file')];
  return made.inputs === now.fingerprint.inputs ? changed : [...changed, 'inputs'];
}
