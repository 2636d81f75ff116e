/** Figures in an order in which denominators come before what is counted of them. */
import type { CountedTable, Counts } from './counts.ts';

export interface Wholes {
  readonly byIdentity: ReadonlyMap<string, readonly CountedTable[]>;
  /** Identities of figures. */
  readonly ordered: readonly string[];
}

export function wholesOf({ grid, meaning, tables }: Counts): Wholes {
  const byIdentity = new Map<string, CountedTable[]>();
  for (const counted of tables.values())
    byIdentity.set(counted.identity, [...(byIdentity.get(counted.identity) ?? []), counted]);
  const ordered = new Set<string>();
  const open = new Set<string>();
  const visit = (identity: string): void => {
    if (open.has(identity)) return;
    open.add(identity);
    for (const { table } of byIdentity.get(identity) ?? [])
      for (const code of table.counted) {
        const divisor = meaning.cubes[code]?.isPart ? grid.cubes[code]?.denominator : null;
        const whole = tables.get(divisor ?? '');
        if (whole) visit(whole.identity);
      }
    ordered.add(identity);
  };
  for (const identity of [...byIdentity.keys()].sort()) visit(identity);
  return { byIdentity, ordered: [...ordered] };
}
