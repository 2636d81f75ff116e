/**
 * Which figures contain which, by the relations of a release, and in which order they are changed
 * so that no part comes above its whole.
 */
import type { FigureRelation, FigureRelations } from '../cells/figure-relations.ts';
import type { CountedTable, Counts } from './counts.ts';

/** One figure in all its shapes. */
export interface CountedFigure {
  readonly identity: string;
  readonly tables: readonly CountedTable[];
  /** Counts of persons that it is kept within: identities of figures that come before it. */
  readonly caps: readonly string[];
  /** Of a volume, figures that it contains: identities of figures that come before it. */
  readonly floors: readonly string[];
}

/**
 * Pairs of figures of which one is never above the other in a cell that both have, whether by
 * definition alone or but for corrections.
 */
export function containmentsOf({
  relations,
}: Pick<FigureRelations, 'relations'>): { lesser: string; greater: string }[] {
  return (relations as readonly FigureRelation[]).flatMap((relation) => {
    if (relation.kind !== 'atMost' || relation.times !== 1) return [];
    const [greater, ...others] = relation.greater;
    return greater === undefined || others.length > 0 ? [] : [{ lesser: relation.lesser, greater }];
  });
}

/**
 * The figures of an entity, each after those that it is kept within. A count of persons is lowered
 * to what contains it; a volume, which may have to be nothing where persons are few, is raised to
 * what it contains. Relations name the closest figures only, so that whatever follows from several
 * is added.
 */
export function orderFigures({ grid, figureRelations, tables }: Counts): CountedFigure[] {
  const byIdentity = new Map<string, CountedTable[]>();
  const identities = new Map<string, string>();
  for (const counted of tables.values()) {
    byIdentity.set(counted.identity, [...(byIdentity.get(counted.identity) ?? []), counted]);
    identities.set(counted.table.figure, counted.identity);
  }
  const direct = new Map<string, Set<string>>();
  const add = (lesser: string | undefined, greater: string | undefined) => {
    if (lesser === undefined || greater === undefined || lesser === greater) return;
    direct.set(lesser, (direct.get(lesser) ?? new Set()).add(greater));
  };
  for (const { lesser, greater } of containmentsOf(figureRelations))
    add(identities.get(lesser), identities.get(greater));
  for (const [code, { numerator, denominator }] of Object.entries(grid.cubes))
    if (figureRelations.cubes[code]?.isPart)
      add(tables.get(numerator)?.identity, tables.get(denominator ?? '')?.identity);
  const above = new Map([...byIdentity.keys()].map((identity) => [identity, reach(direct, identity)]));
  const isVolume = (identity: string) => byIdentity.get(identity)?.some(({ persons }) => persons !== null) ?? false;
  const volumes = new Set([...byIdentity.keys()].filter(isVolume));
  const figureOf = (identity: string): CountedFigure => {
    const wholes = [...(above.get(identity) ?? [])];
    const parts = volumes.has(identity) ? [...above].filter(([, over]) => over.has(identity)) : [];
    return {
      identity,
      tables: byIdentity.get(identity) ?? [],
      caps: wholes.filter((whole) => !volumes.has(whole)).sort(),
      floors: parts.map(([part]) => part).sort(),
    };
  };
  const figures = new Map([...byIdentity.keys()].sort().map((identity) => [identity, figureOf(identity)]));
  const ordered = new Set<CountedFigure>();
  const open = new Set<string>();
  const visit = (identity: string): void => {
    const figure = figures.get(identity);
    if (figure === undefined || open.has(identity)) return;
    open.add(identity);
    for (const other of [...figure.caps, ...figure.floors]) visit(other);
    ordered.add(figure);
  };
  for (const identity of figures.keys()) visit(identity);
  return [...ordered];
}

/** All that is above a figure, directly or through others. */
function reach(direct: ReadonlyMap<string, ReadonlySet<string>>, from: string): Set<string> {
  const found = new Set<string>();
  const open = [from];
  for (let next = open.pop(); next !== undefined; next = open.pop())
    for (const above of direct.get(next) ?? [])
      if (above !== from && !found.has(above)) {
        found.add(above);
        open.push(above);
      }
  return found;
}
