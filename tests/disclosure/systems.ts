/** Structures for the tests: cells with equations, as worked cases give them, and the Belgian table. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Assembly,
  type Axis,
  type AxisNode,
  assemble,
  DEFAULT_POLICY,
  defineAxis,
  defineList,
  defineTable,
  type Link,
  type Policy,
  type System,
  sizeOf,
} from '../../pipeline/disclosure/index.ts';

/** Fewest cells first, and of as many cells those of the smallest sum. */
export const FEWEST = (_: unknown, value: number): number => 1_000_000 + value;

/** A rule of counts up to `threshold`, as the worked cases have them. */
export function countRule(threshold: number, more: Partial<Policy> = {}): Policy {
  return { ...DEFAULT_POLICY, threshold, statuses: 'untold', ...more };
}

/** Cells in a list, each equation a total and its parts. */
export function systemOfEquations(
  frequencies: readonly number[],
  equations: readonly (readonly [number, readonly number[]])[],
  policy: Policy,
): Assembly {
  const cell = (index: number) => ({ table: 'cells', cells: Int32Array.of(index) });
  const links = equations.map(([total, parts]): Link => ({ kind: 'sum', whole: cell(total), parts: parts.map(cell) }));
  return assemble([defineList('cells', { numerator: frequencies }, policy, FEWEST)], links);
}

/** The same with given cells sensitive and no others. */
export function withSensitive(system: System, cells: readonly number[]): System {
  const sensitive = new Uint8Array(system.count);
  for (const cell of cells) sensitive[cell] = 1;
  return { ...system, sensitive };
}

export interface Belgium {
  readonly area: Axis;
  readonly age: Axis;
  readonly counts: Float64Array;
}

/** 581 municipalities by ten bands with every level and total (tests/vectors/README.md); `order` of the rows is for those who want to see it change nothing. */
export function readBelgium(order: (rows: string[][]) => string[][] = (rows) => rows): Belgium {
  const text = readFileSync(join(import.meta.dirname, '..', 'vectors', 'belgium-commune-age.csv'), 'utf8');
  const [header = [], ...rows] = text
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  const bands = header.slice(4);
  const nodes = new Map<string, AxisNode>([['country', { code: 'country' }]]);
  for (const [commune = '', arrondissement = '', province = '', region = ''] of order(rows)) {
    const [r, p, a] = [`region ${region}`, `province ${province}`, `arrondissement ${arrondissement}`];
    nodes.set(r, { code: r, parent: 'country' });
    nodes.set(p, { code: p, parent: r });
    nodes.set(a, { code: a, parent: p });
    nodes.set(commune, { code: commune, parent: a });
  }
  const area = defineAxis('area', [...nodes.values()]);
  const age = defineAxis('age', [{ code: 'total' }, ...bands.map((code) => ({ code, parent: 'total' }))]);
  const counts = new Float64Array(sizeOf([area, age]));
  const width = age.codes.length;
  for (const [commune = '', , , , ...figures] of order(rows))
    figures.forEach((figure, index) => {
      const band = age.codes.indexOf(bands[index] ?? '');
      for (let node = area.codes.indexOf(commune); node >= 0; node = area.parent[node] ?? -1)
        for (const column of [0, band])
          counts[node * width + column] = (counts[node * width + column] ?? 0) + Number(figure);
    });
  return { area, age, counts };
}

/** The Belgian table under a policy; every cell costs the same. */
export function belgianSystem({ area, age, counts }: Belgium, policy: Policy): Assembly {
  return assemble([defineTable('belgium', [area, age], { numerator: counts }, policy, () => 1)]);
}
