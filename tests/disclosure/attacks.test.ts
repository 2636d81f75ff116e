/**
 * Ways in which suppressed figures are found out: each succeeds where sensitive cells alone are
 * suppressed, and fails against the suppressor.
 */
import { describe, expect, it } from 'vitest';
import {
  type Assembly,
  allCells,
  assemble,
  audit,
  DEFAULT_POLICY,
  defineAxis,
  defineList,
  defineTable,
  type Link,
  matchCells,
  numeratorsOf,
  publish,
  STATUS,
  type System,
  suppress,
  type Table,
  unionLinks,
  withBounds,
} from '../../pipeline/disclosure/index.ts';

const policy = { ...DEFAULT_POLICY, denominators: false };
const total = (name: string, parts: readonly string[], gap = false) =>
  defineAxis(name, [{ code: 'total', gap }, ...parts.map((code) => ({ code, parent: 'total' }))]);
const age = total('age', ['young', 'middle', 'old']);
const one = (): number => 1;
const everywhere = { width: 1, exactTo: Number.POSITIVE_INFINITY };

/** Sensitive cells suppressed, and nothing else. */
function naive({ sensitive, hidden }: System): Uint8Array {
  return sensitive.map((flag, cell) => (hidden[cell] ? STATUS.hidden : flag ? STATUS.primary : STATUS.published));
}

/**
 * The attack finds a sensitive cell where only sensitive ones are suppressed; on our pattern it
 * finds none, with statuses either.
 */
async function expectFoiled({ system }: Assembly, found: number): Promise<void> {
  const attacked = await audit(publish(system, naive(system)), { ...everywhere, attacker: 'plain' });
  expect(attacked.exactlyDisclosed).toHaveLength(found);
  for (const { cell, low } of attacked.exactlyDisclosed) expect(low).toBe(system.value[cell]);
  const { status, exposed } = await suppress(system, { attacker: 'status', width: 1 });
  expect(exposed).toEqual([]);
  for (const attacker of ['plain', 'rule', 'status'] as const) {
    const report = await audit(publish(system, status), { ...everywhere, attacker });
    expect(report.safe).toBe(true);
    expect(report.inferences.filter(({ low, high }) => low === high)).toEqual([]);
  }
}

function table(
  name: string,
  axes: Table['axes'],
  numerator: readonly number[],
  more: Partial<typeof policy> = {},
): Table {
  return defineTable(name, axes, { numerator }, { ...policy, ...more }, one);
}

describe('an attack succeeds where only sensitive cells are suppressed, and fails on our pattern:', () => {
  it('the last single suppressed cell of a line, from its total', () =>
    expectFoiled(
      assemble([
        table(
          'cube',
          [total('area', ['a', 'b']), age],
          [60, 22, 19, 19, 30, 10, 3, 17, 30, 12, 16, 2].map(
            (v, i) => [60, 22, 19, 19, 33, 13, 3, 17, 27, 9, 16, 2][i] ?? v,
          ),
        ),
      ]),
      2,
    ));

  it('the country less its regions', () =>
    expectFoiled(assemble([table('cube', [total('area', ['north', 'south', 'centre'])], [48, 20, 25, 3])]), 1));

  it('people whom no region counts, where few are missing', () =>
    expectFoiled(
      assemble([table('cube', [total('area', ['north', 'south', 'centre'], true)], [50, 20, 22, 6, 0])]),
      1,
    ));

  it('a level with a single part', () => {
    const area = defineAxis('area', [
      { code: 'country' },
      { code: 'brussels', parent: 'country' },
      { code: 'arrondissement', parent: 'brussels' },
      { code: 'rest', parent: 'country' },
    ]);
    const { system } = assemble([table('cube', [area], [40, 4, 36, 4])]);
    expect(system.count).toBe(3);
    return expectFoiled(assemble([table('cube', [area], [40, 4, 36, 4])]), 1);
  });

  it('a union less its parts', () => {
    const area = total('area', ['a', 'b', 'c']);
    const union = table('union', [area], [36, 12, 13, 11]);
    // Nobody has the right part in area a: whoever is in the union there is in the left part.
    const left = table('left', [area], [19, 12, 4, 3]);
    const right = table('right', [area], [17, 0, 9, 8]);
    return expectFoiled(
      assemble([union, left, right], unionLinks(allCells(union), [left, right].map(allCells), true)),
      2,
    );
  });

  it('a cube that shows the margin of another', () => {
    const area = total('area', ['a', 'b']);
    const cube = table('cube', [area, age], [40, 14, 14, 12, 21, 10, 9, 2, 19, 4, 5, 10]);
    const twin = table('twin', [area], [40, 21, 19]);
    return expectFoiled(
      assemble([cube, twin], [{ kind: 'same', left: matchCells(cube, twin), right: allCells(twin) }]),
      2,
    );
  });

  it('a merged municipality against its old parts', () => {
    const now = table('now', [total('area', ['merged', 'other'])], [40, 12, 28]);
    const before = defineList('before', { numerator: [9, 3] }, policy, one);
    const cell = (name: string, position: number) => ({ table: name, cells: Int32Array.of(position) });
    const link: Link = { kind: 'sum', whole: cell('now', 1), parts: [cell('before', 0), cell('before', 1)] };
    return expectFoiled(assemble([now, before], [link]), 1);
  });

  it('one patient with the volume published', () => {
    const area = total('area', ['a', 'b', 'c']);
    const patients = table('patients', [area], [31, 1, 14, 16]);
    const volume = defineTable('volume', [area], { numerator: [42, 1, 18, 23], persons: [31, 1, 14, 16] }, policy, one);
    expect(volume.judgement.primary[1]).toBe(1);
    const link: Link = { kind: 'atMost', lesser: allCells(patients), greater: [allCells(volume)] };
    return expectFoiled(assemble([patients, volume], [link]), 2);
  });

  it('everybody but a few', () => {
    const area = total('area', ['a', 'b', 'c']);
    const figures = { numerator: [61, 18, 21, 22], denominator: [90, 20, 35, 35] };
    const cube = defineTable('cube', [area], figures, { ...policy, complements: true }, one);
    expect([...cube.judgement.primary]).toEqual([0, 1, 0, 0]);
    return expectFoiled(assemble([cube]), 1);
  });
});

describe('a ratio that is published', () => {
  it.each([
    [{ value: 0.7, decimals: 2, per: 100, denominator: 143 }, 1, 1],
    [{ value: 2.4, decimals: 2, per: 1000, denominator: 1250 }, 3, 3],
    [{ value: 5, decimals: 0, per: 100, denominator: 40 }, 2, 2],
    [{ value: 68.8, decimals: 1, per: 10000, denominator: 581 }, 4, 4],
    [{ value: 0, decimals: 1, per: 100, denominator: 9000 }, 0, 4],
    [{ value: (3 / 7) * 100, per: 100, denominator: 7 }, 3, 3],
  ])('%j leaves numerators of %i to %i', (ratio, low, high) => {
    expect(numeratorsOf(ratio)).toEqual({ low, high });
  });

  it('discloses what the pattern suppresses, and the audit finds it', async () => {
    const { system, cellsOf } = assemble([table('cube', [total('area', ['a', 'b', 'c'])], [48, 20, 25, 3])]);
    const cell = cellsOf.cube?.[3] ?? -1;
    const { status } = await suppress(system, { attacker: 'status', width: 1 });
    const published = publish(system, status);
    expect((await audit(published, { attacker: 'status', width: 1 })).safe).toBe(true);
    const bounds = [{ cell, ...numeratorsOf({ value: 2.4, decimals: 2, per: 1000, denominator: 1250 }) }];
    const disclosed = await audit(withBounds(published, bounds), { attacker: 'status', width: 1 });
    expect(disclosed.exactlyDisclosed.map((each) => each.cell)).toEqual([cell]);
  });
});

describe('two releases of the same year', () => {
  const area = total('area', ['a', 'b', 'c', 'd', 'e']);
  const values = [60, 20, 15, 3, 10, 12];
  const assembly = assemble([table('cube', [area], values)]);

  it('keep one pattern, even where another would cost less', async () => {
    const first = await suppress(assembly.system, { attacker: 'status', width: 1 });
    const cheaper = {
      ...assembly.system,
      cost: assembly.system.cost.map((cost, cell) => (first.status[cell] === STATUS.secondary ? cost * 9 : cost)),
    };
    expect((await suppress(cheaper, { attacker: 'status', width: 1 })).status).not.toEqual(first.status);
    expect((await suppress(cheaper, { attacker: 'status', width: 1, previous: first.status })).status).toEqual(
      first.status,
    );
  });

  it('name a cell that the previous release disclosed', async () => {
    const shown = { ...assembly.system, cost: assembly.system.cost.map(() => Number.POSITIVE_INFINITY) };
    const { exposed } = await suppress(shown, { attacker: 'plain', width: 1 });
    expect(exposed).toEqual([assembly.cellsOf.cube?.[3]]);
    const report = await audit(publish(shown, naive(shown)), { attacker: 'plain', width: 1 });
    expect(report.safe).toBe(false);
  });
});

describe('the attacker who sees statuses', () => {
  // Four parts of one person each under a total of four: shown as primary, all of them are known.
  const { system } = assemble([
    table(
      'cube',
      [total('area', ['a', 'b', 'c']), total('part', ['1', '2', '3', '4'])],
      [40, 10, 10, 10, 10, 4, 1, 1, 1, 1, 18, 4, 4, 5, 5, 18, 5, 5, 4, 4],
    ),
  ]);

  it('knows sensitive parts of a sensitive total as soon as both are distinguished as sensitive', async () => {
    const { exactlyDisclosed } = await audit(publish(system, naive(system)), { attacker: 'status', width: 1 });
    expect(exactlyDisclosed.length).toBeGreaterThan(4);
  });

  it('sees a primary cell as secondary where its status would disclose it', async () => {
    const { status, relabelled, exposed } = await suppress(system, { attacker: 'status', width: 1 });
    expect(exposed).toEqual([]);
    expect(relabelled).toBeGreaterThan(0);
    expect((await audit(publish(system, status), { attacker: 'status', width: 1 })).safe).toBe(true);
  });
});

it('reports published figures that contradict themselves', async () => {
  const { system } = assemble([table('cube', [total('area', ['a', 'b', 'c'])], [48, 20, 25, 3])]);
  const published = publish(system, naive(system));
  const changed = { ...published, value: published.value.map((value) => (value === 48 ? 40 : value)) };
  const report = await audit(changed, { attacker: 'plain', width: 1 });
  expect([report.consistent, report.safe]).toEqual([false, false]);
});
