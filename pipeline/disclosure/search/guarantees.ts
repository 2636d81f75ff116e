/** What a method promises that changes figures, and the count of what was found of each promise. */

/** How many things were looked at, and how many are not as promised. */
export interface GuaranteeCheck {
  readonly guarantee: keyof typeof GUARANTEES;
  readonly examined: number;
  readonly broken: number;
}

/** What each promise is, in a sentence. */
export const GUARANTEES = {
  shown: 'Every cell is shown, its value is of the figures shown, and nothing else tells of them.',
  small: 'No figure is small.',
  same: 'The same figure of the same cell is the same in every cube.',
  within: 'No part is above its whole, whichever cubes show them.',
  multiple: 'Every figure is a multiple of the base.',
  additive: 'Parts add up to their whole, with nobody or a multiple of the base in none of them.',
  disclosed: 'No count of persons is left without a choice by the relations between figures, gone through one by one.',
  bounded: 'No noise is larger than is said, and a volume of few persons tells nothing of them.',
} as const;

/** How many things were looked at by promise, and how many are not as promised. */
export class GuaranteeTally {
  private readonly counted = new Map<keyof typeof GUARANTEES, { examined: number; broken: number }>();

  add(guarantee: keyof typeof GUARANTEES, isBroken: boolean): void {
    this.record(guarantee, 1, isBroken ? 1 : 0);
  }

  record(guarantee: keyof typeof GUARANTEES, examined: number, broken: number): void {
    const counts = this.counted.get(guarantee) ?? { examined: 0, broken: 0 };
    counts.examined += examined;
    counts.broken += broken;
    this.counted.set(guarantee, counts);
  }

  checks(): GuaranteeCheck[] {
    return (Object.keys(GUARANTEES) as (keyof typeof GUARANTEES)[]).flatMap((guarantee) => {
      const counts = this.counted.get(guarantee);
      return counts === undefined ? [] : [{ guarantee, ...counts }];
    });
  }
}
