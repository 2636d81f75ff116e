/** Which checkpoints a year may read, what names those that it writes, and why none is read. */
import { hashValue } from '../base/index.ts';
import { type Catalogue, referenceRootOf } from '../catalogue/index.ts';
import type { Engine } from '../engine/index.ts';
import {
  type CheckpointUse,
  definitionOf,
  onlyThose,
  relationBehind,
  type Sizes,
  type StoredPass,
  storedPassOf,
  type YearPlan,
} from '../plan/index.ts';
import type { Checkpoint } from '../store/index.ts';
import type { InputFile } from './manifest.ts';
import { hashReference } from './reference-files.ts';

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
  /** The sources that it was made from. */
  readonly sources: readonly string[];
  /** Hash of the contents of all their files of the year. */
  readonly delivery: string;
  /** By variable, or of the relation, the hash of its definition. */
  readonly definitions: Readonly<Record<string, string>>;
  /** Null: it holds a relation. */
  readonly pass: StoredPass | null;
}

/** What is there, and what is asked for. */
export interface Situation {
  readonly catalogue: Catalogue;
  readonly engine: Pick<Engine, 'name' | 'version'>;
  readonly policy: CheckpointPolicy;
  readonly sizes: ReadonlyMap<number, Sizes>;
  readonly found: () => readonly Checkpoint<Content>[];
  /** The delivered files whose content is known; undefined of a source and year: some is not. */
  readonly filesOf: (year: number, source: string) => readonly Pick<InputFile, 'sha256'>[] | undefined;
}

/** Variables of a pass, or a relation, read from a checkpoint or not; and why. */
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
  readonly use: (year: YearPlan, packing: boolean) => CheckpointUse;
  readonly passContent: (year: number, pass: StoredPass) => Content;
  readonly relationContent: (of: Pick<YearPlan, 'year' | 'mapDate'>, relation: string) => Content;
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
  const isLarge = (year: number, sources: readonly string[]) =>
    sources.some((source) => (there.sizes.get(year)?.[source]?.rows ?? 0) >= policy.leastRows);
  const deliveryOf = (year: number, sources: readonly string[]): string | undefined => {
    const files = sources.map((source) => there.filesOf(year, source));
    return files.some((of) => of === undefined) ? undefined : hashDelivery(files.map((of) => of ?? []));
  };
  const isSame = (content: Content, variable: string) =>
    catalogue.variables[variable]?.kind === 'collected' && definition(variable) === content.definitions[variable];

  const passContent = (year: number, pass: StoredPass): Content => {
    const names = [...pass.plain, ...pass.words.flatMap(({ fields }) => fields.flat())];
    const sources = [pass.source];
    return {
      year,
      engine,
      sources,
      delivery: deliveryOf(year, sources) ?? '',
      definitions: Object.fromEntries(names.map((variable) => [variable, definition(variable)])),
      pass,
    };
  };
  const relationContent = ({ year, mapDate }: Pick<YearPlan, 'year' | 'mapDate'>, relation: string): Content => {
    const { sources, ...made } = relationBehind(catalogue, relation);
    const reference = hashReference(referenceRootOf(catalogue.file), made.statements);
    return {
      year,
      engine,
      sources,
      delivery: deliveryOf(year, sources) ?? '',
      definitions: { [relation]: hashValue({ ...made, mapDate, reference }) },
      pass: null,
    };
  };
  const idOf = (content: Content): string | null =>
    isLarge(content.year, content.sources) && content.delivery !== '' ? hashValue(content).slice(0, 24) : null;
  const isUsable = ({ year, delivery, sources, engine: by }: Content) =>
    isLarge(year, sources) && delivery === deliveryOf(year, sources) && by === engine;
  const use = (plan: YearPlan, packing: boolean): CheckpointUse => ({
    stored: (ofYear) =>
      there.found().flatMap(({ content }) => {
        const { pass, year } = content;
        if (pass === null || year !== ofYear || !isUsable(content) || !(packing || pass.packed === null)) return [];
        return [onlyThose(pass, (variable) => isSame(content, variable))];
      }),
    idOf: (collect) => idOf(passContent(yearOf(plan, collect), storedPassOf(catalogue, collect, packing, ''))),
    relationOf: (relation, year) => {
      const id = idOf(relationContent({ year, mapDate: plan.mapDate }, relation));
      return id === null ? null : { id, isThere: there.found().some((checkpoint) => checkpoint.id === id) };
    },
  });

  /** @param isDefined whether a checkpoint of the same name is still defined as it was */
  const whyNot = (year: number, sources: readonly string[], of: string, isDefined: (content: Content) => boolean) => {
    if (!isLarge(year, sources)) return `fewer than ${policy.leastRows.toLocaleString('en-GB')} rows: read anew`;
    const delivery = deliveryOf(year, sources);
    if (delivery === undefined) return 'the delivered files have not been hashed since they changed';
    const held = there
      .found()
      .map(({ content }) => content)
      .filter((content) => content.year === year && content.definitions[of] !== undefined);
    if (held.length === 0) return 'not kept by an earlier run';
    const same = held.filter((content) => content.delivery === delivery);
    if (same.length === 0) return 'the delivered files have changed since';
    return same.some(isDefined) ? 'kept by another version of the engine' : 'its definition has changed since';
  };
  const outlook = (planned: YearPlan): CheckpointOutlook[] =>
    planned.computation.flatMap((step): CheckpointOutlook[] => {
      if (step.kind === 'relation') {
        const year = yearOf(planned, step);
        const entity = Object.entries(catalogue.entities).find(([, { relation }]) => relation === step.relation)?.[0];
        if (entity === undefined) return [];
        const now = relationContent({ year, mapDate: planned.mapDate }, step.relation);
        const isDefined = (content: Content) => content.definitions[step.relation] === now.definitions[step.relation];
        const about = { year, entity, source: now.sources.join(', '), variables: [step.relation] };
        return step.stored === undefined
          ? [{ ...about, checkpoint: null, why: whyNot(year, now.sources, step.relation, isDefined) }]
          : [{ ...about, checkpoint: step.stored, why: KEPT }];
      }
      if (step.kind !== 'collect' || (step.partition?.index ?? 0) > 0) return [];
      const { entity, source, variables, stored } = step;
      const year = yearOf(planned, step);
      const about = { year, entity, source };
      if (stored !== undefined) return [{ ...about, variables, checkpoint: stored.id, why: KEPT }];
      const reasons = new Map<string, string[]>();
      for (const variable of variables) {
        const why = whyNot(year, [source], variable, (content) => isSame(content, variable));
        reasons.set(why, [...(reasons.get(why) ?? []), variable]);
      }
      return [...reasons].map(([why, of]) => ({ ...about, variables: of, checkpoint: null, why }));
    });
  return { use, passContent, relationContent, outlook };
}

/** The year that a step is over. */
export function yearOf({ year }: Pick<YearPlan, 'year'>, { shift = 0 }: { readonly shift?: number }): number {
  return year + shift;
}

const KEPT = 'kept by an earlier run on the same files';

/** The contents of the files of some sources, whatever their names and order. */
export function hashDelivery(bySource: readonly (readonly Pick<InputFile, 'sha256'>[])[]): string {
  return hashValue(bySource.map((files) => files.map(({ sha256 }) => sha256).sort()));
}
