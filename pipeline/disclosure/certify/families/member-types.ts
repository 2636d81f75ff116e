/** The kinds of members that there can be, by what they add to the figures of a family. */
import { at } from '../../../base/index.ts';
import { addedBy, type Family, meets } from './family.ts';

/**
 * What one member adds to every figure. Of some, further events change no condition: they add to
 * totals alone, any number of times.
 */
export interface MemberType {
  readonly adds: readonly number[];
  /** What one more such event adds. */
  readonly rays: readonly (readonly number[])[];
}

/**
 * All types of members with no more events than distinguish them; undefined where there are more
 * than `limit`. Atoms are taken to be never below zero.
 */
export function memberTypes(family: Family, limit: number): MemberType[] | undefined {
  const caps = capsOf(family);
  const isAdded = family.variables.map((_, variable) => family.figures.some(({ adds }) => adds === variable));
  const found = new Map<string, MemberType>();
  const start = new Array<number>(family.variables.length).fill(0);
  const seen = new Set([start.join()]);
  const open: number[][] = [start];
  for (const sums of open) {
    const rays = new Map<string, number[]>();
    for (const atom of family.atoms) {
      const changes = atom.some((variable) => at(sums, variable) < at(caps, variable));
      if (!changes) {
        const ray = family.figures.map(({ adds, where }) =>
          adds !== null && atom.includes(adds) && where.every((condition) => meets(sums, condition)) ? 1 : 0,
        );
        if (ray.includes(1)) rays.set(ray.join(), ray);
        continue;
      }
      const next = sums.slice();
      for (const variable of atom) {
        const more = at(next, variable) + 1;
        next[variable] = isAdded[variable] ? more : Math.min(more, at(caps, variable));
      }
      const key = next.join();
      if (seen.has(key)) continue;
      seen.add(key);
      if (seen.size > limit) return undefined;
      open.push(next);
    }
    const isPossible = family.rules.every(
      ({ given, oneOf }) => !meets(sums, given) || oneOf.some((condition) => meets(sums, condition)),
    );
    if (!isPossible) continue;
    const adds = family.figures.map((figure) => addedBy(figure, sums));
    const key = `${adds.join()} ${[...rays.keys()].sort().join(';')}`;
    if (!found.has(key)) found.set(key, { adds, rays: [...rays.values()] });
  }
  return [...found.values()];
}

/** By variable, from which value on further events change no condition. */
export function capsOf({ variables, figures, rules }: Family): number[] {
  const caps = new Array<number>(variables.length).fill(0);
  const conditions = [
    ...figures.flatMap(({ where }) => where),
    ...rules.flatMap(({ given, oneOf }) => [given, ...oneOf]),
  ];
  for (const { variable, atLeast, atMost } of conditions)
    caps[variable] = Math.max(at(caps, variable), atLeast ?? 0, atMost === undefined ? 0 : atMost + 1);
  return caps;
}
