/** What a method promises that changes figures, and the count of what was found of each promise. */

/** How many things were looked at, and how many are not as promised. */
export interface GuaranteeCheck {
  readonly guarantee: keyof typeof GUARANTEES;
  readonly examined: number;
  readonly violations: number;
}

/** What each promise is, in a sentence. */
export const GUARANTEES = {
  shown: 'Every cell is shown, its value is computed from the figures shown, and nothing else discloses the counts.',
  sensitive: 'No figure lies between 0 and the threshold.',
  same: 'The same figure of the same cell is the same in every cube.',
  within: 'No part is larger than its total, whichever cubes show them.',
  multiple: 'Every figure is a multiple of the base.',
  additive: 'Parts add up to their total, and what is in no part is 0 or a multiple of the base.',
  disclosed: 'No count of persons is determined by the figure relations, applied one by one.',
  bounded: 'No noise is larger than declared, and a volume of few persons discloses nothing of them.',
} as const;

/** How many things were looked at by promise, and how many are not as promised. */
export class GuaranteeTally {
  private readonly counted = new Map<keyof typeof GUARANTEES, { examined: number; violations: number }>();

  add(guarantee: keyof typeof GUARANTEES, isBroken: boolean): void {
    this.record(guarantee, 1, isBroken ? 1 : 0);
  }

  record(guarantee: keyof typeof GUARANTEES, examined: number, violations: number): void {
    const counts = this.counted.get(guarantee) ?? { examined: 0, violations: 0 };
    counts.examined += examined;
    counts.violations += violations;
    this.counted.set(guarantee, counts);
  }

  checks(): GuaranteeCheck[] {
    return (Object.keys(GUARANTEES) as (keyof typeof GUARANTEES)[]).flatMap((guarantee) => {
      const counts = this.counted.get(guarantee);
      return counts === undefined ? [] : [{ guarantee, ...counts }];
    });
  }
}
