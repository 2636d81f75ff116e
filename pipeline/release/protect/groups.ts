/** Which figures are masked together. */
import { figuresOf, type Grid, type GridTable } from './grid.ts';
import type { FigureRelation, Meaning } from './meaning.ts';

/** Figures that are equal, or the sum of others: what one hides the others must hide as well. */
export function groupsOf({ tables }: Grid, { relations }: Meaning): GridTable[][] {
  const groups = new Map<string, Set<string>>(tables.map(({ figure }) => [figure, new Set([figure])]));
  const join = (figures: readonly string[]) => {
    const whole = new Set(figures.flatMap((figure) => [...(groups.get(figure) ?? [])]));
    for (const figure of whole) groups.set(figure, whole);
  };
  for (const relation of relations as readonly FigureRelation[]) {
    if (relation.kind !== 'atMost') join(figuresOf(relation).filter((figure) => groups.has(figure)));
  }
  return [...new Set(groups.values())].map((group) => tables.filter(({ figure }) => group.has(figure)));
}

/**
 * By table of a volume, that of the share of its variable: who is counted there has an event here. Whatever moves in the share can move as much in the
 * volume, where it masks all that the share masks.
 */
export function followers(
  { tables }: Pick<Grid, 'tables'>,
  { cubes, relations }: Meaning,
): ReadonlyMap<string, string> {
  const volumes = tables.filter(({ counted }) => counted.some((code) => cubes[code]?.adds === 'values'));
  return new Map(
    volumes.flatMap(({ name, figure, axes }) => {
      const relation = relations.find(
        (one) => one.kind === 'atMost' && one.times === 1 && one.greater.length === 1 && one.greater[0] === figure,
      );
      const lesser = relation?.kind === 'atMost' ? relation.lesser : undefined;
      const share = tables.find((table) => table.figure === lesser && haveSameAxes(table, { axes }));
      return share ? [[name, share.name] as const] : [];
    }),
  );
}

function haveSameAxes(left: Pick<GridTable, 'axes'>, right: Pick<GridTable, 'axes'>): boolean {
  return left.axes.length === right.axes.length && left.axes.every((axis, index) => axis === right.axes[index]);
}
