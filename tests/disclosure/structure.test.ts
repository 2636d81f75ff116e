/** How tables become one system: axes, hidden cells, what is the same, and what is refused. */
import { describe, expect, it } from 'vitest';
import {
  allCells,
  assemble,
  cellOf,
  DEFAULT_POLICY,
  defineAxis,
  defineList,
  defineTable,
  fillHidden,
  matchCells,
  nodesOf,
  sizeOf,
  type Table,
} from '../../pipeline/disclosure/index.ts';

const policy = { ...DEFAULT_POLICY, denominators: false };
const table = (name: string, axes: Table['axes'], numerator: readonly number[]): Table =>
  defineTable(name, axes, { numerator }, policy, () => 1);
const age = defineAxis('age', [
  { code: 'total', gap: true },
  { code: 'young', parent: 'total' },
  { code: 'old', parent: 'total' },
]);
const area = defineAxis('area', [
  { code: 'wallonia', parent: 'country' },
  { code: 'liege', parent: 'wallonia' },
  { code: 'brussels', parent: 'country' },
  { code: 'namur', parent: 'wallonia' },
  { code: 'country' },
]);

describe('an axis', () => {
  it('has its nodes in the order of their codes, level by level, whatever order they come in', () => {
    expect(area.codes).toEqual(['country', 'brussels', 'wallonia', 'liege', 'namur']);
    expect([...area.parent]).toEqual([-1, 0, 0, 2, 2]);
  });

  it('has a hidden part where some members are in none', () => {
    expect(age.codes).toEqual(['total', 'old', 'young', 'total?']);
    expect([...age.hidden]).toEqual([0, 0, 0, 1]);
  });

  it.each([
    [[{ code: 'a' }, { code: 'b' }], 'one root'],
    [[{ code: 'a' }, { code: 'b', parent: 'a' }, { code: 'b', parent: 'a' }], 'twice'],
    [[{ code: 'a' }, { code: 'b', parent: 'c' }], 'not in it'],
    [[{ code: 'a' }, { code: 'b', parent: 'c' }, { code: 'c', parent: 'b' }], 'circle'],
  ])('refuses %j', (nodes, message) => {
    expect(() => defineAxis('axis', nodes)).toThrow(message);
  });
});

describe('a table', () => {
  it('finds a cell by its nodes and the nodes of a cell', () => {
    for (let cell = 0; cell < sizeOf([area, age]); cell += 1)
      expect(cellOf([area, age], nodesOf([area, age], cell))).toBe(cell);
  });

  it('gives hidden cells what their whole has beyond its parts', () => {
    expect([...fillHidden([age], Float64Array.of(10, 4, 3, 0))]).toEqual([10, 4, 3, 3]);
  });
});

describe('a system', () => {
  const cube = table('cube', [area, age], [30, 14, 13, 0, 12, 6, 6, 0, 18, 8, 7, 0, 9, 4, 3, 0, 9, 4, 4, 0]);

  it('has no row that follows from others: of one deep axis and a flat one each cell stands in two at most', () => {
    const { system } = assemble([cube]);
    const rows = new Int32Array(system.count);
    for (const cell of system.relations.cell) rows[cell] = (rows[cell] ?? 0) + 1;
    expect(Math.max(...rows)).toBe(2);
    // Country and Wallonia by every column, and every leaf by its bands.
    expect(system.relations.count).toBe(2 * 4 + 3);
  });

  it('suppresses a cell in all tables that show it, or in none', () => {
    const twin = table('twin', [area], [30, 12, 18, 9, 9]);
    const { system, cellsOf } = assemble(
      [cube, twin],
      [{ kind: 'same', left: matchCells(cube, twin), right: allCells(twin) }],
    );
    expect(system.count).toBe(20);
    expect([...(cellsOf.twin ?? [])]).toEqual([0, 4, 8, 12, 16].map((cell) => cellsOf.cube?.[cell]));
    expect(system.cost[cellsOf.twin?.[0] ?? -1]).toBe(2);
  });

  it('is refused where tables contradict each other, without a figure in the message', () => {
    const twin = table('twin', [area], [31, 13, 18, 9, 9]);
    expect(() =>
      assemble([cube, twin], [{ kind: 'same', left: matchCells(cube, twin), right: allCells(twin) }]),
    ).toThrow(/twin differs from the same figure elsewhere/);
    expect(() => assemble([table('cube', [area], [30, 12, 17, 9, 9])])).toThrow(
      /Relation \d+ between the tables does not hold/,
    );
    expect(() => assemble([cube, cube])).toThrow('Two tables are called cube');
    expect(() => assemble([cube], [{ kind: 'same', left: allCells(cube), right: allCells(twin) }])).toThrow(
      'no table twin',
    );
    expect(() => assemble([defineList('list', { numerator: [1.5] }, policy, () => 1)])).toThrow('not a whole number');
  });

  it('protects unpublished cells where the policy declares it', () => {
    const sensitive = (gaps: 'protected' | 'open') => {
      const { system, cellsOf } = assemble([
        defineTable('cube', [age], { numerator: [10, 4, 3, 0] }, { ...policy, gaps, largestSensitive: 3 }, () => 1),
      ]);
      const hidden = cellsOf.cube?.[3] ?? -1;
      return [system.hidden[hidden], system.sensitive[hidden]];
    };
    expect(sensitive('protected')).toEqual([1, 1]);
    expect(sensitive('open')).toEqual([1, 0]);
  });
});
