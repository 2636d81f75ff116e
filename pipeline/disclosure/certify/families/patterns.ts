/**
 * Which conditions a member may meet at the same time, for families whose figures ask for at least
 * so much of one variable each. Read off the definitions alone: a pattern is possible where some
 * events make all that holds hold, and nothing else.
 */
import { at } from '../../../base/index.ts';
import type { Family } from './family.ts';

/**
 * A possible pattern: the least that its events add to totals, and what one more event adds where
 * that changes no condition.
 */
export interface Pattern {
  /** By total (`Patterns.totals`). */
  readonly adds: readonly number[];
  readonly rays: readonly (readonly number[])[];
  /**
   * Events that may be of other kinds that change no condition either, which totals count more. Of
   * patterns of fewest events alone.
   */
  readonly swaps: readonly Swap[];
}

export interface Swap {
  readonly events: number;
  /** What totals count more, by each other kind. */
  readonly by: readonly (readonly number[])[];
}

export interface Patterns {
  /**
   * Positions in `figures`: who meets one condition; who is there at all; what adds up a variable.
   */
  readonly shares: readonly Share[];
  readonly members: readonly number[];
  readonly totals: readonly number[];
  /** The set of shares of which none holds; sets are numbered as they are met. */
  readonly none: number;
  /** Whether a share holds in a set. */
  readonly has: (holds: number, share: number) => boolean;
  /** The set in which one share more holds, or one that held does not. */
  readonly flip: (holds: number, share: number) => number;
  /**
   * The pattern in which the shares of a set hold; undefined where nothing shows that there can be
   * such a member.
   */
  readonly patternOf: (holds: number) => Pattern | undefined;
}

export interface Share {
  readonly figure: number;
  readonly atLeast: number;
  readonly atoms: ReadonlySet<number>;
}

/**
 * Which event makes a share hold: the one that totals count least, or the one that serves most
 * shares, so that a member has fewest events.
 */
export type EventChoice = 'counted least' | 'serves most';

/** Undefined for families of another kind: of several conditions, upper bounds, rules. */
export function openPatterns(
  { figures, atoms, rules }: Family,
  choice: EventChoice = 'counted least',
): Patterns | undefined {
  const shares: Share[] = [];
  const members: number[] = [];
  const totals: number[] = [];
  const atomsOf = (variable: number) =>
    new Set(atoms.flatMap((variables, atom) => (variables.includes(variable) ? [atom] : [])));
  for (const [figure, { where, adds }] of figures.entries()) {
    const [only, ...others] = where;
    if (adds !== null) {
      if (only !== undefined) return undefined;
      totals.push(figure);
    } else if (only === undefined) members.push(figure);
    else if (others.length > 0 || only.atMost !== undefined || (only.atLeast ?? 0) < 1) return undefined;
    else shares.push({ figure, atLeast: only.atLeast ?? 1, atoms: atomsOf(only.variable) });
  }
  if (rules.length > 0) return undefined;
  const addedBy = totals.map((figure) => atomsOf(at(figures, figure).adds ?? -1));
  const sets = openSets(shares.length);
  const known: (Pattern | null | undefined)[] = [];
  // Patterns share their rays, so that a set of them has each once.
  const everyRay = new Map<string, readonly number[]>();
  const find = (holds: number): Pattern | null => {
    const isHeld = shares.map((_, index) => sets.has(holds, index));
    const counts = shares.map(() => 0);
    const feeds = atoms.map((_, atom) => shares.flatMap(({ atoms: own }, index) => (own.has(atom) ? [index] : [])));
    const may = (atom: number) =>
      at(feeds, atom).every((index) => isHeld[index] || at(counts, index) + 1 < at(shares, index).atLeast);
    const adds = totals.map(() => 0);
    const chosen = new Map<number, number>();
    const lacks = (index: number) => isHeld[index] === true && at(counts, index) < at(shares, index).atLeast;
    for (;;) {
      // Whatever is hardest to come by first.
      const open = shares.flatMap((_, index) => (lacks(index) ? [index] : []));
      if (open.length === 0) break;
      const narrowest = open.reduce((least, index) =>
        at(shares, index).atoms.size < at(shares, least).atoms.size ? index : least,
      );
      let best: { readonly atom: number; readonly counted: number; readonly serves: number } | undefined;
      for (const atom of at(shares, narrowest).atoms) {
        if (!may(atom)) continue;
        const counted = addedBy.filter((own) => own.has(atom)).length;
        const serves = at(feeds, atom).filter(lacks).length;
        if (!best || isBetter({ counted, serves }, best, choice)) best = { atom, counted, serves };
      }
      if (best === undefined) return null;
      const { atom } = best;
      // As many as change nothing but the last of them: bounds may be of millions.
      const events = at(feeds, atom).reduce((most, index) => {
        const missing = at(shares, index).atLeast - at(counts, index);
        if (isHeld[index]) return missing > 0 ? Math.min(most, missing) : most;
        return Math.min(most, missing - 1);
      }, Number.POSITIVE_INFINITY);
      chosen.set(atom, (chosen.get(atom) ?? 0) + events);
      for (const index of at(feeds, atom)) counts[index] = at(counts, index) + events;
      addedBy.forEach((own, total) => {
        if (own.has(atom)) adds[total] = at(adds, total) + events;
      });
    }
    const rays = new Set<readonly number[]>();
    for (let atom = 0; atom < atoms.length; atom += 1) {
      const ray = addedBy.map((own) => (own.has(atom) ? 1 : 0));
      if (!ray.includes(1) || !at(feeds, atom).every((index) => isHeld[index])) continue;
      const key = ray.join();
      const shared = everyRay.get(key) ?? ray;
      everyRay.set(key, shared);
      rays.add(shared);
    }
    const isFree = (atom: number) => at(feeds, atom).every((index) => isHeld[index]);
    const swaps = choice === 'serves most' ? swapsOf(chosen, feeds, addedBy, isFree) : [];
    return { adds, rays: [...rays], swaps };
  };
  return {
    shares,
    members,
    totals,
    ...sets,
    patternOf(holds) {
      const before = known[holds];
      if (before !== undefined) return before ?? undefined;
      const found = find(holds);
      known[holds] = found;
      return found ?? undefined;
    },
  };
}

/**
 * Each event in place of which another may be that feeds the same shares or more of those that
 * hold.
 */
function swapsOf(
  chosen: ReadonlyMap<number, number>,
  feeds: readonly (readonly number[])[],
  addedBy: readonly ReadonlySet<number>[],
  isFree: (atom: number) => boolean,
): Swap[] {
  return [...chosen].flatMap(([atom, events]) => {
    const others = new Map<string, readonly number[]>();
    feeds.forEach((fed, other) => {
      if (other === atom || !isFree(other) || !at(feeds, atom).every((index) => fed.includes(index))) return;
      const by = addedBy.map((own) => Number(own.has(other)) - Number(own.has(atom)));
      if (by.every((more) => more >= 0) && by.includes(1)) others.set(by.join(), by);
    });
    return others.size > 0 ? [{ events, by: [...others.values()] }] : [];
  });
}

interface Event {
  /** How many totals count it. */
  readonly counted: number;
  /** How many shares it serves that do not hold yet. */
  readonly serves: number;
}

function isBetter(one: Event, other: Event, choice: EventChoice): boolean {
  const [less, more] = [other.counted - one.counted, one.serves - other.serves];
  return choice === 'counted least' ? less > 0 || (less === 0 && more > 0) : more > 0 || (more === 0 && less > 0);
}

/** Sets of shares by number: bit sets of any size, looked up without making one anew. */
function openSets(size: number): Pick<Patterns, 'none' | 'has' | 'flip'> {
  const held: Uint8Array[] = [new Uint8Array(size)];
  const flipped: Int32Array[] = [new Int32Array(size).fill(-1)];
  const numbers = new Map([[held[0]?.join('') ?? '', 0]]);
  return {
    none: 0,
    has: (holds, share) => held[holds]?.[share] === 1,
    flip(holds, share) {
      const before = flipped[holds]?.[share] ?? -1;
      if (before >= 0) return before;
      const next = Uint8Array.from(held[holds] ?? []);
      next[share] = 1 - (next[share] ?? 0);
      const key = next.join('');
      const number = numbers.get(key) ?? held.push(next) - 1;
      if (number === flipped.length) flipped.push(new Int32Array(size).fill(-1));
      numbers.set(key, number);
      const own = flipped[holds];
      if (own) own[share] = number;
      return number;
    },
  };
}
