/**
 * Modules of disclosure control with a mistake in one of them: read from their text, while all that
 * they import besides is as it is.
 */
import { readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { transformSync } from 'esbuild';
import { REPOSITORY } from '../../support/shipped-catalogue.ts';

type Exports = Readonly<Record<string, unknown>>;
const DISCLOSURE = resolve(REPOSITORY, 'pipeline/disclosure');

/** A mistake: a piece of the text of a module, and what stands there instead. */
export interface RuleMutant {
  /** Below `pipeline/disclosure`. */
  readonly module: string;
  readonly line: number;
  readonly name: string;
  readonly text: string;
}

/** Modules that are read anew for every mistake, with whatever of each other they import. */
export interface Rules {
  readonly mutants: readonly RuleMutant[];
  /** The exports of every module by name, with a mistake or without. */
  readonly load: (mutant?: RuleMutant) => Readonly<Record<string, Exports>>;
}

/** One piece of text for another; the other way round is a mistake of its own. */
const SWAPS: readonly (readonly [string, string])[] = [
  [' === ', ' !== '],
  [' !== ', ' === '],
  [' >= ', ' > '],
  [' <= ', ' < '],
  [' > ', ' >= '],
  [' < ', ' <= '],
  [' && ', ' || '],
  [' || ', ' && '],
  [' + ', ' - '],
  [' - ', ' + '],
  ['.every(', '.some('],
  ['.some(', '.every('],
  ['Math.floor', 'Math.ceil'],
  ['Math.ceil', 'Math.floor'],
  ['Math.min', 'Math.max'],
  ['BOOL_AND', 'BOOL_OR'],
  ["'total'", "'none'"],
  ["'A'", "'F'"],
  ["'D'", "'F'"],
  ["'numerator'", "'denominator'"],
];

/**
 * Prepares modules: their mistakes, and their loading.
 *
 * @param modules paths below `pipeline/disclosure`
 * @param remembered of other modules, functions that take long and always give the same, by name
 */
export async function openRules(modules: readonly string[], remembered: readonly string[] = []): Promise<Rules> {
  const texts = new Map(modules.map((module) => [resolve(DISCLOSURE, module), read(module)]));
  const others = new Map<string, Exports>();
  for (const [file, text] of texts)
    for (const path of importsOf(text).map((one) => resolve(dirname(file), one)))
      if (!texts.has(path) && !others.has(path))
        others.set(path, remember((await import(path)) as Exports, remembered));
  const load: Rules['load'] = (mutant) => {
    const loaded = new Map<string, Record<string, unknown>>();
    const open = (file: string): Exports => {
      const known = loaded.get(file) ?? others.get(file);
      if (known !== undefined) return known;
      const own = mutant !== undefined && file === resolve(DISCLOSURE, mutant.module);
      const { code } = transformSync(own ? mutant.text : (texts.get(file) ?? ''), { loader: 'ts', format: 'cjs' });
      const module = { exports: {} as Record<string, unknown> };
      loaded.set(file, module.exports);
      new Function('module', 'require', code)(module, (path: string) => open(resolve(dirname(file), path)));
      loaded.set(file, module.exports);
      return module.exports;
    };
    return Object.fromEntries([...texts.keys()].map((file) => [relative(DISCLOSURE, file), open(file)]));
  };
  return { mutants: modules.flatMap(mutantsOf), load };
}

/** The same exports, some of which give what they gave the first time. */
function remember(exports: Exports, names: readonly string[]): Exports {
  const own = names.flatMap((name): [string, unknown][] => {
    const given = exports[name];
    if (typeof given !== 'function') return [];
    let first: unknown;
    return [[name, (...of: unknown[]) => (first ??= given(...of))]];
  });
  return { ...exports, ...Object.fromEntries(own) };
}

function read(module: string): string {
  return readFileSync(resolve(DISCLOSURE, module), 'utf8');
}

/** What a module imports from other files, types alone left out. */
function importsOf(text: string): string[] {
  const found = text.matchAll(/^(?:import|export) (?!type )(?:[^;]*?) from '(\.[^']+)';/gms);
  return [...found].map(([, path = '']) => path);
}

function mutantsOf(module: string): RuleMutant[] {
  const text = read(module);
  const mutants: RuleMutant[] = [];
  for (const [from, to] of SWAPS)
    for (let index = text.indexOf(from); index >= 0; index = text.indexOf(from, index + 1)) {
      const start = text.lastIndexOf('\n', index) + 1;
      const end = text.indexOf('\n', index);
      const line = text.slice(start, end);
      if (/^\s*(\*|\/\/|\/\*|import|export \*|export type|readonly )/.test(line)) continue;
      const changed = `${text.slice(0, index)}${to}${text.slice(index + from.length)}`;
      const number = text.slice(0, index).split('\n').length;
      mutants.push({ module, line: number, name: `${line.trim()} | ${from.trim()} -> ${to.trim()}`, text: changed });
    }
  return mutants;
}
