/**
 * The Belgian table, 581 municipalities by ten bands with every level and total: as few cells as
 * the best peer, and nothing known to anybody.
 */
import { describe, expect, it } from 'vitest';
import {
  attackerOf,
  audit,
  DEFAULT_POLICY,
  type Policy,
  publish,
  STATUS,
  suppress,
} from '../../pipeline/disclosure/index.ts';
import { belgianSystem, readBelgium } from './systems.ts';

const belgium = readBelgium();
/**
 * Extra cells that GaussSuppression 1.2.3 needs, which is safe against the plain attacker alone;
 * ours may need no more against any.
 */
const PEER = 69;

const policies: readonly [string, Policy][] = [
  ['distinguished', DEFAULT_POLICY],
  ['not distinguished', { ...DEFAULT_POLICY, distinguishPrimary: false }],
];

describe('the Belgian table', () => {
  it('has the primary cells that are known', () => {
    const { system, cellsOf } = belgianSystem(belgium, DEFAULT_POLICY);
    expect(cellsOf.belgium).toHaveLength(7018);
    expect(system.sensitive.reduce((sum, flag) => sum + flag, 0)).toBe(2654);
  });

  it('needs no more extra cells than the best peer against the plain attacker', async () => {
    const { system, cellsOf } = belgianSystem(belgium, DEFAULT_POLICY);
    const { status, secondary, exposed } = await suppress(system, { attacker: 'plain', width: 1 });
    expect(exposed).toEqual([]);
    // 39 is what the heuristic of sdcTable needs, in 219 seconds. Counted in cells of the table:
    // copies of a level with a single part count too.
    const rows = [...(cellsOf.belgium ?? [])].filter((cell) => status[cell] === STATUS.secondary).length;
    expect([secondary, rows]).toEqual([39, 39]);
    const report = await audit(publish(system, status), { attacker: 'plain', width: 1 });
    expect([report.safe, report.exactlyDisclosed.length, report.inferences.length]).toEqual([
      true,
      0,
      2654 + secondary,
    ]);
  });

  it.each(policies)(
    'discloses nothing where sensitive cells are %s, for the same number of cells',
    async (_, policy) => {
      const { system } = belgianSystem(belgium, policy);
      const { status, secondary, exposed } = await suppress(system, { attacker: attackerOf(policy), width: 1 });
      expect(exposed).toEqual([]);
      expect(secondary).toBeLessThanOrEqual(PEER);
      for (const attacker of policy.distinguishPrimary
        ? (['plain', 'rule', 'status'] as const)
        : (['plain', 'rule'] as const)) {
        const report = await audit(publish(system, status), { attacker, width: 1 });
        expect(report.safe).toBe(true);
        expect(report.inferences.filter(({ low, high }) => low === high)).toEqual([]);
      }
    },
  );

  it('is undone by who reads statuses where it is protected against the plain attacker alone', async () => {
    const { system } = belgianSystem(belgium, DEFAULT_POLICY);
    const { status } = await suppress(system, { attacker: 'plain', width: 1 });
    const { exactlyDisclosed } = await audit(publish(system, status), { attacker: 'status', width: 1 });
    expect(exactlyDisclosed.length).toBeGreaterThan(100);
    for (const { cell, low } of exactlyDisclosed) expect(low).toBe(system.value[cell]);
  });

  it('gets the same pattern from rows in any order', async () => {
    const pattern = async (order: (rows: string[][]) => string[][]): Promise<Uint8Array> => {
      const { system, cellsOf } = belgianSystem(readBelgium(order), DEFAULT_POLICY);
      const { status } = await suppress(system, { attacker: 'status', width: 1 });
      return Uint8Array.from(cellsOf.belgium ?? [], (cell) => status[cell] ?? STATUS.published);
    };
    const expected = await pattern((rows) => rows);
    expect(await pattern((rows) => rows.toReversed())).toEqual(expected);
    expect(
      await pattern((rows) => rows.toSorted(([a = '', b = ''], [c = '', d = '']) => (b + a < d + c ? 1 : -1))),
    ).toEqual(expected);
  });
});
