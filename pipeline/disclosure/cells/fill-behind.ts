/** The members behind the volumes of a grid, hidden cells filled. */
import type { Behind } from '../certify/families/behind.ts';
import type { Axis } from './structure/axis.ts';
import { fillHidden } from './structure/table.ts';

/** Members behind the volumes of a grid, of which `persons` gives those of shown cells. */
export function fillBehind(
  { tables }: { readonly tables: readonly { readonly name: string; readonly axes: readonly Axis[] }[] },
  persons: (table: string) => Float64Array | undefined,
  threshold: number,
  status: (table: string) => Uint8Array | undefined,
  isOfFew: (table: string, cell: number) => boolean = () => false,
): Behind {
  return new Map(
    tables.flatMap(({ name, axes }) => {
      const own = persons(name);
      if (own === undefined) return [];
      const count = fillHidden(axes, Float64Array.from(own));
      const isMarkedForFew = (cell: number) => isOfFew(name, cell);
      return [[name, { axes, count, threshold, status: () => status(name), isOfFew: isMarkedForFew }] as const];
    }),
  );
}
