/** What a method promises that changes figures, and the count of what was found of each promise. */

/** How many things were looked at, and how many are not as promised. */
export interface PromiseCheck {
  readonly promise: keyof typeof PROMISES;
  readonly examined: number;
  readonly broken: number;
}

/** What each promise is, in a sentence. */
export const PROMISES = {
  shown: 'Every cell is shown, its value is of the figures shown, and nothing else tells of them.',
  small: 'No figure is small.',
  same: 'The same figure of the same cell is the same in every cube.',
  within: 'No part is above its whole, whichever cubes show them.',
  multiple: 'Every figure is a multiple of the base.',
  additive: 'Parts add up to their whole, with nobody or a multiple of the base in none of them.',
  told: 'No count of persons is left without a choice by the relations between figures, gone through one by one.',
  bounded: 'No noise is larger than is said, and a volume of few persons tells nothing of them.',
} as const;

/** How many things were looked at by promise, and how many are not as promised. */
export class PromiseTally {
  private readonly counted = new Map<keyof typeof PROMISES, { examined: number; broken: number }>();

  add(promise: keyof typeof PROMISES, isBroken: boolean): void {
    this.note(promise, 1, isBroken ? 1 : 0);
  }

  note(promise: keyof typeof PROMISES, examined: number, broken: number): void {
    const counts = this.counted.get(promise) ?? { examined: 0, broken: 0 };
    counts.examined += examined;
    counts.broken += broken;
    this.counted.set(promise, counts);
  }

  checks(): PromiseCheck[] {
    return (Object.keys(PROMISES) as (keyof typeof PROMISES)[]).flatMap((promise) => {
      const counts = this.counted.get(promise);
      return counts === undefined ? [] : [{ promise, ...counts }];
    });
  }
}
