/**
 * What always holds of suppression and audit, on small random structures, against an attacker who
 * tries everything.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Attacker,
  audit,
  findWitness,
  type Published,
  publish,
  STATUS,
  type System,
  suppress,
} from '../../pipeline/disclosure/index.ts';
import { casesOf } from '../support/depth.ts';
import { enumerate, type Possible } from './enumerate.ts';
import { CAP, linkedTables, type Sample, singleTables } from './structure-arbitrary.ts';

const ATTACKERS: readonly Attacker[] = ['plain', 'rule', 'status'];
const attackers = fc.constantFrom(...ATTACKERS);
/** Above any value of a random structure. */
const HIGHEST = 1000;
const EXACT = { width: 1, exactTo: Number.POSITIVE_INFINITY };

/**
 * Structures whose completions can be counted in a moment: few unknowns beyond what the equations
 * between them settle.
 */
function countable({ count, status, relations }: Published): boolean {
  const unknown = (cell: number) => status[cell] !== STATUS.published;
  let free = Array.from({ length: count }, (_, cell) => cell).filter(unknown).length;
  if (free > 16) return false;
  for (let row = 0; row < relations.count; row += 1) {
    const cells = relations.cell.subarray(relations.start[row], relations.start[row + 1]);
    if (relations.atLeast[row] === 0 && cells.some(unknown)) free -= 1;
  }
  return free <= 4;
}

/** What is suppressed by the rule alone, and some further cells. */
function maskSome(system: System, more: readonly boolean[]): Uint8Array {
  return system.value.map((_, cell) => {
    if (system.hidden[cell] === 1) return STATUS.hidden;
    if (system.sensitive[cell] === 1) return STATUS.primary;
    const may = Number.isFinite(system.cost[cell] ?? 0);
    return may && more[cell % more.length] ? STATUS.secondary : STATUS.published;
  }) as unknown as Uint8Array;
}

const someMore = fc.array(fc.constantFrom(false, false, true), { minLength: 7, maxLength: 31 });
const structures = fc.oneof(singleTables, linkedTables);

describe('the auditor', () => {
  it('finds exactly the values that no attacker can exclude', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(structures, someMore, attackers, async ({ assembly: { system } }, more, attacker) => {
        const published = publish(system, Uint8Array.from(maskSome(system, more)));
        fc.pre(countable(published));
        const possible = enumerate(published, attacker, HIGHEST);
        const { inferences, consistent, exactlyDisclosed } = await audit(published, { ...EXACT, attacker });
        expect(consistent).toBe(true);
        expect(inferences.map(({ cell, low, high }) => ({ cell, low, high }))).toEqual(possible);
        expect(inferences.map(({ cell, leastSeen, mostSeen }) => ({ cell, low: leastSeen, high: mostSeen }))).toEqual(
          possible,
        );
        const isPinned = ({ cell, low, high }: Possible) => low === high && published.targets[cell] === 1;
        expect(exactlyDisclosed.map(({ cell }) => cell)).toEqual(possible.filter(isPinned).map(({ cell }) => cell));
        compared += possible.length;
      }),
      { numRuns: casesOf(20) },
    );
    expect(compared).toBeGreaterThan(3 * casesOf(20));
  });
});

describe('the witness', () => {
  it('is a set of figures that no attacker can exclude', () =>
    fc.assert(
      fc.asyncProperty(structures, someMore, attackers, async ({ assembly: { system } }, more, attacker) => {
        const published = publish(system, Uint8Array.from(maskSome(system, more)));
        const witness = await findWitness(published, attacker);
        const { inferences, consistent } = await audit(published, { width: 0, attacker });
        expect(consistent).toBe(true);
        for (const { cell, low, high } of inferences) {
          expect(witness?.[cell]).toBeGreaterThanOrEqual(low);
          expect(witness?.[cell]).toBeLessThanOrEqual(high);
        }
        expect(witness && brokenRelations({ ...published, value: witness })).toEqual([]);
      }),
      { numRuns: casesOf(35) },
    ));
});

function brokenRelations({ relations, value }: Published): number[] {
  return Array.from({ length: relations.count }, (_, row) => row).filter((row) => {
    const entries = Array.from(relations.cell.subarray(relations.start[row], relations.start[row + 1]).entries());
    const sum = entries.reduce(
      (left, [entry, cell]) => left + (relations.factor[(relations.start[row] ?? 0) + entry] ?? 0) * (value[cell] ?? 0),
      0,
    );
    return relations.atLeast[row] === 1 ? sum < 0 : sum !== 0;
  });
}

describe('a signal', () => {
  it('ends audit, witness and suppression', async () => {
    const [sample] = fc.sample(linkedTables, { numRuns: 1, seed: 4 });
    if (sample === undefined) throw new Error('no sample');
    const { system } = sample.assembly;
    const published = publish(system, maskAll(system));
    const signal = AbortSignal.abort();
    const work = [
      audit(published, { ...EXACT, attacker: 'plain', signal }),
      findWitness(published, 'plain', signal),
      suppress(system, { attacker: 'plain', width: 1, signal }),
    ];
    for (const one of work) await expect(one).rejects.toMatchObject({ kind: 'interrupted' });
  });
});

/** Everything that may be suppressed, with the statuses that disclose least. */
function maskAll({ count, hidden, sensitive, cost }: System): Uint8Array {
  return Uint8Array.from({ length: count }, (_, cell) => {
    if (hidden[cell] === 1) return STATUS.hidden;
    return sensitive[cell] === 1 || Number.isFinite(cost[cell] ?? 0) ? STATUS.secondary : STATUS.published;
  });
}

async function widths(system: System, status: Uint8Array, attacker: Attacker): Promise<Map<number, number>> {
  const { inferences, consistent } = await audit(publish(system, status), { ...EXACT, attacker });
  expect(consistent).toBe(true);
  return new Map(inferences.map(({ cell, leastSeen, mostSeen }) => [cell, mostSeen - leastSeen]));
}

describe('suppression', () => {
  const check = async ({ assembly: { system } }: Sample, attacker: Attacker): Promise<void> => {
    const { status, exposed } = await suppress(system, { attacker, width: 1 });
    const open = await widths(system, status, attacker);
    for (const [cell, width] of open)
      if (system.hidden[cell] === 0 && !exposed.includes(cell)) expect(width).toBeGreaterThanOrEqual(1);
    for (const cell of system.sensitive.keys())
      if (system.sensitive[cell] === 1 && !exposed.includes(cell)) expect(open.get(cell)).toBeGreaterThanOrEqual(1);
    // What it gives up on, nobody can hide.
    if (exposed.length === 0) return;
    const most = await widths(system, maskAll(system), attacker);
    for (const cell of exposed) expect(most.get(cell)).toBe(0);
  };

  it('leaves no cell of one table known', () =>
    fc.assert(fc.asyncProperty(singleTables, attackers, check), { numRuns: casesOf(20) }));
  it('leaves no cell of linked tables known', () =>
    fc.assert(fc.asyncProperty(linkedTables, attackers, check), { numRuns: casesOf(20) }));

  it('leaves no cell known to who tries everything', async () => {
    let checked = 0;
    await fc.assert(
      fc.asyncProperty(structures, attackers, async ({ assembly: { system } }, attacker) => {
        const { status, exposed } = await suppress(system, { attacker, width: 1 });
        const published = publish(system, status);
        fc.pre(countable(published));
        for (const { cell, low, high } of enumerate(published, attacker, HIGHEST))
          if (system.sensitive[cell] === 1 && !exposed.includes(cell)) {
            expect(low).toBeLessThan(high);
            checked += 1;
          }
      }),
      { numRuns: casesOf(12) },
    );
    expect(checked).toBeGreaterThan(1.5 * casesOf(12));
  });

  it('suppresses every sensitive cell, no cell that must stay published, and changes no value', () =>
    fc.assert(
      fc.asyncProperty(structures, attackers, async ({ assembly: { system } }, attacker) => {
        const { status } = await suppress(system, { attacker, width: 1 });
        const { value } = publish(system, status);
        for (const cell of status.keys()) {
          if (status[cell] === STATUS.published) {
            expect([system.hidden[cell], system.sensitive[cell]]).toEqual([0, 0]);
            expect(value[cell]).toBe(system.value[cell]);
          } else {
            expect(value[cell]).toBe(0);
            if (system.sensitive[cell] === 0 && system.hidden[cell] === 0)
              expect(system.cost[cell]).toBeLessThan(Number.POSITIVE_INFINITY);
          }
        }
      }),
      { numRuns: casesOf(20) },
    ));

  it('gives the same pattern again, and keeps a pattern that is given to it', () =>
    fc.assert(
      fc.asyncProperty(structures, attackers, async ({ assembly: { system } }, attacker) => {
        const first = await suppress(system, { attacker, width: 1 });
        expect(await suppress(system, { attacker, width: 1 })).toEqual(first);
        const again = await suppress(system, { attacker, width: 1, previous: first.status });
        expect(again.status).toEqual(first.status);
      }),
      { numRuns: casesOf(20) },
    ));

  it('publishes nothing that a laxer policy suppressed', () =>
    fc.assert(
      fc.asyncProperty(structures, attackers, someMore, async ({ assembly: { system } }, attacker, more) => {
        const lax = await suppress(system, { attacker: 'plain', width: 1 });
        // Stricter: more cells are sensitive, and the attacker knows as much or more.
        const sensitive = system.sensitive.map((flag, cell) =>
          flag === 1 || (more[cell % more.length] && Number.isFinite(system.cost[cell] ?? 0)) ? 1 : 0,
        );
        const previous = lax.status.map((status) =>
          status === STATUS.published || status === STATUS.hidden ? 0 : status,
        );
        const strict = await suppress({ ...system, sensitive }, { attacker, width: 1, previous });
        for (const [cell, status] of lax.status.entries())
          if (status !== STATUS.published) expect(strict.status[cell]).not.toBe(STATUS.published);
      }),
      { numRuns: casesOf(20) },
    ));

  it('keeps values as far apart as is asked', () =>
    fc.assert(
      fc.asyncProperty(structures, fc.integer({ min: 2, max: 4 }), async ({ assembly: { system } }, width) => {
        const { status, exposed } = await suppress(system, { attacker: 'plain', width });
        const open = await widths(system, status, 'plain');
        for (const cell of system.sensitive.keys())
          if (system.sensitive[cell] === 1 && !exposed.includes(cell))
            expect(open.get(cell)).toBeGreaterThanOrEqual(width);
        expect(CAP).toBeGreaterThan(width);
      }),
      { numRuns: casesOf(20) },
    ));
});
