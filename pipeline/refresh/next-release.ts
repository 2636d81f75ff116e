/**
 * What the next release would be made of, as far as it is known before anything is computed; and
 * what published figures stand in its way.
 */
import type { Catalogue } from '../catalogue/index.ts';
import type { Item } from '../plan/index.ts';
import { hasShape, isPublished, type Withdrawal } from '../release/index.ts';
import type { Published, Renamed } from './published.ts';
import type { RefreshItem } from './refresh-plan.ts';

export interface NextRelease {
  /** Figures that no release has. */
  readonly added: readonly Item[];
  /** Published figures that are computed again. */
  readonly again: readonly Item[];
  /** Published figures that stay as they are. */
  readonly carried: readonly Item[];
  /** Indicators whose published figures stay under another code. */
  readonly renamed: readonly Renamed[];
  readonly withdrawn: readonly Withdrawal[];
}

/** What is published anew: computed now, or before and not published. */
export function freshOf(items: readonly RefreshItem[]): RefreshItem[] {
  return items.filter(({ action }) => action === 'compute' || action === 'reuse');
}

/**
 * Whether published figures would move or go though nothing is computed: that is published with
 * `--changed`, as a change of a definition is.
 */
export function hasMoved({ changed }: { readonly changed: boolean }, published: Published): boolean {
  return changed && (published.renamed.length > 0 || published.withdrawals().length > 0);
}

/** What would be released after these decisions. */
export function foresee(catalogue: Catalogue, published: Published, items: readonly RefreshItem[]): NextRelease {
  const fresh = freshOf(items).map(({ code, year }) => ({ code, year }));
  const kept = published.released.filter((cube) => isPublished(catalogue, cube) && !isIn(fresh, cube));
  return {
    added: fresh.filter((item) => !published.has(item)),
    again: fresh.filter((item) => published.has(item)),
    carried: kept.map(({ code, year }) => ({ code, year })),
    renamed: published.renamed,
    withdrawn: published.withdrawals(),
  };
}

/**
 * The same decisions; where there would be a release, published figures that cannot be carried over
 * into it are in the way: with other dimensions, levels or areas all years of an indicator do not
 * stand in one table.
 */
export function blockMisfits(
  catalogue: Catalogue,
  published: Published,
  items: readonly RefreshItem[],
  isMoved: boolean,
): RefreshItem[] {
  const fresh = freshOf(items);
  if (fresh.length === 0 && !isMoved) return [...items];
  const misfits = published.released.filter(
    (cube) => isPublished(catalogue, cube) && !isIn(fresh, cube) && !hasShape(catalogue, cube),
  );
  const blocked = misfits.map(({ code, year }): RefreshItem => {
    const why =
      'published with other dimensions, members, levels or municipalities than the catalogue has now, and cannot be released beside them';
    return { code, year, cause: 'published', action: 'blocked', why };
  });
  return [...items.filter((item) => !isIn(misfits, item)), ...blocked].sort(
    (a, b) => a.year - b.year || (a.code < b.code ? -1 : Number(a.code > b.code)),
  );
}

/** What to do about what is in the way of a refresh. */
export function helpForBlocked(items: readonly RefreshItem[], { changed }: { readonly changed: boolean }): string {
  const isMisfit = items.some(({ cause, action }) => action === 'blocked' && cause === 'published');
  if (!isMisfit) return 'deliver what is missing; or publish the rest with --only CODE, or another folder with --data.';
  return changed
    ? 'leave out --only and --years; or deliver the inputs of these years again, or withdraw the years with `available_from`.'
    : 'add --changed: these years are computed again and released with the others.';
}

function isIn(items: readonly Item[], { code, year }: Item): boolean {
  return items.some((item) => item.code === code && item.year === year);
}
