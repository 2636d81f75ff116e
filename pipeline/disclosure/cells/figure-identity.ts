/**
 * What a figure is, whichever cubes show it, whatever they are called and whichever are released:
 * what the same noise or rounding is for.
 */
import type { Catalogue, Term } from '../../catalogue/index.ts';
import { hashFigure } from './figure-definition.ts';
import { type FigureRelations, readFigureRelations } from './figure-relations.ts';

/**
 * The identity of every figure of a meaning in a year: what it counts (`figure-definition.ts`);
 * figures that an invariant declares to be the same have one. The meaning is of cubes of that
 * catalogue.
 */
export function identitiesOf(
  catalogue: Catalogue,
  { cubes }: FigureRelations,
  year: number,
): ReadonlyMap<string, string> {
  const all = readFigureRelations(catalogue, Object.keys(catalogue.indicators));
  const hashes = new Map([...hashesOf(catalogue, all.cubes, year), ...hashesOf(catalogue, cubes, year)]);
  const first = new Map([...hashes.values()].map((hash) => [hash, hash]));
  for (const relation of all.relations) {
    if (relation.kind !== 'same') continue;
    const [left, right] = [relation.left, relation.right].map((figure) => first.get(hashes.get(figure) ?? ''));
    if (left === undefined || right === undefined) continue;
    const least = left < right ? left : right;
    for (const [hash, known] of first) if (known === left || known === right) first.set(hash, least);
  }
  return new Map([...hashes].map(([figure, hash]) => [figure, first.get(hash) ?? hash]));
}

/** The identity of the persons behind a volume: whoever has one event of it or more. */
export function personsBehind(catalogue: Catalogue, code: string, year: number): string {
  const { entity, numerator } = measureOf(catalogue, code);
  if (numerator.kind === 'members') return hashFigure(catalogue, entity, numerator, year);
  const atLeast = { kind: 'number', value: 1 } as const;
  const where = [...numerator.where, { variable: numerator.variable, atLeast }];
  return hashFigure(catalogue, entity, { kind: 'members', where }, year);
}

function hashesOf(catalogue: Catalogue, cubes: FigureRelations['cubes'], year: number): (readonly [string, string])[] {
  return Object.entries(cubes).flatMap(([code, { numerator, denominator }]) => {
    const measure = measureOf(catalogue, code);
    const hash = (term: Term) => hashFigure(catalogue, measure.entity, term, year);
    const divided = denominator === null || measure.denominator === null ? [] : [[denominator, measure.denominator]];
    return [[numerator, measure.numerator], ...divided].map(
      ([figure, term]) => [figure as string, hash(term as Term)] as const,
    );
  });
}

function measureOf(catalogue: Catalogue, code: string) {
  const measure = catalogue.indicators[code]?.measure;
  if (measure === undefined) throw new Error(`no indicator ${code}`);
  return measure;
}
