/** Orders relations so that each comes after what it reads. */
import type { Catalogue } from '../catalogue/index.ts';

/**
 * Gives the wanted relations and all that they read, sources included, in an order in which they
 * can be made.
 */
export function orderRelations(catalogue: Catalogue, wanted: readonly string[]): string[] {
  const ordered: string[] = [];
  const open = new Set<string>();
  const visit = (name: string): void => {
    if (ordered.includes(name)) return;
    if (open.has(name)) throw new Error(`the relation ${name} reads itself`);
    open.add(name);
    for (const read of catalogue.relations[name]?.reads ?? []) visit(read);
    open.delete(name);
    if (catalogue.relations[name] !== undefined || catalogue.sources[name] !== undefined) ordered.push(name);
  };
  for (const name of wanted) visit(name);
  return ordered;
}
