/**
 * Worked cases of secondary suppression that others published: their primary cells, their ranges,
 * and no more cells than theirs.
 */
import { describe, expect, it } from 'vitest';
import {
  assemble,
  audit,
  cellOf,
  defineAxis,
  defineTable,
  type Link,
  matchCells,
  type Published,
  publish,
  STATUS,
  type System,
  sizeOf,
  suppress,
} from '../../pipeline/disclosure/index.ts';
import vectors from '../vectors/secondary-suppression.json' with { type: 'json' };
import { countRule, FEWEST, systemOfEquations, withSensitive } from './systems.ts';

interface Range {
  readonly cell: number;
  readonly low: number;
  readonly high: number | string;
}

type Case = (typeof vectors.cases)[number];

function open({ frequencies, equations, rule, primary }: Case): { system: System; cellOf: Int32Array } {
  const zeros = 'zeros' in rule && String(rule.zeros).startsWith('protected') ? 'protected' : 'published';
  const threshold = 'suppress_if_freq_le' in rule ? Number(rule.suppress_if_freq_le) : 0;
  const { system, cellsOf } = systemOfEquations(
    frequencies,
    equations as unknown as [number, number[]][],
    countRule(threshold, { zeros, denominators: false }),
  );
  const cells = cellsOf.cells ?? new Int32Array();
  const given = rule.type === 'given primary pattern';
  return {
    system: given
      ? withSensitive(
          system,
          primary.map((cell) => cells[cell] ?? -1),
        )
      : system,
    cellOf: cells,
  };
}

/**
 * A pattern of the worked case, as what is published: a cell merged with a suppressed one is
 * suppressed with it.
 */
function published({ system, cellOf }: ReturnType<typeof open>, suppressed: readonly number[]): Published {
  const status = new Uint8Array(system.count);
  for (const cell of suppressed) status[cellOf[cell] ?? -1] = STATUS.secondary;
  return publish(system, status);
}

const plain = { attacker: 'plain', width: 1, exactTo: Number.POSITIVE_INFINITY } as const;

/** Worked ranges name each cell; where they were found without bound ours must be open too. */
async function expectRanges(at: Published, cells: Int32Array, ranges: readonly Range[]): Promise<void> {
  const { inferences } = await audit(at, plain);
  const byCell = new Map(inferences.map((inference) => [inference.cell, inference]));
  for (const { cell, low, high } of ranges) {
    const found = byCell.get(cells[cell] ?? -1);
    expect([found?.low, found?.high]).toEqual([low, high === 'infeasible' ? found?.high : Number(high) + 0]);
    expect([found?.leastSeen, found?.mostSeen]).toEqual([found?.low, found?.high]);
  }
}

describe.each(vectors.cases.map((vector) => [vector.id, vector] as const))('%s', (_, vector) => {
  const opened = open(vector);
  const { system, cellOf: cells } = opened;

  it('has the same primary cells', () => {
    const found = vector.frequencies.flatMap((_, cell) => (system.sensitive[cells[cell] ?? -1] === 1 ? [cell] : []));
    const merged = vector.frequencies.flatMap((_, cell) =>
      vector.primary.some((primary) => cells[primary] === cells[cell]) ? [cell] : [],
    );
    expect(found).toEqual(merged);
    expect(found).toEqual(expect.arrayContaining(vector.primary));
  });

  it('lets the auditor infer what the worked case infers from primary cells alone', async () => {
    await expectRanges(published(opened, vector.primary), cells, vector.unsuppressed);
  });

  it.each(vector.peers.map((peer) => [peer.name, peer] as const))(
    'is audited as worked under the pattern of %s',
    async (_, peer) => {
      // One worked pattern suppresses cells whose range was not found; ours is unbounded or wider
      // there.
      await expectRanges(published(opened, peer.suppressed), cells, peer.ranges as readonly Range[]);
    },
  );

  it('is protected by no more cells than the best peer needs, and by the fewest where that is known', async () => {
    const { status, exposed } = await suppress(system, { attacker: 'plain', width: 1 });
    const extra = vector.frequencies.flatMap((value, cell) =>
      status[cells[cell] ?? -1] === STATUS.published || vector.primary.includes(cell) ? [] : [value],
    );
    expect(exposed).toEqual([]);
    expect((await audit(publish(system, status), plain)).safe).toBe(true);
    const safePeers = vector.peers.filter(({ ranges }) => ranges.every(({ low, high }) => low !== high));
    const best = Math.min(...safePeers.map(({ suppressed }) => suppressed.length - vector.primary.length));
    if (vector.optimum) expect(extra.length).toBe(vector.optimum.extra);
    if (safePeers.length > 0) expect(extra.length).toBeLessThanOrEqual(best);
  });
});

describe('Table 8 of the GaussSuppression vignette, two hierarchies of countries by age and year', () => {
  const rows = vectors.table8.rows as [string, string, string, number, number, number][];
  const axis = (name: string, members: readonly string[]) =>
    defineAxis(name, [{ code: 'Total' }, ...members.map((code) => ({ code, parent: 'Total' }))]);
  const age = axis('age', ['old', 'young']);
  const geo = axis('geo', ['Iceland', 'Portugal', 'Spain']);
  const eu = axis('eu', ['EU', 'nonEU']);
  const year = axis('year', ['2014', '2015', '2016']);
  const policy = countRule(1, { denominators: false });
  const figures = (axes: readonly ReturnType<typeof axis>[], row: (codes: string[]) => [string, string, string]) => {
    const numerator = new Float64Array(sizeOf(axes));
    const place = (nodes: number[]): void => {
      const next = axes[nodes.length];
      if (next) for (const node of next.codes.keys()) place([...nodes, node]);
      else {
        const codes = row(nodes.map((node, index) => axes[index]?.codes[node] ?? ''));
        numerator[cellOf(axes, nodes)] =
          rows.find(([a, g, y]) => a === codes[0] && g === codes[1] && y === codes[2])?.[3] ?? Number.NaN;
      }
    };
    place([]);
    return { numerator };
  };
  const countries = defineTable(
    'countries',
    [age, geo, year],
    figures([age, geo, year], ([a = '', g = '', y = '']) => [a, g, y]),
    policy,
    FEWEST,
  );
  const unions = defineTable(
    'unions',
    [eu, year],
    figures([eu, year], ([e = '', y = '']) => ['Total', e, y]),
    policy,
    FEWEST,
  );
  const cells = (table: typeof countries, code: string) => ({
    table: table.name,
    cells: Int32Array.from(year.codes.keys(), (y) =>
      table === countries
        ? cellOf(table.axes, [0, geo.codes.indexOf(code), y])
        : cellOf(table.axes, [eu.codes.indexOf(code), y]),
    ),
  });
  const links: Link[] = [
    { kind: 'sum', whole: cells(unions, 'EU'), parts: [cells(countries, 'Portugal'), cells(countries, 'Spain')] },
    { kind: 'same', left: cells(unions, 'nonEU'), right: cells(countries, 'Iceland') },
  ];
  const { system } = assemble([countries, unions], links);
  const peer = rows.filter(([, , , , primary, suppressed]) => suppressed && !primary).length;

  it('has its primary cells', () => {
    expect(system.sensitive.reduce((sum, flag) => sum + flag, 0)).toBe(
      rows.filter(([, , , , primary]) => primary).length,
    );
  });

  it.each(['plain', 'rule'] as const)(
    'is protected against the %s attacker by no more cells than the peer suppresses',
    async (attacker) => {
      const { status, secondary, exposed } = await suppress(system, { attacker, width: 1 });
      expect(exposed).toEqual([]);
      expect(secondary).toBeLessThanOrEqual(peer);
      expect((await audit(publish(system, status), { ...plain, attacker })).safe).toBe(true);
    },
  );

  it('finds cells of one table in another', () => {
    const total = defineTable(
      'total',
      [geo, year],
      figures([geo, year], ([g = '', y = '']) => ['Total', g, y]),
      policy,
      FEWEST,
    );
    const linked = assemble(
      [countries, total],
      [
        {
          kind: 'same',
          left: matchCells(countries, total),
          right: { table: 'total', cells: Int32Array.from(total.value.keys()) },
        },
      ],
    );
    expect(linked.system.count).toBe(countries.value.length);
  });
});
