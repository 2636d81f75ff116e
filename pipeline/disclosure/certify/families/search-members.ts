/**
 * Members of the types of a small family whose figures add up to given ones: by trying, most of the
 * richest types first.
 */
import { at, floatAt } from '../../../base/index.ts';
import { isSpent } from './arrange.ts';
import type { Family } from './family.ts';
import type { MemberType } from './member-types.ts';

/**
 * How many choices are looked at before a question is left open: of few members all there are, of
 * many the likely ones.
 */
const CHOICES = { few: 20_000, many: 1_000 } as const;
/** How much figures add up to at most for few members. */
const FEW = 100;

/** Whether members add up to values of the figures; undefined where that was not found out. */
export type SearchMembers = (values: ArrayLike<number>) => boolean | undefined;

/** Prepares the search in a family whose members are of these types. */
export function openSearch({ figures }: Family, types: readonly MemberType[]): SearchMembers {
  const counted = figures.flatMap(({ adds }, figure) => (adds === null ? [figure] : []));
  const totals = figures.flatMap(({ adds }, figure) => (adds === null ? [] : [figure]));
  const sum = ({ adds }: { readonly adds: Float64Array }) => counted.reduce((all, figure) => all + at(adds, figure), 0);
  const ordered = types
    .map(({ adds, rays }) => ({
      adds: Float64Array.from(figures, (_, figure) => at(adds, figure)),
      own: figures.flatMap((_, figure) => (at(adds, figure) === 0 ? [] : [figure])),
      rays: rays.map((ray) => totals.map((figure) => at(ray, figure))),
    }))
    .filter(({ own, rays }) => own.length > 0 || rays.length > 0)
    .toSorted((a, b) => sum(b) - sum(a));
  /** By place in the order, the counts that no later type adds to. */
  const settled = [...ordered.keys(), ordered.length].map((place) =>
    counted.filter((figure) => !ordered.slice(place).some(({ adds }) => at(adds, figure) > 0)),
  );
  const known = new Map<string, boolean | undefined>();
  const look = (values: ArrayLike<number>): boolean | undefined => {
    const left = Float64Array.from(values);
    if (left.some((value) => value < 0)) return false;
    const most = left.reduce((sum, value) => sum + value, 0) <= FEW ? CHOICES.few : CHOICES.many;
    let choices = 0;
    const used: (readonly number[])[][] = [];
    const go = (place: number): boolean => {
      choices += 1;
      if (choices > most) return false;
      for (const figure of settled[place] ?? []) if (floatAt(left, figure) > 0) return false;
      const type = ordered[place];
      if (type === undefined)
        return isSpent(
          totals.map((figure) => at(left, figure)),
          used.flat(),
        );
      let times = Number.POSITIVE_INFINITY;
      for (const figure of type.own) {
        const each = floatAt(type.adds, figure);
        if (each > 0) times = Math.min(times, Math.floor(floatAt(left, figure) / each));
      }
      // Whom no figure counts may be there in any number: one is enough for the events that only
      // they can have.
      const isUncounted = times === Number.POSITIVE_INFINITY;
      for (let count = isUncounted ? 1 : times; count >= 0; count -= 1) {
        for (const figure of type.own) left[figure] = floatAt(left, figure) - count * floatAt(type.adds, figure);
        if (count > 0) used.push(type.rays);
        const isFound = go(place + 1);
        if (count > 0) used.pop();
        for (const figure of type.own) left[figure] = floatAt(left, figure) + count * floatAt(type.adds, figure);
        if (isFound) return true;
        if (choices > most) return false;
      }
      return false;
    };
    const isFound = go(0);
    return isFound ? true : choices > most ? undefined : false;
  };
  return (values) => {
    const key = Array.prototype.join.call(values, ' ');
    if (!known.has(key)) known.set(key, look(values));
    return known.get(key);
  };
}
