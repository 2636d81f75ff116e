/** What is kept in checkpoints: what it is made from, and where a pass holds it. */
import { hashValue } from '../base/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import { emitCollect } from './emit/emit-collect.ts';
import { emitRelation } from './emit/emit-source.ts';
import { layOut } from './emit/layout.ts';
import { orderRelations } from './order.ts';
import type { CollectStep } from './plan.ts';
import { planCollect } from './plan-indicator.ts';
import type { StoredPass } from './stored-pass.ts';

/**
 * Gives a hash of all that the values of a variable depend on but for the delivered files: how its
 * source is read, its codes with their dates, its conditions and the statements of its pass, which
 * is planned by itself, so that other variables change nothing.
 */
export function definitionOf(catalogue: Catalogue, variable: string): string {
  const step = planCollect(catalogue, variable);
  const statements = emitCollect(catalogue, step, true).map(({ sql }) => sql);
  return hashValue({
    source: catalogue.sources[step.source],
    entity: catalogue.entities[step.entity]?.key,
    statements,
  });
}

/** Gives what a pass holds once it is collected, by names of variables, under the given id. */
export function storedPassOf(catalogue: Catalogue, collect: CollectStep, packing: boolean, id: string): StoredPass {
  const { entity, source, by } = collect;
  const { words, plain, packed } = layOut(catalogue, collect, packing);
  const names = (variables: readonly { readonly name: string }[]) => variables.map(({ name }) => name);
  return {
    id,
    entity,
    source,
    by,
    packed,
    words: words.map(({ name, fields }) => ({ name, fields: fields.map(({ variables }) => names(variables)) })),
    plain: names(plain),
  };
}

/**
 * What a relation is made from but for files: statements, how sources are read, and their names.
 */
export function relationBehind(
  catalogue: Catalogue,
  relation: string,
): { readonly statements: readonly string[]; readonly declared: unknown; readonly sources: readonly string[] } {
  const read = orderRelations(catalogue, [relation]);
  const sources = read.filter((name) => name in catalogue.sources);
  return {
    statements: read
      .filter((name) => !sources.includes(name))
      .map((name) => emitRelation(catalogue, { kind: 'relation', relation: name }).sql),
    declared: sources.map((name) => catalogue.sources[name]),
    sources,
  };
}
