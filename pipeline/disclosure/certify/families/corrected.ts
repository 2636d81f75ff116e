/**
 * Members of a small family whose figures add up to given ones, where corrections may have taken
 * some of what they have below zero: then nothing is contained in anything but what asks for more
 * of the same variable.
 */
import { at } from '../../../base/index.ts';
import { type Family, meets } from './family.ts';
import { capsOf } from './member-types.ts';

/**
 * So many values of the variables of a member are looked at; of larger families nothing is found.
 */
const MOST_VALUES = 400;
/**
 * Choices before a question is left open: of few members all there are, of many the likely ones.
 */
const CHOICES = { few: 5_000, many: 300 } as const;
/** How much counts add up to at most for few members. */
const FEW = 100;

/**
 * What a member of given values adds to counts and totals, and to totals with each further event
 * that changes no condition, up or down.
 */
interface CorrectedType {
  readonly counts: readonly number[];
  readonly adds: readonly number[];
  readonly rays: readonly (readonly number[])[];
}

/** Whether members add up to values of the figures; false: none were found, which is no proof. */
export type CorrectedSearch = (values: ArrayLike<number>) => boolean;

/** Undefined where the family is too large. */
export function openCorrectedSearch(family: Family): CorrectedSearch | undefined {
  const types = correctedTypes(family);
  if (types === undefined) return undefined;
  const counted = family.figures.flatMap(({ adds }, figure) => (adds === null ? [figure] : []));
  const totals = family.figures.flatMap(({ adds }, figure) => (adds === null ? [] : [figure]));
  const size = ({ counts }: CorrectedType) => counts.reduce((sum, one) => sum + one, 0);
  // Whom no count shows may be there in any number; one of each kind is enough.
  const ordered = types.toSorted((a, b) => size(b) - size(a));
  const later = ordered.map((_, place) =>
    counted.map((_figure, count) => ordered.slice(place).some(({ counts }) => at(counts, count) > 0)),
  );
  const known = new Map<string, boolean>();
  const look = (values: ArrayLike<number>): boolean => {
    const left = counted.map((figure) => at(values, figure));
    const rest = totals.map((figure) => at(values, figure));
    if (left.some((count) => count < 0)) return false;
    const most = left.reduce((sum, count) => sum + count, 0) <= FEW ? CHOICES.few : CHOICES.many;
    let choices = 0;
    const rays: (readonly number[])[][] = [];
    const take = ({ counts, adds }: CorrectedType, by: number) => {
      counts.forEach((one, count) => {
        left[count] = at(left, count) - by * one;
      });
      adds.forEach((one, total) => {
        rest[total] = at(rest, total) - by * one;
      });
    };
    const go = (place: number): boolean => {
      choices += 1;
      if (choices > most) return false;
      if (left.every((count) => count === 0) && isSpent(rest, rays.flat())) return true;
      const type = ordered[place];
      if (type === undefined || left.some((count, index) => count > 0 && later[place]?.[index] !== true)) return false;
      const times = type.counts.reduce(
        (least, one, count) => (one > 0 ? Math.min(least, at(left, count)) : least),
        Number.POSITIVE_INFINITY,
      );
      for (let count = times === Number.POSITIVE_INFINITY ? 1 : times; count >= 0; count -= 1) {
        take(type, count);
        if (count > 0) rays.push([...type.rays]);
        const isFound = go(place + 1);
        if (count > 0) rays.pop();
        take(type, -count);
        if (isFound || choices > most) return isFound;
      }
      return false;
    };
    return go(0);
  };
  return (values) => {
    const key = Array.prototype.join.call(values, ' ');
    const found = known.get(key) ?? look(values);
    known.set(key, found);
    return found;
  };
}

/** Whether further events, up or down, use up what is left of totals. */
function isSpent(left: readonly number[], rays: readonly (readonly number[])[]): boolean {
  if (left.every((one) => one === 0)) return true;
  const fewestFirst = rays.toSorted((a, b) => extent(a) - extent(b));
  return [fewestFirst, fewestFirst.toReversed()].some((order) => {
    const rest = left.slice();
    for (const ray of order) {
      const most = ray.reduce(
        (least, one, total) => (one === 0 ? least : Math.min(least, at(rest, total) * Math.sign(one))),
        Number.POSITIVE_INFINITY,
      );
      if (most <= 0 || most === Number.POSITIVE_INFINITY) continue;
      for (let total = 0; total < rest.length; total += 1) rest[total] = at(rest, total) - at(ray, total) * most;
    }
    return rest.every((one) => one === 0);
  });
}

function extent(ray: readonly number[]): number {
  return ray.reduce((sum, one) => sum + Math.abs(one), 0);
}

/**
 * One type for every values of the variables from -1 to the last that a condition asks for, as
 * events of the atoms, added or taken away, come to them.
 */
function correctedTypes(family: Family): CorrectedType[] | undefined {
  const caps = capsOf(family).map((cap) => Math.max(cap, 1));
  const nothing = family.variables.map(() => 0);
  const steps = family.atoms.flatMap((atom) =>
    [1, -1].map((by) => family.variables.map((_, variable) => (atom.includes(variable) ? by : 0))),
  );
  const seen = new Map([[nothing.join(), nothing]]);
  for (const values of seen.values())
    for (const step of steps) {
      const next = values.map((value, variable) => value + at(step, variable));
      if (next.some((value, variable) => value < -1 || value > at(caps, variable)) || seen.has(next.join())) continue;
      if (seen.size >= MOST_VALUES) return undefined;
      seen.set(next.join(), next);
    }
  // An event of several variables may come with the taking back of one of another, so that one
  // variable alone changes.
  const alone = nothing.flatMap((_, variable) => {
    const unit = nothing.with(variable, 1);
    return seen.has(unit.join()) ? [unit, unit.map((one) => -one)] : [];
  });
  const found = new Map<string, CorrectedType>();
  for (const values of seen.values()) {
    const isPossible = family.rules.every(
      ({ given, oneOf }) => !meets(values, given) || oneOf.some((condition) => meets(values, condition)),
    );
    if (!isPossible) continue;
    const counts: number[] = [];
    const adds: number[] = [];
    for (const { where, adds: variable } of family.figures) {
      const isIn = where.every((condition) => meets(values, condition));
      if (variable === null) counts.push(isIn ? 1 : 0);
      else adds.push(isIn ? at(values, variable) : 0);
    }
    const rays = new Map<string, readonly number[]>();
    for (const step of [...steps, ...alone]) {
      const changes = step.some(
        (by, variable) =>
          (by > 0 && at(values, variable) < at(caps, variable)) || (by < 0 && at(values, variable) >= 0),
      );
      if (changes) continue;
      const ray = family.figures.flatMap(({ where, adds: variable }) =>
        variable === null ? [] : [where.every((condition) => meets(values, condition)) ? at(step, variable) : 0],
      );
      if (ray.some((one) => one !== 0)) rays.set(ray.join(), ray);
    }
    const key = `${counts.join()} ${adds.join()} ${[...rays.keys()].sort().join(';')}`;
    if (!found.has(key)) found.set(key, { counts, adds, rays: [...rays.values()] });
  }
  return [...found.values()];
}
