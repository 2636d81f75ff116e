/** Draws values at random, the same ones from the same seed. */

export interface Draw {
  /** Between 0 and 1, 1 excluded. */
  readonly share: () => number;
  readonly one: <T>(items: readonly T[]) => T;
  /** A value as often as its weight says; null of none. */
  readonly weighted: (items: readonly (readonly [value: string, weight: number])[]) => string | null;
  /** A number between two neighbours of the ascending points, each pair as likely. */
  readonly between: (points: readonly number[]) => number;
  /** A day of a month (`YYYY-MM`), the 28th the last. */
  readonly dayOf: (month: string) => string;
  /** Gives null in that share of the calls. */
  readonly orEmpty: (share: number, next: () => string | null) => () => string | null;
}

/** Starts from the first hexadecimal digits of a seed (mulberry32). */
export function drawFrom(seed: string): Draw {
  let state = Number.parseInt(seed.slice(0, 8), 16);
  const share = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const one = <T>(items: readonly T[]): T => items[Math.floor(share() * items.length)] as T;
  return {
    share,
    one,
    weighted(items) {
      let left = share() * items.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of items) {
        left -= weight;
        if (left < 0) return value;
      }
      return items.at(-1)?.[0] ?? null;
    },
    between(points) {
      const at = Math.floor(share() * Math.max(1, points.length - 1));
      const low = points[at] ?? 0;
      return low + share() * ((points[at + 1] ?? low) - low);
    },
    dayOf: (month) => `${month}-${String(1 + Math.floor(share() * 28)).padStart(2, '0')}`,
    orEmpty: (empty, next) => () => (share() < empty ? null : next()),
  };
}
