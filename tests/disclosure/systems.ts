/**
 * Structures for the tests: cells with equations, as worked cases give them, and the Belgian table.
 */
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

/** A rule of counts up to `largestSensitive`, as the worked cases have them. */
export function countRule(largestSensitive: number, more: Partial<Policy> = {}): Policy {
  return { ...DEFAULT_POLICY, largestSensitive, distinguishPrimary: false, ...more };
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

/**
 * 581 municipalities by ten bands with every level and total (tests/vectors/README.md); `order` of
 * the rows is for those who want to see it change nothing.
 */
export function readBelgium(
  order: (rows: string[][]) => string[][] = (rows) => rows,
  file = join(import.meta.dirname, '..', 'vectors', 'belgium-commune-age.csv'),
): Belgium {
  const text = readFileSync(file, 'utf8');
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

/**
 * The Belgian table with every municipality partitioned over about `parts` sectors, some of them
 * large: made up, but the same whenever it is made.
 */
export function withSectors({ area, age, counts }: Belgium, parts: number): Belgium {
  let seed = 1;
  const chance = () => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    return seed / 0x7fffffff;
  };
  const nodes = area.codes.map(
    (code, node): AxisNode => ({ code, parent: area.codes[area.parent[node] ?? -1] as string }),
  );
  delete (nodes[0] as { parent?: string }).parent;
  const dealt = new Map<string, Float64Array>();
  area.codes.forEach((code, node) => {
    if (area.children[node]?.length !== 0) return;
    const ends: number[] = [];
    const sectors = Math.max(2, Math.round(parts * (0.5 + chance())));
    for (let sector = 0; sector < sectors; sector += 1) ends.push((ends.at(-1) ?? 0) + chance() ** 2);
    const rows = ends.map(() => new Float64Array(age.codes.length));
    for (let band = 1; band < age.codes.length; band += 1)
      for (let person = 0; person < (counts[node * age.codes.length + band] ?? 0); person += 1) {
        const drawn = chance() * (ends.at(-1) ?? 0);
        const row = rows[ends.findIndex((end) => drawn <= end)];
        if (row) for (const column of [0, band]) row[column] = (row[column] ?? 0) + 1;
      }
    rows.forEach((row, sector) => {
      const own = `${code} ${String(sector).padStart(3, '0')}`;
      nodes.push({ code: own, parent: code });
      dealt.set(own, row);
    });
  });
  const fine = defineAxis('area', nodes);
  const width = age.codes.length;
  const figures = new Float64Array(sizeOf([fine, age]));
  fine.codes.forEach((code, node) => {
    const coarse = area.codes.indexOf(code);
    figures.set(dealt.get(code) ?? counts.subarray(coarse * width, (coarse + 1) * width), node * width);
  });
  return { area: fine, age, counts: figures };
}
