/**
 * What events say of volumes and shares together, for a guess that persons can add up to. The
 * relations of a manifest are of two figures, or of a figure and its parts; these are of more, and
 * follow from its families.
 */
import type { FigureRelation } from '../cells/figure-relations.ts';
import type { Family } from '../certify/families/family.ts';

/** Sets of parts of one volume that are looked at, at most. */
const MOST = 40;

/** Figures of one variable: the members who have an event, and the events. */
interface Counted {
  readonly atoms: ReadonlySet<number>;
  readonly share: string | undefined;
  readonly volume: string | undefined;
}

/**
 * For every volume, and parts of it of which no two have an event in common: the parts have no more
 * events than it, each at least one for everybody of its share; nor have they more events beyond
 * the first of each person. Either may fail where corrections take something below zero.
 */
export function relationsOfEvents(families: readonly Family[]): FigureRelation[] {
  return families.flatMap((family) => {
    const counted = countedIn(family);
    return counted.flatMap((whole): FigureRelation[] => {
      const { volume, share } = whole;
      if (volume === undefined) return [];
      const parts = counted.filter((one) => one !== whole && isWithin(one, whole));
      const events = disjointSets(parts).map((set) =>
        atMost(
          set.flatMap((one) => one.volume ?? one.share ?? []),
          [volume],
        ),
      );
      if (share === undefined) return events;
      const both = parts.filter((one) => one.volume !== undefined && one.share !== undefined);
      const beyondFirst = disjointSets(both).map((set) =>
        atMost([share, ...set.flatMap((one) => one.volume ?? [])], [volume, ...set.flatMap((one) => one.share ?? [])]),
      );
      return [...events, ...beyondFirst];
    });
  });
}

function countedIn({ variables, atoms, figures }: Family): Counted[] {
  return variables.flatMap((_, variable): Counted[] => {
    const own = new Set(atoms.flatMap((fed, atom) => (fed.includes(variable) ? [atom] : [])));
    const share = figures.find(({ where: [only, ...others], adds }) => {
      const isOne = only?.variable === variable && only.atLeast === 1 && only.atMost === undefined;
      return adds === null && others.length === 0 && isOne;
    })?.name;
    const volume = figures.find(({ where, adds }) => adds === variable && where.length === 0)?.name;
    return own.size === 0 || (share === undefined && volume === undefined) ? [] : [{ atoms: own, share, volume }];
  });
}

function isWithin(inner: Counted, outer: Counted): boolean {
  return inner.atoms.size < outer.atoms.size && [...inner.atoms].every((atom) => outer.atoms.has(atom));
}

/** Sets of parts that share no atom, to each of which no other part can be added. */
function disjointSets(parts: readonly Counted[]): Counted[][] {
  const sets: Counted[][] = [];
  const go = (chosen: readonly Counted[], open: readonly Counted[], passed: readonly Counted[]): void => {
    if (sets.length >= MOST) return;
    if (open.length === 0 && passed.length === 0 && chosen.length > 0) sets.push([...chosen]);
    let [left, before] = [open, passed];
    for (const one of open) {
      const isApart = (other: Counted) => other !== one && ![...one.atoms].some((atom) => other.atoms.has(atom));
      go([...chosen, one], left.filter(isApart), before.filter(isApart));
      left = left.filter((other) => other !== one);
      before = [...before, one];
    }
  };
  go([], parts, []);
  return sets;
}

function atMost(lesser: readonly string[], greater: readonly string[]): FigureRelation {
  const placed = (figures: readonly string[]) => figures.map((figure) => ({ figure, at: {} }));
  return { kind: 'across', lesser: placed(lesser), greater: placed(greater), isEqual: false, corrected: true };
}
