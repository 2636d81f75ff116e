/**
 * Whether the architecture holds: layers, entry points, cycles, sizes, and what only the command
 * line may touch.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { METHOD_NAMES } from '../pipeline/catalogue/index.ts';

const ROOT = resolve(import.meta.dirname, '..');
const PIPELINE = join(ROOT, 'pipeline');
const MAX_LINES = 300;

/** What each layer may import (ARCHITECTURE.md, Layers). */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  base: [],
  query: ['base'],
  catalogue: ['base', 'query'],
  sheet: ['base', 'catalogue'],
  plan: ['base', 'query', 'catalogue'],
  engine: ['base', 'query'],
  store: ['base'],
  lineage: ['base', 'catalogue'],
  run: ['base', 'query', 'catalogue', 'plan', 'engine', 'store', 'lineage'],
  examples: ['base', 'query', 'catalogue', 'plan', 'engine', 'run'],
  ingest: ['base', 'query', 'catalogue', 'plan', 'engine', 'store', 'run'],
  release: ['base', 'query', 'catalogue', 'sheet', 'plan', 'engine', 'store', 'lineage', 'run', 'disclosure'],
  refresh: ['base', 'query', 'catalogue', 'plan', 'engine', 'store', 'lineage', 'run', 'release'],
  explain: ['base', 'query', 'catalogue', 'sheet', 'plan', 'engine', 'store', 'run', 'release'],
  explore: ['base', 'query', 'catalogue', 'plan', 'engine', 'run'],
  export: ['base', 'query', 'catalogue', 'sheet', 'plan', 'engine', 'store', 'run', 'release'],
  site: ['base', 'query', 'catalogue', 'sheet', 'engine', 'store', 'run', 'release', 'export'],
  api: ['base', 'catalogue', 'sheet', 'engine', 'export'],
  disclosure: ['base', 'query', 'catalogue', 'plan', 'engine', 'run'],
  synth: ['base', 'catalogue', 'engine'],
  cli: [
    'base',
    'query',
    'catalogue',
    'sheet',
    'plan',
    'engine',
    'store',
    'run',
    'examples',
    'ingest',
    'disclosure',
    'release',
    'refresh',
    'explain',
    'explore',
    'export',
    'site',
    'synth',
  ],
};

/** A lock says whose it is, so it must know its own process. */
const KNOWS_ITS_PROCESS = ['store/lock.ts'];

interface SourceFile {
  readonly path: string;
  readonly layer: string;
  readonly text: string;
  /** Relative imports, as paths below pipeline/. */
  readonly imports: readonly string[];
}

function readSources(): SourceFile[] {
  return readdirSync(PIPELINE, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => {
      const text = readFileSync(join(PIPELINE, path), 'utf8');
      const imports = [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(([, target = '']) =>
        relative(PIPELINE, resolve(dirname(join(PIPELINE, path)), target)),
      );
      return { path, layer: path.split('/')[0] ?? '', text, imports };
    });
}

const sources = readSources();

/** Where values are imported from, types left out. */
function importsOfValues(text: string): string[] {
  return [...text.matchAll(/(?:import|export) (?!type )(\{[^}]*\}|\*) from '(\.[^']+)'/g)]
    .filter(
      ([, names = '']) =>
        names === '*' ||
        names
          .slice(1, -1)
          .split(',')
          .some((name) => /^\s*(?!type )\w/.test(name)),
    )
    .map(([, , target = '']) => target);
}

describe('the architecture', () => {
  test('has only the layers that the table names', () => {
    expect([...new Set(sources.map(({ layer }) => layer))].sort()).toEqual(Object.keys(LAYERS).sort());
  });

  test('lets a layer import only what stands below it', () => {
    const wrong = sources.flatMap(({ path, layer, imports }) =>
      imports
        .filter((target) => !target.startsWith(`${layer}/`) && !LAYERS[layer]?.includes(target.split('/')[0] ?? ''))
        .map((target) => `${path} -> ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test('enters a layer through its index.ts', () => {
    const wrong = sources.flatMap(({ path, layer, imports }) =>
      imports
        .filter((target) => !target.startsWith(`${layer}/`) && target.split('/').slice(1).join('/') !== 'index.ts')
        .map((target) => `${path} -> ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test('has no cycles, types included', () => {
    const importsOf = new Map(sources.map(({ path, imports }) => [path, imports]));
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (path: string, trail: readonly string[]): void => {
      if (trail.includes(path)) cycles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
      if (trail.includes(path) || done.has(path)) return;
      for (const target of importsOf.get(path) ?? []) visit(target, [...trail, path]);
      done.add(path);
    };
    for (const { path } of sources) visit(path, []);
    expect(cycles).toEqual([]);
  });

  test('lets what certifies import base and types alone', () => {
    const shared = sources.flatMap(({ path, text }) =>
      path.startsWith('disclosure/certify/')
        ? importsOfValues(text)
            .map((target) => relative(PIPELINE, resolve(dirname(join(PIPELINE, path)), target)))
            .filter((target) => !/^(base\/index\.ts|disclosure\/certify\/.*)$/.test(target))
            .map((target) => `${path} -> ${target}`)
        : [],
    );
    expect(shared).toEqual([]);
  });

  test('reads the rows that are certified without anything that chooses what is suppressed', () => {
    const reader = sources.find(({ path }) => path === 'disclosure/search/shown.ts');
    const shared = importsOfValues(reader?.text ?? '').filter(
      (target) => !/(?:base|engine|query)\/index\.ts$|solve\/ratio\.ts$/.test(target),
    );
    expect(reader).toBeDefined();
    expect(shared).toEqual([]);
  });

  test('lets no other part of disclosure control into the search for solutions of an audit', () => {
    const shared = sources.flatMap(({ path, imports }) =>
      imports
        .filter(
          (target) =>
            path.startsWith('disclosure/search/solve/') &&
            !/^(base\/|disclosure\/(search\/solve|cells)\/)/.test(target),
        )
        .map((target) => `${path} -> ${target}`),
    );
    expect(shared).toEqual([]);
  });

  test('keeps engine and files out of the pure parts of disclosure control', () => {
    const touching = sources.flatMap(({ path, text }) =>
      /^disclosure\/(cells|suppress|perturb|certify|search\/solve)\//.test(path) &&
      path !== 'disclosure/perturb/counts.ts'
        ? importsOfValues(text)
            .filter((target) => /\/(engine|query|run|plan)\/index\.ts$/.test(target))
            .map((target) => `${path} -> ${target}`)
        : [],
    );
    expect(touching).toEqual([]);
  });

  test('asks a method of disclosure control or a rule of an invariant instead of comparing its name', () => {
    const names = [...METHOD_NAMES, 'levels', 'compare'].join('|');
    const comparing = sources.flatMap(({ path, text }) =>
      [...text.matchAll(new RegExp(`[^\\n]*(?:===|!==|case) '(?:${names})'[^\\n]*`, 'g'))]
        .map(([line]) => line.trim())
        .filter((line) => /method|rule|policy/i.test(line))
        .map((line) => `${path}: ${line}`),
    );
    expect(comparing).toEqual([]);
  });

  test('keeps files short', () => {
    const long = sources.filter(({ text }) => text.split('\n').length > MAX_LINES).map(({ path }) => path);
    expect(long).toEqual([]);
  });

  test('leaves process, console and exit codes to the command line', () => {
    const touching = sources.filter(
      ({ path, layer, text }) =>
        layer !== 'cli' &&
        !KNOWS_ITS_PROCESS.includes(path) &&
        /\b(process|console)\.|node:process/.test(text.replace(/\/\*\*.*?\*\//gs, '')),
    );
    expect(touching.map(({ path }) => path)).toEqual([]);
  });

  test('reads and writes no file in its pure layers', () => {
    const touching = sources.filter(
      ({ layer, text }) =>
        ['base', 'query', 'plan', 'lineage', 'disclosure'].includes(layer) && /from 'node:fs|@duckdb/.test(text),
    );
    expect(touching.map(({ path }) => path)).toEqual([]);
  });

  test('has a docstring on every exported function', () => {
    const mute = sources.flatMap(({ path, text }) =>
      [...text.matchAll(/([^\n]*)\n(?:\/\/[^\n]*\n)*export (?:async )?function\*? (\w+)/g)]
        .filter(([, before = '']) => !before.trimEnd().endsWith('*/'))
        .map(([, , name]) => `${path}: ${name}`),
    );
    expect(mute).toEqual([]);
  });

  test('opens every file with a sentence on what it is for', () => {
    const mute = sources.filter(
      ({ path, text }) => !path.endsWith('index.ts') && !/^(#![^\n]*\n)?\/\*\*? ?\S/.test(text),
    );
    expect(mute.map(({ path }) => path)).toEqual([]);
  });
});
