/** Which figures are suppressed together. */
import type { FamilyFigure } from '../certify/families/family.ts';
import type { FigureRelation, FigureRelations } from './figure-relations.ts';
import { figuresOf, type Grid, type GridTable } from './grid.ts';

/** Whether a relation says what figures add up to, and not only at most. */
export function isEquality(relation: FigureRelation): boolean {
  return relation.kind === 'across' ? relation.isEqual : relation.kind !== 'atMost';
}

/** Figures that are equal, or the sum of others: what one hides the others must hide as well. */
export function groupsOf({ tables }: Grid, { relations }: FigureRelations): GridTable[][] {
  const groups = new Map<string, Set<string>>(tables.map(({ figure }) => [figure, new Set([figure])]));
  const join = (figures: readonly string[]) => {
    const whole = new Set(figures.flatMap((figure) => [...(groups.get(figure) ?? [])]));
    for (const figure of whole) groups.set(figure, whole);
  };
  for (const relation of relations as readonly FigureRelation[]) {
    if (isEquality(relation)) join(figuresOf(relation).filter((figure) => groups.has(figure)));
  }
  return [...new Set(groups.values())].map((group) => tables.filter(({ figure }) => group.has(figure)));
}

/**
 * By table of a volume, that of the share of its variable: who is counted there has an event here.
 * Whatever moves in the share can move as much in the volume, where it suppresses all that the
 * share suppresses.
 */
export function followers(
  { tables }: Pick<Grid, 'tables'>,
  { families }: Pick<FigureRelations, 'families'>,
): ReadonlyMap<string, string> {
  const shares = new Map(
    families.flatMap(({ figures }) =>
      figures.flatMap(({ name: volume, adds, where }) => {
        if (adds === null || where.length > 0) return [];
        const share = figures.find((figure) => isShareOf(figure, adds));
        return share ? [[volume, share.name] as const] : [];
      }),
    ),
  );
  return new Map(
    tables.flatMap(({ name, figure, axes }) => {
      const share = tables.find((table) => table.figure === shares.get(figure) && haveSameAxes(table, { axes }));
      return share ? [[name, share.name] as const] : [];
    }),
  );
}

/** Whether a figure counts whoever has at least one event of a variable. */
export function isShareOf({ adds, where }: FamilyFigure, variable: number | null): boolean {
  const [only, ...others] = where;
  if (adds !== null || only === undefined || others.length > 0) return false;
  return only.variable === variable && only.atLeast === 1 && only.atMost === undefined;
}

function haveSameAxes(left: Pick<GridTable, 'axes'>, right: Pick<GridTable, 'axes'>): boolean {
  return left.axes.length === right.axes.length && left.axes.every((axis, index) => axis === right.axes[index]);
}
