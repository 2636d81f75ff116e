/**
 * What a figure is, whichever cubes show it, whatever they are called and whichever are released:
 * what the same noise or rounding is for.
 */
import { type Catalogue, protectedEntity, type Term } from '../../catalogue/index.ts';
import { codeOfPart, groupOfPart, isDivisorPart } from './cube-parts.ts';
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

/**
 * The identity of the persons behind a volume that is a part of a cube: whoever has one event of it
 * or more.
 */
export function personsBehind(catalogue: Catalogue, part: string, year: number): string {
  const entity = protectedEntity(measureOf(catalogue, codeOfPart(part)));
  const [counted] = termsOf(catalogue, part);
  if (counted.kind === 'members') return hashFigure(catalogue, entity, counted, year);
  const atLeast = { kind: 'number', value: 1 } as const;
  const where = [...counted.where, { variable: counted.variable, atLeast }];
  return hashFigure(catalogue, entity, { kind: 'members', where }, year);
}

function hashesOf(catalogue: Catalogue, cubes: FigureRelations['cubes'], year: number): (readonly [string, string])[] {
  return Object.entries(cubes).flatMap(([part, { numerator, denominator }]) => {
    const entity = protectedEntity(measureOf(catalogue, codeOfPart(part)));
    const hash = (term: Term) => hashFigure(catalogue, entity, term, year);
    const [counted, divisor] = termsOf(catalogue, part);
    const divided = denominator === null || divisor === null ? [] : [[denominator, hash(divisor)] as const];
    return [[numerator, hash(counted)] as const, ...divided];
  });
}

/** What a part of a cube counts, and of what. */
function termsOf(catalogue: Catalogue, part: string): readonly [Term, Term | null] {
  const measure = measureOf(catalogue, codeOfPart(part));
  const member = groupOfPart(part)?.member;
  const group = measure.groups?.members.find((one) => one.member === member);
  const { numerator, denominator } = group ?? measure;
  if (!isDivisorPart(part) || denominator === null) return [numerator, denominator];
  const { entity: _, ...divisor } = { entity: undefined, ...denominator };
  return [divisor, null];
}

function measureOf(catalogue: Catalogue, code: string) {
  const measure = catalogue.indicators[code]?.measure;
  if (measure === undefined) throw new Error(`no indicator ${code}`);
  return measure;
}
