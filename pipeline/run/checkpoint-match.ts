/** Which checkpoints a year may read, what names those that it writes, and why none is read. */
import { hashValue } from '../base/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { Engine } from '../engine/index.ts';
import {
  type CheckpointUse,
  definitionOf,
  type Sizes,
  type StoredPass,
  storedPassOf,
  type YearPlan,
} from '../plan/index.ts';
import type { Checkpoint } from '../store/index.ts';
import type { InputFile } from './manifest.ts';

export interface CheckpointPolicy {
  /** Bytes that all checkpoints of a data root may take; the least recently used go first. */
  readonly limit: number;
  /** A source with fewer rows in a year is read anew: that is no slower. */
  readonly leastRows: number;
}

export const DEFAULT_CHECKPOINTS: CheckpointPolicy = { limit: 20e9, leastRows: 100_000 };

/** What a checkpoint says of itself: all that it was made from, and what it holds. */
export interface Content {
  readonly year: number;
  readonly engine: string;
  /** Hash of the contents of all files of the source and year. */
  readonly delivery: string;
  /** By variable, the hash of its definition. */
  readonly definitions: Readonly<Record<string, string>>;
  readonly pass: StoredPass;
}

/** What is there, and what is asked for. */
export interface Situation {
  readonly catalogue: Catalogue;
  readonly engine: Pick<Engine, 'name' | 'version'>;
  readonly policy: CheckpointPolicy;
  readonly sizes: ReadonlyMap<number, Sizes>;
  readonly found: readonly Checkpoint<Content>[];
  /** The delivered files whose content is known; undefined of a source and year: some is not. */
  readonly filesOf: (year: number, source: string) => readonly Pick<InputFile, 'sha256'>[] | undefined;
}

/** Variables of a pass that are read from a checkpoint, or are not; and why. */
export interface CheckpointOutlook {
  readonly year: number;
  readonly entity: string;
  readonly source: string;
  readonly variables: readonly string[];
  /** Its id; null: they are collected from the source. */
  readonly checkpoint: string | null;
  readonly why: string;
}

export interface Matched {
  readonly use: (year: number, packing: boolean) => CheckpointUse;
  readonly contentOf: (year: number, pass: StoredPass) => Content;
  /** Of a year that is planned with `use`. */
  readonly outlook: (planned: YearPlan) => CheckpointOutlook[];
}

/** Matches what is there with what is asked for; definitions are hashed once each. */
export function matchCheckpoints({ catalogue, engine: { name, version }, policy, ...there }: Situation): Matched {
  const engine = `${name} ${version}`;
  const definitions = new Map<string, string>();
  const definition = (variable: string): string => {
    const known = definitions.get(variable) ?? definitionOf(catalogue, variable);
    definitions.set(variable, known);
    return known;
  };
  const isLarge = (year: number, source: string) => (there.sizes.get(year)?.[source]?.rows ?? 0) >= policy.leastRows;
  const deliveryOf = (year: number, source: string) => hashDelivery(there.filesOf(year, source));
  const isSame = (content: Content, variable: string) =>
    catalogue.variables[variable]?.kind === 'collected' && definition(variable) === content.definitions[variable];

  const contentOf = (year: number, pass: StoredPass): Content => {
    const names = [...pass.plain, ...pass.words.flatMap(({ fields }) => fields.flat())];
    return {
      year,
      engine,
      delivery: deliveryOf(year, pass.source) ?? '',
      definitions: Object.fromEntries(names.map((variable) => [variable, definition(variable)])),
      pass,
    };
  };
  const isUsable = ({ year, delivery, pass, engine: by }: Content) =>
    isLarge(year, pass.source) && delivery === deliveryOf(year, pass.source) && by === engine;
  const use = (year: number, packing: boolean): CheckpointUse => ({
    stored: there.found
      .map(({ content }) => content)
      .filter((content) => content.year === year && isUsable(content) && (packing || content.pass.packed === null))
      .map((content) => stillDefined(content, (variable) => isSame(content, variable))),
    idOf: (collect) =>
      isLarge(year, collect.source) && deliveryOf(year, collect.source) !== undefined
        ? hashValue(contentOf(year, storedPassOf(catalogue, collect, packing, ''))).slice(0, 24)
        : null,
  });

  const whyNot = (year: number, source: string, variable: string): string => {
    if (!isLarge(year, source)) return `fewer than ${policy.leastRows.toLocaleString('en-GB')} rows: read anew`;
    const delivery = deliveryOf(year, source);
    if (delivery === undefined) return 'the delivered files have not been hashed since they changed';
    const of = there.found
      .map(({ content }) => content)
      .filter((content) => content.year === year && content.definitions[variable] !== undefined);
    if (of.length === 0) return 'not collected before';
    const same = of.filter((content) => content.delivery === delivery);
    if (same.length === 0) return 'the delivered files have changed since';
    if (!same.some((content) => isSame(content, variable))) return 'its definition has changed since';
    return 'collected by another version of the engine';
  };
  const outlook = ({ year, computation }: YearPlan): CheckpointOutlook[] =>
    computation.flatMap((step): CheckpointOutlook[] => {
      if (step.kind !== 'collect' || (step.partition?.index ?? 0) > 0) return [];
      const { entity, source, variables, stored } = step;
      const about = { year, entity, source };
      if (stored !== undefined)
        return [{ ...about, variables, checkpoint: stored.id, why: 'collected before from the same files' }];
      const reasons = new Map<string, string[]>();
      for (const variable of variables) {
        const why = whyNot(year, source, variable);
        reasons.set(why, [...(reasons.get(why) ?? []), variable]);
      }
      return [...reasons].map(([why, of]) => ({ ...about, variables: of, checkpoint: null, why }));
    });
  return { use, contentOf, outlook };
}

/** The contents of some files, whatever their names and order; undefined where some is unknown. */
export function hashDelivery(files: readonly Pick<InputFile, 'sha256'>[] | undefined): string | undefined {
  return files && hashValue(files.map(({ sha256 }) => sha256).sort());
}

/** Of a checkpoint what is still defined as it was when it was collected. */
function stillDefined({ pass }: Content, isSame: (variable: string) => boolean): StoredPass {
  const words = pass.words.map(({ name, fields }) => ({ name, fields: fields.map((names) => names.filter(isSame)) }));
  return { ...pass, words, plain: pass.plain.filter(isSame) };
}
