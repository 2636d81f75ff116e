/** What a figure is, whichever cubes show it and whichever are released: what the same noise or rounding is for. */
import type { Catalogue } from '../../catalogue/index.ts';
import { type Meaning, readMeaning } from '../protect/meaning.ts';

/**
 * A name of every figure of a meaning that depends on the catalogue alone: the entity and the term; figures that an invariant says are the same have one name. The
 * meaning is of cubes of that catalogue.
 */
export function identitiesOf(catalogue: Catalogue, { cubes }: Meaning): ReadonlyMap<string, string> {
  const all = readMeaning(catalogue, Object.keys(catalogue.indicators));
  const terms = new Map([...termsOf(catalogue, all.cubes), ...termsOf(catalogue, cubes)]);
  const first = new Map([...terms.values()].map((term) => [term, term]));
  for (const relation of all.relations) {
    if (relation.kind !== 'same') continue;
    const [left, right] = [terms.get(relation.left), terms.get(relation.right)].map((term) => first.get(term ?? ''));
    if (left === undefined || right === undefined) continue;
    const least = left < right ? left : right;
    for (const [term, known] of first) if (known === left || known === right) first.set(term, least);
  }
  return new Map([...terms].map(([figure, term]) => [figure, first.get(term) ?? term]));
}

function termsOf(catalogue: Catalogue, cubes: Meaning['cubes']): (readonly [string, string])[] {
  return Object.entries(cubes).flatMap(([code, { numerator, denominator }]) => {
    const measure = catalogue.indicators[code]?.measure;
    if (measure === undefined) throw new Error(`no indicator ${code}`);
    const key = (term: unknown) => JSON.stringify([measure.entity, term]);
    return [
      [numerator, key(measure.numerator)] as const,
      ...(denominator === null ? [] : [[denominator, key(measure.denominator)] as const]),
    ];
  });
}
